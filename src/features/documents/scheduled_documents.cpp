#include "features/documents/scheduled_documents.hpp"

#include "observe/log.hpp"

namespace kontor::documents {
namespace {

using Title = Text<1, 300>;

/// What the clocks of the schedule show at the tick; those of the organisation when it goes by none.
std::chrono::year_month_day day_of(const jobs::Tick& tick, const ScheduleOwner& owner) {
  const auto at = std::chrono::floor<std::chrono::seconds>(tick.at);
  const Result<jobs::TimeZone> zone = jobs::TimeZone::find(tick.zone.value_or(owner.time_zone));
  const auto local = zone ? zone->local(at) : std::chrono::local_seconds(at.time_since_epoch());
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(local));
}

std::string reason(const Error& why) {
  if (why.fields.empty()) return why.public_message;
  std::string_view place = why.fields[0].location;
  for (const std::string_view prefix : {"body.", "payload."})
    if (place.starts_with(prefix)) place.remove_prefix(prefix.size());
  return fmt::format("The template cannot be filled in like this any more: {} — {}", place, why.fields[0].message);
}

bool was_made_before(const Error& why) {
  return why.code == Code::conflict && !why.fields.empty() && why.fields[0].location == "header.Idempotency-Key";
}

}  // namespace

std::string dated_title(std::string_view title, std::chrono::year_month_day day, Locale locale) {
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const unsigned month = static_cast<unsigned>(day.month());
  const unsigned in_month = static_cast<unsigned>(day.day());
  const int year = static_cast<int>(day.year());
  const std::string dated = locale == Locale::ru
                                ? fmt::format("{}, {:02}.{:02}.{}", title, in_month, month, year)
                                : fmt::format("{}, {} {} {}", title, in_month, kMonths.at(month - 1), year);
  return Title::parse(dated) ? dated : std::string(title);  // a title that fills its room keeps it
}

Task<> ScheduledDocuments::check(Caller caller, GenerateDocument in) {
  CO_TRY(co_await documents_.check(caller, in));
  co_return Result<>();
}

Task<jobs::Ending> ScheduledDocuments::generate(Id<Organization> org, GenerateScheduledDocument job) {
  const std::optional<ScheduleOwner> owner = co_await store_.owner(org, job.tick.owner_id);
  if (!owner)
    co_return co_await stop(org, job.tick, "Its owner has left the organisation. Switch it on again to take it over.");
  const Caller caller{.user = job.tick.owner_id, .org = org, .role = owner->role};
  const Result<Template> tmpl = co_await templates_.find(caller, job.template_id);
  if (!tmpl) co_return co_await stop(org, job.tick, "Its template was deleted.");
  const std::string title =
      dated_title(job.title ? job.title->str() : tmpl->name, day_of(job.tick, *owner), tmpl->locale);
  const GenerateDocument wanted{.template_id = job.template_id,
                                .title = Title::parse(title).value(),
                                .payload = std::move(job.payload),
                                .formats = std::move(job.formats)};
  const std::string key = fmt::format("tick:{}:{}", job.tick.schedule_id.text(), rfc3339(job.tick.at));
  const Result<GeneratedDocument> made = co_await documents_.generate(caller, wanted, key);
  if (made) co_return jobs::Ending::done(reflect::RawJson{fmt::format(R"({{"document_id":"{}"}})", made->id.text())});
  if (was_made_before(made.error())) co_return jobs::Ending::done();
  if (made.error().code == Code::invalid) co_return co_await stop(org, job.tick, reason(made.error()));
  co_return fail(made.error());
}

Async<jobs::Ending> ScheduledDocuments::stop(const Id<Organization>& org, const jobs::Tick& tick, std::string because) {
  log::warning("a schedule of documents was switched off", {{"schedule_id", tick.schedule_id}, {"what", because}});
  co_await store_.stop_schedule(org, tick.schedule_id, because);
  co_return jobs::Ending::cancel(std::move(because));
}

}  // namespace kontor::documents
