#include "features/documents/templates_api.hpp"

#include "http/url.hpp"

namespace kontor::documents {
namespace {

using http::Method;

IncomingFile incoming(const std::optional<Text<1, 255>>& name, const http::Upload& file) {
  return {.name = name ? name->str() : "", .media_type = file.content_type, .next = [&reader = file.reader] {
            return reader.next();
          }};
}

}  // namespace

void TemplatesApi::routes(http::Router& router, TemplatesApi* api) {
  router.add(Method::get, "/api/v1/templates", api, &TemplatesApi::list, {"Templates, the newest first", "templates"});
  router.add(Method::post, "/api/v1/templates", api, &TemplatesApi::create, {"Make a template", "templates"});
  router.add(Method::post, "/api/v1/templates/inspect", api, &TemplatesApi::inspect,
             {"The fields and mistakes of a file (.docx, .xlsx, .md) sent as the body; nothing is saved", "templates"});
  router.add(
      Method::post, "/api/v1/templates/upload", api, &TemplatesApi::upload,
      {"Make a template from a file (.docx, .xlsx, .md) sent as the body, or as `file` of a form with JSON `about` it: "
       "name, kind, locale, schema, prompt_hint",
       "templates"});
  router.add(Method::put, "/api/v1/templates/{id}/file", api, &TemplatesApi::replace_file,
             {"A new version from a file sent as for /upload; without a schema the refinements of the fields are kept",
              "templates"});
  router.add(Method::get, "/api/v1/templates/{id}/file", api, &TemplatesApi::file,
             {"The template's file, byte for byte; of an earlier version with ?version=", "templates"});
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

Task<InspectedTemplate> TemplatesApi::inspect(Caller caller, http::Query<InspectTemplate> about, http::Upload file) {
  co_return co_await templates_.inspect(caller, incoming(about.value.file_name, file), about.value.template_id);
}

Task<http::Created<UploadedTemplate>> TemplatesApi::upload(Caller caller, http::Query<UploadTemplate> about,
                                                           http::Upload file) {
  CO_TRY(UploadedTemplate made, co_await templates_.upload(caller, incoming(about.value.file_name, file), about.value));
  co_return http::Created<UploadedTemplate>{std::move(made)};
}

Task<UploadedTemplate> TemplatesApi::replace_file(Caller caller, http::Path<Id<Template>> id,
                                                  http::Query<ReplaceTemplateFile> about, http::Upload file) {
  co_return co_await templates_.replace_file(caller, id.value, incoming(about.value.file_name, file));
}

Task<http::Custom> TemplatesApi::file(Caller caller, http::Path<Id<Template>> id, http::Query<WantedFile> wanted) {
  CO_TRY(TakenFile file, co_await templates_.file(caller, id.value, wanted.value.version));
  http::Response response{.content_type = std::string(media_type_of(file.content.syntax)),
                          .body = std::move(file.content.bytes)};
  response.add_header("Content-Disposition", http::disposition("attachment", file.name));
  co_return http::Custom{std::move(response)};
}

Task<Template> TemplatesApi::version(Caller caller, http::Path<Id<Template>> id, http::Path<int> version) {
  co_return co_await templates_.find(caller, id.value, version.value);
}

}  // namespace kontor::documents
