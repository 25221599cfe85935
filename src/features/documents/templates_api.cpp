#include "features/documents/templates_api.hpp"

namespace kontor::documents {

using http::Method;

void TemplatesApi::routes(http::Router& router, TemplatesApi* api) {
  router.add(Method::get, "/api/v1/templates", api, &TemplatesApi::list, {"Templates, the newest first", "templates"});
  router.add(Method::post, "/api/v1/templates", api, &TemplatesApi::create, {"Make a template", "templates"});
  router.add(Method::get, "/api/v1/templates/{id}", api, &TemplatesApi::find, {"A template, whole", "templates"});
  router.add(Method::patch, "/api/v1/templates/{id}", api, &TemplatesApi::change, {"Change a template", "templates"});
  router.add(Method::del, "/api/v1/templates/{id}", api, &TemplatesApi::remove,
             {"Delete a template; its documents stay", "templates"});
  router.add(Method::get, "/api/v1/templates/{id}/versions", api, &TemplatesApi::versions,
             {"Versions, the newest first", "templates"});
  router.add(Method::get, "/api/v1/templates/{id}/versions/{version}", api, &TemplatesApi::version,
             {"A template as it was", "templates"});
}

Task<reflect::Page<TemplateSummary>> TemplatesApi::list(Caller caller, http::Query<ListTemplates> filter) {
  co_return co_await templates_.list(caller, filter.value);
}

Task<http::Created<Template>> TemplatesApi::create(Caller caller, http::Body<CreateTemplate> in) {
  CO_TRY(Template made, co_await templates_.create(caller, in.value));
  co_return http::Created<Template>{std::move(made)};
}

Task<Template> TemplatesApi::find(Caller caller, http::Path<Id<Template>> id) {
  co_return co_await templates_.find(caller, id.value);
}

Task<Template> TemplatesApi::change(Caller caller, http::Path<Id<Template>> id, http::Body<ChangeTemplate> in) {
  co_return co_await templates_.change(caller, id.value, in.value);
}

Task<> TemplatesApi::remove(Caller caller, http::Path<Id<Template>> id) {
  co_return co_await templates_.remove(caller, id.value);
}

Task<reflect::Page<TemplateVersion>> TemplatesApi::versions(Caller caller, http::Path<Id<Template>> id) {
  CO_TRY(std::vector<TemplateVersion> versions, co_await templates_.versions(caller, id.value));
  co_return reflect::Page<TemplateVersion>{std::move(versions), std::nullopt};
}

Task<Template> TemplatesApi::version(Caller caller, http::Path<Id<Template>> id, http::Path<int> version) {
  co_return co_await templates_.find(caller, id.value, version.value);
}

}  // namespace kontor::documents
