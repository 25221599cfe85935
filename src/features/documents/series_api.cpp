#include "features/documents/series_api.hpp"

namespace kontor::documents {

using http::Method;

void SeriesApi::routes(http::Router& router, SeriesApi* api) {
  router.add(Method::get, "/api/v1/series", api, &SeriesApi::list, {"Series of numbers, by kind", "series"});
  router.add(Method::post, "/api/v1/series", api, &SeriesApi::create, {"Make a series of numbers", "series"});
  router.add(Method::get, "/api/v1/series/{id}", api, &SeriesApi::find,
             {"A series, with the number that comes next", "series"});
  router.add(Method::patch, "/api/v1/series/{id}", api, &SeriesApi::change, {"Change a series", "series"});
  router.add(Method::post, "/api/v1/series/preview", api, &SeriesApi::preview,
             {"The numbers that a pattern would give; changes nothing", "series"});
  router.add(Method::get, "/api/v1/series/{id}/numbers", api, &SeriesApi::numbers,
             {"The register: every number taken, void ones too, the newest first", "series"});
}

Task<reflect::Page<Series>> SeriesApi::list(Caller caller) {
  CO_TRY(std::vector<Series> all, co_await numbering_.list(caller));
  co_return reflect::Page<Series>{std::move(all), std::nullopt};
}

Task<http::Created<Series>> SeriesApi::create(Caller caller, http::Body<CreateSeries> in) {
  CO_TRY(Series made, co_await numbering_.create(caller, in.value));
  co_return http::Created<Series>{std::move(made)};
}

Task<Series> SeriesApi::find(Caller caller, http::Path<Id<Series>> id) {
  co_return co_await numbering_.find(caller, id.value);
}

Task<Series> SeriesApi::change(Caller caller, http::Path<Id<Series>> id, http::Body<ChangeSeries> in) {
  co_return co_await numbering_.change(caller, id.value, in.value);
}

Task<SeriesPreview> SeriesApi::preview(Caller caller, http::Body<PreviewSeries> in) {
  co_return co_await numbering_.preview(caller, in.value);
}

Task<reflect::Page<RegisteredNumber>> SeriesApi::numbers(Caller caller, http::Path<Id<Series>> id,
                                                         http::Query<ListNumbers> filter) {
  co_return co_await numbering_.numbers(caller, id.value, filter.value);
}

}  // namespace kontor::documents
