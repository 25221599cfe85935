#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.hpp"
#include "app/serve.hpp"
#include "app/version.hpp"

namespace {

using namespace kontor;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

app::Config config(const app::Flags& flags) {
  Result<app::Config> loaded = app::load(app::environment(), flags);
  if (!loaded) throw std::runtime_error(describe(loaded.error()));
  return std::move(*loaded);
}

/// A connection is a descriptor; the usual soft limit of 1024 would be ours too.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App cli("Kontor: the AI back office of a small business");
  cli.require_subcommand(1);
  int exit_code = 0;

  app::Flags flags;
  CLI::App* serve = cli.add_subcommand("serve", "Serve the web app and the API");
  serve->add_option("--port", flags.port, "Port to listen on; 0: any free one")->capture_default_str();
  serve->add_option("--host", flags.host, "Address to listen on (default 127.0.0.1: this machine only)");
  serve
      ->add_option("--roles", flags.roles,
                   "What this process does: api,auth,ai,email,worker,scheduler,dashboard (default: all)")
      ->check([](const std::string& text) {
        const Result<app::Roles> roles = app::Roles::parse(text);
        return roles ? std::string() : roles.error().fields.at(0).message;
      });
  serve->add_flag("--demo", flags.demo, "With a demo workspace and its public login");
  serve->callback([&] {
    raise_descriptor_limit();
    app::serve(config(flags));
  });

  bool only_status = false;
  CLI::App* migrate = cli.add_subcommand("migrate", "Bring the database up to date");
  migrate->add_flag("--status", only_status, "Only show what is applied");
  migrate->callback([&] { exit_code = app::migrate(config(flags), only_status); });

  std::string template_path;
  std::string data_path;
  std::string output_path;
  std::string schema_path;
  std::string check_path;
  CLI::App* render = cli.add_subcommand("render", "Fill a template: TEMPLATE DATA.json -o OUT.{pdf,docx,html,txt}");
  render->add_option("TEMPLATE", template_path, "A template: .docx, .md or .txt");
  render->add_option("DATA", data_path, "The fields, as JSON");
  render->add_option("-o,--output", output_path, "The file to write; its ending says the format");
  render->add_option("--schema", schema_path, "Only print the JSON Schema of this template's fields");
  render->add_option("--check", check_path, "Only print what is wrong with this template, one problem per line");
  render->callback([&] {
    if (!check_path.empty()) {
      exit_code = app::render_check(check_path);
      return;
    }
    if (!schema_path.empty()) {
      exit_code = app::render_schema(schema_path);
      return;
    }
    if (template_path.empty()) throw CLI::RequiredError("TEMPLATE");
    if (data_path.empty()) throw CLI::RequiredError("DATA");
    if (output_path.empty()) throw CLI::RequiredError("-o");
    exit_code = app::render(template_path, data_path, output_path);
  });

  cli.add_subcommand("openapi", "Print the OpenAPI document")->callback([&] { exit_code = app::print_openapi(); });
  cli.add_subcommand("doctor", "Try everything that serving needs")->callback([&] {
    exit_code = app::doctor(config(flags));
  });
  cli.add_subcommand("version", "Print the version")->callback([] { std::puts(std::string(app::kVersion).c_str()); });

  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : kWrongUsage;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "kontor: %s\n", failure.what());
    return kFailed;
  }
  return exit_code;
}
