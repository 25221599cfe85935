#pragma once

#include "features/documents/templates.hpp"
#include "http/router.hpp"

namespace kontor::documents {

class TemplatesApi {
 public:
  explicit TemplatesApi(Templates& templates) : templates_(templates) {}

  static void routes(http::Router& router, TemplatesApi* api);

  Task<reflect::Page<TemplateSummary>> list(Caller caller, http::Query<ListTemplates> filter);
  Task<http::Created<Template>> create(Caller caller, http::Body<CreateTemplate> in);
  Task<Template> find(Caller caller, http::Path<Id<Template>> id);
  Task<Template> change(Caller caller, http::Path<Id<Template>> id, http::Body<ChangeTemplate> in);
  Task<> remove(Caller caller, http::Path<Id<Template>> id);
  Task<reflect::Page<TemplateVersion>> versions(Caller caller, http::Path<Id<Template>> id);
  Task<InspectedTemplate> inspect(Caller caller, http::Query<InspectTemplate> about, http::Upload file);
  Task<http::Created<UploadedTemplate>> upload(Caller caller, http::Query<UploadTemplate> about, http::Upload file);
  Task<UploadedTemplate> replace_file(Caller caller, http::Path<Id<Template>> id,
                                      http::Query<ReplaceTemplateFile> about, http::Upload file);
  Task<http::Custom> file(Caller caller, http::Path<Id<Template>> id, http::Query<WantedFile> wanted);
  Task<Template> version(Caller caller, http::Path<Id<Template>> id, http::Path<int> version);

 private:
  Templates& templates_;
};

}  // namespace kontor::documents
