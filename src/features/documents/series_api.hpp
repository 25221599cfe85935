#pragma once

#include "features/documents/numbering.hpp"
#include "http/router.hpp"

namespace kontor::documents {

class SeriesApi {
 public:
  explicit SeriesApi(Numbering& numbering) : numbering_(numbering) {}

  static void routes(http::Router& router, SeriesApi* api);

  Task<reflect::Page<Series>> list(Caller caller);
  Task<http::Created<Series>> create(Caller caller, http::Body<CreateSeries> in);
  Task<Series> find(Caller caller, http::Path<Id<Series>> id);
  Task<Series> change(Caller caller, http::Path<Id<Series>> id, http::Body<ChangeSeries> in);
  Task<SeriesPreview> preview(Caller caller, http::Body<PreviewSeries> in);
  Task<reflect::Page<RegisteredNumber>> numbers(Caller caller, http::Path<Id<Series>> id,
                                                http::Query<ListNumbers> filter);

 private:
  Numbering& numbering_;
};

}  // namespace kontor::documents
