#pragma once

#include "app/roles.hpp"
#include "features/auth/auth_api.hpp"
#include "features/documents/bulk/bulk_api.hpp"
#include "features/documents/documents_api.hpp"
#include "features/documents/list_exports_api.hpp"
#include "features/documents/previews_api.hpp"
#include "features/documents/series_api.hpp"
#include "features/documents/templates_api.hpp"
#include "features/events/events_api.hpp"
#include "features/operations/jobs_api.hpp"
#include "features/organization/logo_api.hpp"
#include "features/schedules/schedules_api.hpp"

namespace kontor::app {

/// The handlers of one loop; null where only the table of routes is wanted.
struct Apis {
  auth::AuthApi* auth = nullptr;
  organization::LogoApi* logo = nullptr;
  documents::TemplatesApi* templates = nullptr;
  documents::PreviewsApi* previews = nullptr;
  documents::DocumentsApi* documents = nullptr;
  documents::SeriesApi* series = nullptr;
  documents::ListExportsApi* list_exports = nullptr;
  operations::JobsApi* jobs = nullptr;
  schedules::SchedulesApi* schedules = nullptr;
  documents::bulk::BulkApi* bulk = nullptr;
  events::EventsApi* events = nullptr;
};

/// Every route of the program, by the role that owns it.
void routes(http::Router& router, const Apis& apis, const Roles& roles);

/// The document at /openapi.json.
std::string openapi();

}  // namespace kontor::app
