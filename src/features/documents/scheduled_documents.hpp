#pragma once

#include "features/documents/documents.hpp"
#include "features/documents/scheduled_document_store.hpp"
#include "jobs/ending.hpp"
#include "jobs/schedule.hpp"

namespace kontor::documents {

/// The job for each tick of a schedule of documents: the members of GenerateDocument, and the tick.
struct GenerateScheduledDocument {
  static constexpr std::string_view kind = "generate_scheduled_document";
  Id<Template> template_id;
  std::optional<Text<1, 300>> title;
  boost::json::object payload;
  std::optional<std::vector<Format>> formats;
  jobs::Tick tick;
};
KONTOR_DESCRIBE(GenerateScheduledDocument, template_id, title, payload, formats, tick)

/// "Invoice, 1 Dec 2026" or «Счёт, 01.12.2026».
std::string dated_title(std::string_view title, std::chrono::year_month_day day, Locale locale);

/// Documents that come by themselves: the invoice of every month. One object per loop.
class ScheduledDocuments {
 public:
  ScheduledDocuments(db::Database& database, Documents& documents, Templates& templates)
      : store_(database), documents_(documents), templates_(templates) {}

  /// What a schedule may ask for, as Documents::generate judges it.
  Task<> check(Caller caller, GenerateDocument in);

  /// The job: one draft for a tick, however often it is tried. When the template, the owner, or what the schedule fills
  /// in is not right any more, the schedule stops, with the reason.
  Task<jobs::Ending> generate(Id<Organization> org, GenerateScheduledDocument job);

 private:
  Async<jobs::Ending> stop(const Id<Organization>& org, const jobs::Tick& tick, std::string because);

  ScheduledDocumentStore store_;
  Documents& documents_;
  Templates& templates_;
};

}  // namespace kontor::documents
