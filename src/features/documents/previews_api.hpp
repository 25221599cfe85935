#pragma once

#include "features/documents/previews.hpp"
#include "http/router.hpp"

namespace kontor::documents {

class PreviewsApi {
 public:
  explicit PreviewsApi(Previews& previews) : previews_(previews) {}

  static void routes(http::Router& router, PreviewsApi* api);

  Task<DocumentPreview> of_template(Caller caller, http::Path<Id<Template>> id, http::Body<PreviewTemplate> in);
  Task<DocumentPreview> of_source(Caller caller, http::Body<PreviewSource> in);

 private:
  Previews& previews_;
};

}  // namespace kontor::documents
