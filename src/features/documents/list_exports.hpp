#pragma once

#include "features/documents/clock_store.hpp"
#include "features/documents/documents.hpp"
#include "features/documents/numbering.hpp"

namespace kontor::documents {

enum class ListFormat { xlsx, csv };
BOOST_DESCRIBE_ENUM(ListFormat, xlsx, csv)

/// The filters of ListDocuments. Without a format it is Excel's, without a language the organisation's.
struct ExportDocuments {
  std::optional<ListFormat> format;
  std::optional<Locale> locale;
  std::optional<Status> status;
  std::optional<Id<Template>> template_id;
  std::optional<Text<1, 200>> q;
  std::optional<Standing> standing;
  std::optional<Text<1, 60>> number;
};
KONTOR_DESCRIBE(ExportDocuments, format, locale, status, template_id, q, standing, number)

/// The filter of ListNumbers; the rest as in ExportDocuments.
struct ExportNumbers {
  std::optional<ListFormat> format;
  std::optional<Locale> locale;
  std::optional<NumberState> state;
};
KONTOR_DESCRIBE(ExportNumbers, format, locale, state)

struct ExportedList {
  std::string name;  ///< of the file
  ListFormat format;
  std::string bytes;
};

/// What a small business issues in some years. An export holds a request open for a hundred pages of the list.
inline constexpr std::size_t kMostExportedRows = 10'000;

/// Lists as files for a spreadsheet, moments on the organisation's clock. Whoever may see a list may take it away: it
/// is read through the list itself. Error{too_large} for more than kMostExportedRows. One object per loop.
class ListExports {
 public:
  ListExports(db::Database& database, Documents& documents, Numbering& numbering, async::CpuPool& cpu)
      : clocks_(database), documents_(documents), numbering_(numbering), cpu_(cpu) {}

  Task<ExportedList> documents(const Caller& caller, const ExportDocuments& in);
  Task<ExportedList> numbers(const Caller& caller, Id<Series> series, const ExportNumbers& in);

 private:
  /// Moments in UTC become what the clock on the organisation's wall showed.
  Async<> put_on_wall_clock(const Caller& caller, std::vector<Timestamp*> moments);

  ClockStore clocks_;
  Documents& documents_;
  Numbering& numbering_;
  async::CpuPool& cpu_;
};

}  // namespace kontor::documents
