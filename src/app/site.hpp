#pragma once

#include <memory>

#include "app/apis.hpp"
#include "app/process.hpp"
#include "async/ticker.hpp"
#include "blob/blob_store.hpp"
#include "connectors/model.hpp"
#include "db/database.hpp"
#include "features/ai/sections.hpp"
#include "features/auth/accounts.hpp"
#include "features/documents/scheduled_documents.hpp"
#include "features/documents/starter_templates.hpp"
#include "features/operations/job_news.hpp"
#include "http/server.hpp"
#include "jobs/caretaker.hpp"
#include "jobs/scheduler.hpp"
#include "jobs/worker.hpp"
#include "office/office.hpp"
#include "outbound/transport.hpp"
#include "state/state.hpp"

namespace kontor::app {

/// The whole program as one loop has it: each loop its own connections, handlers and worker, nothing shared but
/// Process.
class Site {
 public:
  /// Throws when the port is taken. `port`: of the first loop, for the others.
  Site(Process& process, async::Loop& loop, unsigned short port);
  ~Site();

  /// Before any worker of this process starts, and only when no other process works: leases of the past are nobody's.
  Async<> take_back_jobs();
  void start();
  /// What is in flight ends; then nothing of this loop runs any more.
  Async<> stop();

  unsigned short port() const { return server_->port(); }
  auth::Accounts& accounts() { return accounts_; }
  documents::Templates& templates() { return templates_; }
  documents::StarterTemplates& starter_templates() { return starter_templates_; }
  documents::Documents& documents() { return documents_; }

 private:
  void add_operations_routes();
  Task<http::Custom> ready();
  void add_workers();
  std::vector<schedules::Schedulable> schedulable();

  Process& process_;
  async::Loop& loop_;
  async::Ticker ticker_;
  std::unique_ptr<state::State> state_;
  db::Database database_;
  std::unique_ptr<outbound::Transport> transport_;
  std::unique_ptr<outbound::Transport> breaking_;
  std::unique_ptr<connectors::Model> model_;
  std::unique_ptr<blob::BlobStore> blobs_;
  std::unique_ptr<office::Office> office_;
  jobs::Queue queue_;
  events::Events events_;

  documents::StarterTemplates starter_templates_;
  auth::Accounts accounts_;
  organization::Letterheads letterheads_;
  ai::Sections sections_;
  documents::Templates templates_;
  documents::Previews previews_;
  documents::FileLinks links_;
  documents::Documents documents_;
  documents::Numbering numbering_;
  documents::ListExports list_exports_;
  operations::Jobs jobs_;
  operations::JobNews job_news_;
  documents::ScheduledDocuments scheduled_documents_;
  schedules::Schedules schedules_;
  jobs::Workflows workflows_;
  documents::bulk::BulkDocuments bulk_;

  auth::AuthApi auth_api_;
  organization::LogoApi logo_api_;
  documents::TemplatesApi templates_api_;
  documents::PreviewsApi previews_api_;
  documents::DocumentsApi documents_api_;
  documents::SeriesApi series_api_;
  documents::ListExportsApi list_exports_api_;
  operations::JobsApi jobs_api_;
  schedules::SchedulesApi schedules_api_;
  documents::bulk::BulkApi bulk_api_;
  events::EventsApi events_api_;

  auth::VerifiedTokens verified_tokens_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<jobs::Worker> worker_;
  std::unique_ptr<jobs::Caretaker> caretaker_;  ///< of the first loop
  std::unique_ptr<jobs::Scheduler> scheduler_;
};

}  // namespace kontor::app
