#include "app/site.hpp"

#include "app/assets.hpp"
#include "app/demo.hpp"
#include "app/parts.hpp"
#include "features/auth/session_cookies.hpp"
#include "http/problem.hpp"
#include "http/static_files.hpp"
#include "outbound/breaker.hpp"
#include "outbound/curl_transport.hpp"

namespace kontor::app {
namespace {

const db::Statement& ping() {
  static const db::Statement statement{"SELECT 1"};
  return statement;
}

auth::LoginOptions login_options(const Config& config) {
  auth::LoginOptions options{.registration = true, .demo = std::nullopt};
  if (config.demo) options.demo = auth::DemoLogin{std::string(kDemoEmail), std::string(kDemoPassword)};
  return options;
}

http::Response text(std::string type, std::string body) {
  return {.content_type = std::move(type), .body = std::move(body)};
}

}  // namespace

Site::Site(Process& process, async::Loop& loop, unsigned short port)
    : process_(process),
      loop_(loop),
      ticker_(loop.executor()),
      state_(make_state(process.config, process.memory, loop.executor())),
      database_(loop.executor(), process.cpu, ticker_, process.database),
      transport_(std::make_unique<outbound::CurlTransport>(loop.executor())),
      breaking_(std::make_unique<outbound::Breaking>(*transport_, process.clock)),
      model_(make_model(process.config, process.clock, *breaking_)),
      blobs_(make_blobs(process.config, process.clock, process.cpu, *transport_)),
      office_(make_office(process.config)),
      queue_(database_, *state_),
      events_(loop.executor(), *state_),
      starter_templates_(database_, process.cpu, built_in_templates()),
      accounts_(database_, process.tokens, *state_, process.cpu, process.clock, process.config.argon2id,
                [this](db::Transaction& transaction, const Caller& owner, const Organization& made) {
                  return starter_templates_.insert(transaction, owner, made.locale, made.created_at);
                }),
      letterheads_(database_, *blobs_),
      sections_(*model_, prompts(), process.cpu),
      templates_(database_, process.cpu, process.clock),
      previews_(templates_, letterheads_, process.cpu, process.clock),
      links_(process.tokens, process.clock),
      documents_({.database = database_,
                  .templates = templates_,
                  .sections = sections_,
                  .letterheads = letterheads_,
                  .blobs = *blobs_,
                  .queue = queue_,
                  .events = events_,
                  .cpu = process.cpu,
                  .links = links_,
                  .clock = process.clock,
                  .office = office_.get()}),
      numbering_(database_, process.clock),
      list_exports_(database_, documents_, numbering_, process.cpu),
      jobs_(database_, queue_, events_),
      job_news_(loop.executor(), events_),
      scheduled_documents_(database_, documents_, templates_),
      schedules_(database_, *state_, queue_, schedulable()),
      workflows_(database_, queue_),
      bulk_({.database = database_,
             .templates = templates_,
             .documents = documents_,
             .blobs = *blobs_,
             .queue = queue_,
             .workflows = workflows_,
             .events = events_,
             .cpu = process.cpu,
             .links = links_,
             .clock = process.clock}),
      auth_api_(accounts_, auth::SessionCookies(process.config.behind_tls()), login_options(process.config)),
      logo_api_(letterheads_),
      templates_api_(templates_),
      previews_api_(previews_),
      documents_api_(documents_, links_),
      series_api_(numbering_),
      list_exports_api_(list_exports_),
      jobs_api_(jobs_),
      schedules_api_(schedules_),
      bulk_api_(bulk_, *blobs_, links_),
      events_api_(events_),
      verified_tokens_(process.tokens, process.clock),
      router_([this](const http::Request& request) { return auth::authenticate(verified_tokens_, request); }) {
  routes(router_,
         {.auth = &auth_api_,
          .logo = &logo_api_,
          .templates = &templates_api_,
          .previews = &previews_api_,
          .documents = &documents_api_,
          .series = &series_api_,
          .list_exports = &list_exports_api_,
          .jobs = &jobs_api_,
          .schedules = &schedules_api_,
          .bulk = &bulk_api_,
          .events = &events_api_},
         process.config.roles);
  add_operations_routes();
  router_.measure(process.metrics);
  http::Fallback files = [site = http::StaticFiles(embedded::web())](const http::Request& request) {
    return site.answer(request);
  };
  if (!process.config.roles.has(Role::api))
    files = [](const http::Request& request) {
      return http::problem(404, "There is nothing here.", request.request_id);
    };
  server_ = std::make_unique<http::Server>(loop, ticker_, router_, std::move(files),
                                           http::ServerOptions{.host = process.config.host,
                                                               .port = port,
                                                               .first = loop.index() == 0,
                                                               .behind_tls = process.config.behind_tls()});
  if (process.config.roles.has(Role::worker)) add_workers();
  // Any number would do, and one asks the database less.
  if (process.config.roles.has(Role::scheduler) && loop.index() == 0)
    scheduler_ = std::make_unique<jobs::Scheduler>(loop.executor(), database_, *state_, queue_);
}

Site::~Site() = default;

Async<> Site::take_back_jobs() {
  if (worker_) co_await jobs::LeaseStore(database_).forget_workers();
}

void Site::start() {
  ticker_.start();
  server_->start();
  if (worker_) worker_->start();
  if (caretaker_) caretaker_->start();
  if (scheduler_) scheduler_->start();
}

Async<> Site::stop() {
  events_.close();
  co_await server_->stop();
  if (caretaker_) co_await caretaker_->stop();
  if (scheduler_) co_await scheduler_->stop();
  if (worker_) co_await worker_->stop();
  ticker_.stop();
}

void Site::add_operations_routes() {
  const auto plain = [this](std::string_view path, std::function<Async<http::Response>(http::Request&)> handler) {
    router_.add_route({.operation = http::describe(http::Method::get, path, {}), .handler = std::move(handler)});
  };
  plain("/healthz",
        [](http::Request&) -> Async<http::Response> { co_return text("application/json", R"({"status":"ok"})"); });
  plain("/readyz", [this](http::Request& request) -> Async<http::Response> {
    // What is missing is thrown, and answered with 503.
    (void)request;
    (void)(co_await database_.read(db::Scope{}, ping())).value();
    (void)co_await state_->get("ready");
    co_await blobs_->check();
    co_return text("application/json", R"({"status":"ready"})");
  });
  plain("/metrics", [this](http::Request&) -> Async<http::Response> {
    co_return text("text/plain; version=0.0.4; charset=utf-8", process_.metrics.text());
  });
  if (!process_.config.roles.has(Role::api)) return;
  plain("/openapi.json",
        [](http::Request&) -> Async<http::Response> { co_return text("application/json", openapi()); });
  for (const EmbeddedFile& file : embedded::api_page()) {
    const std::string path = file.path == "index.html" ? "/docs" : fmt::format("/docs/{}", file.path);
    plain(path, [&file](http::Request& request) -> Async<http::Response> {
      co_return http::serve(file, request, "no-cache");
    });
  }
}

}  // namespace kontor::app
