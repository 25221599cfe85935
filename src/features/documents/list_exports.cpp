#include "features/documents/list_exports.hpp"

#include "async/cpu_pool.hpp"
#include "features/documents/list_tables.hpp"

namespace kontor::documents {
namespace {

/// Every item of a list, page by page.
template <class T, class Filter, class List>
Task<std::vector<T>> all_of(Filter filter, List list) {
  filter.limit = kLargestPage;
  std::vector<T> all;
  for (;;) {
    CO_TRY(reflect::Page<T> page, co_await list(filter));
    std::ranges::move(page.items, std::back_inserter(all));
    if (all.size() > kMostExportedRows || (all.size() == kMostExportedRows && page.next_cursor))
      co_return fail(
          {.code = Code::too_large,
           .public_message = fmt::format("An export has at most {} rows: choose fewer.", kMostExportedRows)});
    if (!page.next_cursor) co_return all;
    CO_TRY(filter.cursor, (Text<1, 200>::parse(*page.next_cursor)));
  }
}

Result<ExportedList> written(const docgen::sheet::Table& table, ListFormat format, Locale locale) {
  TRY(std::string bytes, format == ListFormat::csv ? docgen::sheet::csv(table, locale) : docgen::sheet::xlsx(table));
  return ExportedList{fmt::format("{}.{}", table.name, format == ListFormat::csv ? "csv" : "xlsx"), format,
                      std::move(bytes)};
}

}  // namespace

Task<ExportedList> ListExports::documents(const Caller& caller, const ExportDocuments& in) {
  const ListDocuments filter{.limit = {},
                             .cursor = {},
                             .status = in.status,
                             .template_id = in.template_id,
                             .q = in.q,
                             .standing = in.standing,
                             .number = in.number};
  CO_TRY(std::vector<GeneratedDocument> found,
         co_await all_of<GeneratedDocument>(filter,
                                            [&](const ListDocuments& page) { return documents_.list(caller, page); }));
  std::vector<Timestamp*> moments;
  for (GeneratedDocument& document : found) {
    moments.push_back(&document.created_at);
    if (document.voided_at) moments.push_back(&*document.voided_at);
  }
  co_await put_on_wall_clock(caller, std::move(moments));
  const Locale locale = in.locale ? *in.locale : co_await clocks_.locale(caller);
  co_return co_await cpu_.run(
      [&] { return written(documents_table(found, locale), in.format.value_or(ListFormat::xlsx), locale); });
}

Task<ExportedList> ListExports::numbers(const Caller& caller, Id<Series> series, const ExportNumbers& in) {
  const ListNumbers filter{.limit = {}, .cursor = {}, .state = in.state};
  CO_TRY(std::vector<RegisteredNumber> found, co_await all_of<RegisteredNumber>(filter, [&](const ListNumbers& page) {
           return numbering_.numbers(caller, series, page);
         }));
  std::vector<Timestamp*> moments;
  for (RegisteredNumber& number : found)
    if (number.voided_at) moments.push_back(&*number.voided_at);
  co_await put_on_wall_clock(caller, std::move(moments));
  const Locale locale = in.locale ? *in.locale : co_await clocks_.locale(caller);
  co_return co_await cpu_.run(
      [&] { return written(register_table(found, locale), in.format.value_or(ListFormat::xlsx), locale); });
}

Async<> ListExports::put_on_wall_clock(const Caller& caller, std::vector<Timestamp*> moments) {
  if (moments.empty()) co_return;
  std::vector<Timestamp> in_utc;
  for (const Timestamp* moment : moments) in_utc.push_back(*moment);
  const std::vector<Timestamp> shown = co_await clocks_.wall_times(caller, in_utc);
  for (std::size_t i = 0; i < shown.size(); ++i) *moments[i] = shown[i];
}

}  // namespace kontor::documents
