#include "features/documents/previews_api.hpp"

namespace kontor::documents {

void PreviewsApi::routes(http::Router& router, PreviewsApi* api) {
  using http::Method;
  router.add(Method::post, "/api/v1/templates/preview", api, &PreviewsApi::of_source,
             {"The pages that a Markdown source makes of a payload, finished or not; nothing is saved", "templates"});
  router.add(Method::post, "/api/v1/templates/{id}/preview", api, &PreviewsApi::of_template,
             {"The pages of a document as SVG while its form is filled in: of 20 pages those whose hash is not `known`",
              "templates"});
}

Task<DocumentPreview> PreviewsApi::of_template(Caller caller, http::Path<Id<Template>> id,
                                               http::Body<PreviewTemplate> in) {
  co_return co_await previews_.of_template(caller, id.value, in.value);
}

Task<DocumentPreview> PreviewsApi::of_source(Caller caller, http::Body<PreviewSource> in) {
  co_return co_await previews_.of_source(caller, in.value);
}

}  // namespace kontor::documents
