#include "features/documents/numbering.hpp"

#include "features/documents/series_pattern.hpp"

namespace kontor::documents {
namespace {

struct Checked {
  SeriesPattern pattern;
  Reset reset;
};

Failure at(std::string location, const Error& error) {
  return fail(Error::invalid(std::move(location), error.fields.at(0).message));
}

Result<Checked> check(const std::string& text, std::optional<Reset> wanted) {
  Result<SeriesPattern> pattern = SeriesPattern::parse(text);
  if (!pattern) return at("body.pattern", pattern.error());
  const Reset reset = wanted.value_or(pattern->implied_reset());
  if (const Result<> lasting = pattern->check(reset); !lasting) return at("body.reset", lasting.error());
  return Checked{std::move(*pattern), reset};
}

Result<> check_next(const std::optional<int>& next_seq) {
  if (!next_seq || (*next_seq >= 1 && *next_seq <= kLargestSeq)) return {};
  return fail(Error::invalid("body.next_seq", fmt::format("must be from 1 to {}", kLargestSeq)));
}

/// One pattern for two series of a kind would give the same number to two documents.
Result<> taken(Result<> stored) {
  if (stored) return {};
  if (stored.error().internal_context == "document_series_default")
    return fail({.code = Code::conflict,
                 .public_message = "Somebody has just chosen another default series. Look at the list and try again."});
  if (stored.error().internal_context != "document_series_pattern") return stored;
  return fail({.code = Code::conflict,
               .public_message = "Another series for this kind of document has this pattern already.",
               .fields = {{"body.pattern", "is that of another series for this kind: change a letter of it"}}});
}

Series view(const StoredSeries& s) {
  return {.id = s.id,
          .kind = s.kind,
          .name = s.name,
          .pattern = s.pattern,
          .reset = s.reset,
          .is_default = s.is_default,
          .next_seq = s.last + 1,
          .next_number = next_number(s),
          .created_at = s.created_at,
          .updated_at = s.updated_at};
}

}  // namespace

std::string next_number(const StoredSeries& series) {
  return SeriesPattern::parse(series.pattern).value().number(series.today, series.last + 1, series.kind, series.locale);
}

Task<std::vector<Series>> Numbering::list(const Caller& caller) {
  CO_TRY(caller.require(Permission::read));
  std::vector<Series> all;
  for (const StoredSeries& series : co_await store_.list(caller)) all.push_back(view(series));
  co_return all;
}

Task<Series> Numbering::find(const Caller& caller, Id<Series> id) {
  CO_TRY(caller.require(Permission::read));
  const std::optional<StoredSeries> found = co_await store_.find(caller, id);
  if (!found) co_return fail(Error::not_found("series"));
  co_return view(*found);
}

Task<Series> Numbering::create(const Caller& caller, const CreateSeries& in) {
  CO_TRY(caller.require(Permission::manage_organization));
  CO_TRY(const Checked checked, check(in.pattern.str(), in.reset));
  CO_TRY(check_next(in.next_seq));
  const Timestamp now = clock_.now();
  const StoredSeries made{.id = Id<Series>::make(),
                          .kind = in.kind,
                          .name = in.name ? in.name->str() : in.pattern.str(),
                          .pattern = in.pattern.str(),
                          .reset = checked.reset,
                          .is_default = in.is_default.value_or(false),
                          .locale = Locale::en,
                          .last = 0,
                          .today = {},
                          .created_at = now,
                          .updated_at = now};
  db::Transaction transaction = co_await store_.begin(caller);
  if (made.is_default) co_await store_.end_default(transaction, made.kind);
  CO_TRY(taken(co_await store_.insert(transaction, caller, made)));
  if (in.next_seq) co_await store_.start_behind(transaction, made.id, *in.next_seq - 1);
  co_await transaction.commit();
  co_return co_await find(caller, made.id);
}

Task<Series> Numbering::change(const Caller& caller, Id<Series> id, const ChangeSeries& in) {
  CO_TRY(caller.require(Permission::manage_organization));
  CO_TRY(check_next(in.next_seq));
  db::Transaction transaction = co_await store_.begin(caller);
  if (!co_await store_.lock(transaction, id)) co_return fail(Error::not_found("series"));
  const StoredSeries found = co_await store_.reread(transaction, id);
  if (in.is_default == false && found.is_default)
    co_return fail(Error::invalid("body.is_default", "choose another series as the default one instead"));
  const bool restart = in.next_seq && *in.next_seq != found.last + 1;
  if (restart && co_await store_.has_numbers(transaction, id))
    co_return fail({.code = Code::conflict,
                    .public_message = "This period has numbers already: the next one follows the last, without a gap.",
                    .fields = {{"body.next_seq",
                                fmt::format("is {}; make a new series to count from elsewhere", found.last + 1)}}});
  StoredSeries changed = found;
  if (in.name) changed.name = in.name->str();
  if (in.pattern) changed.pattern = in.pattern->str();
  if (in.pattern || in.reset) {
    const bool same_pattern = changed.pattern == found.pattern;
    CO_TRY(const Checked checked, check(changed.pattern, in.reset       ? in.reset
                                                         : same_pattern ? std::optional(found.reset)
                                                                        : std::nullopt));
    changed.reset = checked.reset;
  }
  if (in.is_default == true && !found.is_default) co_await store_.end_default(transaction, found.kind);
  changed.is_default = found.is_default || in.is_default.value_or(false);
  changed.updated_at = clock_.now();
  CO_TRY(taken(co_await store_.update(transaction, changed)));
  // Another way of counting periods goes on behind the last number, or it would come again.
  if (changed.reset != found.reset && found.last > 0) co_await store_.go_on_behind(transaction, id, found.last);
  if (restart) co_await store_.start_behind(transaction, id, *in.next_seq - 1);
  co_await transaction.commit();
  co_return co_await find(caller, id);
}

Task<SeriesPreview> Numbering::preview(const Caller& caller, const PreviewSeries& in) {
  CO_TRY(caller.require(Permission::read));
  CO_TRY(const Checked checked, check(in.pattern.str(), in.reset));
  CO_TRY(check_next(in.next_seq));
  // For the calendar and the language any series does; every organisation has one.
  const std::vector<StoredSeries> all = co_await store_.list(caller);
  const auto found = in.series_id ? std::ranges::find(all, *in.series_id, &StoredSeries::id) : all.begin();
  if (found == all.end()) co_return fail(Error::invalid("body.series_id", "is not a series of your organisation"));
  const int next = in.next_seq.value_or(in.series_id ? found->last + 1 : 1);
  const auto number = [&](int seq) { return checked.pattern.number(found->today, seq, in.kind, found->locale); };
  co_return SeriesPreview{.next_number = number(next), .following_number = number(next + 1), .reset = checked.reset};
}

Task<reflect::Page<RegisteredNumber>> Numbering::numbers(const Caller& caller, Id<Series> id,
                                                         const ListNumbers& filter) {
  CO_TRY(const int limit, page_limit(filter.limit));
  CO_TRY(const std::optional<PageCursor> after, PageCursor::parse(filter.cursor));
  CO_TRY(co_await find(caller, id));
  reflect::Page<RegisteredNumber> page{co_await store_.numbers(caller, id, filter.state, after, limit), std::nullopt};
  if (std::ssize(page.items) > limit) {
    page.items.pop_back();
    page.next_cursor = PageCursor{page.items.back().issued_at, page.items.back().id.uuid()}.text();
  }
  co_return page;
}

}  // namespace kontor::documents
