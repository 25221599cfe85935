#include "app/commands.hpp"

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "app/apis.hpp"
#include "app/assets.hpp"
#include "app/parts.hpp"
#include "async/timer.hpp"
#include "connectors/composer/composer.hpp"
#include "db/blocking_session.hpp"
#include "db/embedded_server.hpp"
#include "docgen/docgen.hpp"
#include "outbound/curl_transport.hpp"
#include "reflect/raw_json.hpp"

namespace kontor::app {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf()) || file.bad())
    throw std::runtime_error(fmt::format("{}: {}", path, std::strerror(errno)));
  return std::move(bytes).str();
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// Whole or not at all: a reader never finds half a document under the name.
void write_file(const std::string& path, std::string_view bytes) {
  const std::string part = path + ".part";
  {
    std::ofstream file(part, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) throw std::runtime_error(fmt::format("{}: {}", path, std::strerror(errno)));
  }
  std::filesystem::rename(part, path);
}

/// The database of the configuration, ours or one's own, for the time of a command.
class Database {
 public:
  explicit Database(const Config& config) : conninfo_(config.database) {
    if (!config.embedded()) return;
    server_.emplace(db::EmbeddedServer::start({.home = config.home}));
    conninfo_ = server_->conninfo();
  }
  const std::string& conninfo() const { return conninfo_; }

 private:
  std::optional<db::EmbeddedServer> server_;
  std::string conninfo_;
};

}  // namespace

int migrate(const Config& config, bool only_status) {
  const Database database(config);
  const auto say = [](std::string_view line) { print(fmt::format("{}\n", line)); };
  db::Migrator migrator(database.conninfo(), migrations(), {.say = say});
  if (!only_status) {
    const db::Migrator::Report report = migrator.migrate();
    print(fmt::format("The schema is at {:04}; {} applied now.\n", report.number, report.applied.size()));
    return 0;
  }
  for (const db::Migrator::Row& row : migrator.status())
    print(fmt::format("{:04}  {:8}  {:20}  {}\n", row.number, name(row.state), row.applied_at.value_or("-"), row.name));
  return 0;
}

namespace {

/// Without a model, as `serve` does it without a key.
Result<std::string> compose(const docgen::About& about, const docgen::Passage& passage,
                            const boost::json::object& facts) {
  return connectors::compose_section({.kind = about.kind,
                                      .title = passage.title,
                                      .hint = passage.instruction,
                                      .locale = about.locale,
                                      .currency = about.currency,
                                      .facts = reflect::to_text(boost::json::value(facts)),
                                      .max_words = passage.max_words,
                                      .tone = passage.tone});
}

}  // namespace

int render(const std::string& template_path, const std::string& data_path, const std::string& output_path) {
  const std::optional<docgen::Format> format = docgen::format_of(output_path);
  if (!format)
    throw std::runtime_error(fmt::format("{}: the name must end in .pdf, .docx, .html, .txt or .xlsx", output_path));
  std::vector<FieldError> remarks;
  const Result<std::string> document =
      docgen::render(read_file(template_path), template_path, read_file(data_path), *format, {}, compose, &remarks);
  if (!document) throw std::runtime_error(describe(document.error()));
  write_file(output_path, *document);
  for (const FieldError& remark : remarks)
    fmt::print(stderr, "{}: {}note: {}\n", template_path, remark.location.empty() ? "" : remark.location + ": ",
               remark.message);
  return 0;
}

int render_schema(const std::string& template_path) {
  const std::optional<docgen::Syntax> syntax = docgen::syntax_of(template_path);
  if (!syntax) throw std::runtime_error(fmt::format("{}: is not a template: .docx, .xlsx, .md or .txt", template_path));
  const Result<docgen::Template> compiled = docgen::Template::compile(read_file(template_path), {.syntax = *syntax});
  if (!compiled) throw std::runtime_error(fmt::format("{}:\n{}", template_path, describe(compiled.error())));
  print(reflect::to_text(compiled->schema()) + "\n");
  return 0;
}

int render_check(const std::string& template_path) {
  const std::optional<docgen::Syntax> syntax = docgen::syntax_of(template_path);
  if (!syntax) throw std::runtime_error(fmt::format("{}: is not a template: .docx, .xlsx, .md or .txt", template_path));
  bool failed = false;
  for (const docgen::Note& note : docgen::inspect(read_file(template_path), *syntax).notes) {
    const bool error = note.kind == docgen::Note::Kind::error;
    failed = failed || error;
    const std::string place = note.location.empty() ? template_path : template_path + ": " + note.location;
    const std::string near = note.near.empty() ? "" : fmt::format(" (near “{}”)", note.near);
    print(fmt::format("{}: {}: {}{}\n", place, error ? "error" : "warning", note.message, near));
  }
  return failed ? 1 : 0;
}

int print_openapi() {
  print(openapi());
  return 0;
}

namespace {

/// One line of the doctor's: what was tried, and how it went.
class Findings {
 public:
  template <class F>
  void look(std::string_view what, F&& attempt) {
    try {
      print(fmt::format("  ok    {}: {}\n", what, attempt()));
    } catch (const std::exception& failure) {
      healthy_ = false;
      print(fmt::format("  bad   {}: {}\n", what, failure.what()));
    }
  }
  bool healthy() const { return healthy_; }

 private:
  bool healthy_ = true;
};

/// Runs one check that waits, on a loop of its own, for a bounded time.
void wait_for(async::Loop& loop, Async<> check) {
  constexpr std::chrono::seconds kPatience{5};
  std::exception_ptr failure;
  asio::co_spawn(loop.executor(), async::within(kPatience, std::move(check), "the check"),
                 [&](std::exception_ptr ended) {
                   failure = ended;
                   loop.context().stop();
                 });
  loop.context().run();
  loop.context().restart();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

int doctor(const Config& config) {
  Findings findings;
  findings.look("database", [&] {
    const Database database(config);
    const std::string version = db::BlockingSession(database.conninfo()).value("SHOW server_version");
    std::size_t pending = 0;
    for (const auto& row : db::Migrator(database.conninfo(), migrations()).status())
      pending += row.state == db::Migrator::State::applied ? 0 : 1;
    return fmt::format("PostgreSQL {}, {}; migrations to apply: {}", version, config.embedded() ? "our own" : "yours",
                       pending);
  });
  const SystemClock clock;
  async::Loop loop(0);
  async::CpuPool cpu(1);
  state::MemoryStore memory(clock);
  findings.look("shared state", [&] {
    const auto state = make_state(config, memory, loop.executor());
    wait_for(loop, [](state::State& of) -> Async<> { (void)co_await of.get("doctor"); }(*state));
    return config.redis_url.empty() ? "in memory (one process)" : "Redis";
  });
  findings.look("files", [&] {
    outbound::CurlTransport transport(loop.executor());
    const auto blobs = make_blobs(config, clock, cpu, transport);
    wait_for(loop, blobs->check());
    return config.s3_endpoint.empty() ? (config.home / "files").string() : config.s3_endpoint;
  });
  findings.look("who writes", [&] {
    return config.has_model ? config.openai_model : std::string("the built-in composer (no key is set)");
  });
  return findings.healthy() ? 0 : 1;
}

}  // namespace kontor::app
