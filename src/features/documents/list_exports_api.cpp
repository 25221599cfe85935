#include "features/documents/list_exports_api.hpp"

#include "http/url.hpp"

namespace kontor::documents {
namespace {

http::Custom answer(ExportedList list) {
  http::Response response{.content_type = list.format == ListFormat::csv
                                              ? "text/csv; charset=utf-8"
                                              : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          .body = std::move(list.bytes)};
  response.add_header("Content-Disposition", http::disposition("attachment", list.name));
  response.add_header("Cache-Control", "no-store");
  return {std::move(response)};
}

}  // namespace

void ListExportsApi::routes(http::Router& router, ListExportsApi* api) {
  using http::Method;
  router.add(Method::get, "/api/v1/documents/export", api, &ListExportsApi::documents,
             {"The list of documents as an Excel or CSV file, at most 10,000 of them", "documents"});
  router.add(Method::get, "/api/v1/series/{id}/numbers/export", api, &ListExportsApi::numbers,
             {"The register as an Excel or CSV file, at most 10,000 numbers", "series"});
}

Task<http::Custom> ListExportsApi::documents(Caller caller, http::Query<ExportDocuments> in) {
  CO_TRY(ExportedList list, co_await exports_.documents(caller, in.value));
  co_return answer(std::move(list));
}

Task<http::Custom> ListExportsApi::numbers(Caller caller, http::Path<Id<Series>> id, http::Query<ExportNumbers> in) {
  CO_TRY(ExportedList list, co_await exports_.numbers(caller, id.value, in.value));
  co_return answer(std::move(list));
}

}  // namespace kontor::documents
