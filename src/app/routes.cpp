#include "app/apis.hpp"
#include "app/version.hpp"
#include "http/openapi.hpp"

namespace kontor::app {

void routes(http::Router& router, const Apis& apis, const Roles& roles) {
  if (roles.has(Role::auth)) {
    auth::AuthApi::routes(router, apis.auth);
    organization::LogoApi::routes(router, apis.logo);
  }
  if (roles.has(Role::ai)) {
    documents::TemplatesApi::routes(router, apis.templates);
    documents::PreviewsApi::routes(router, apis.previews);
    documents::DocumentsApi::routes(router, apis.documents);
    documents::SeriesApi::routes(router, apis.series);
    documents::ListExportsApi::routes(router, apis.list_exports);
    documents::bulk::BulkApi::routes(router, apis.bulk);
  }
  if (roles.has(Role::api)) {
    operations::JobsApi::routes(router, apis.jobs);
    events::EventsApi::routes(router, apis.events);
    schedules::SchedulesApi::routes(router, apis.schedules);
  }
}

std::string openapi() {
  http::Router router;
  routes(router, Apis{}, Roles::all());
  return http::openapi(router, "Kontor", kVersion);
}

}  // namespace kontor::app
