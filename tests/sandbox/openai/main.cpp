#include <cstdlib>

#include "openai/openai_sandbox.hpp"

/// sandbox_openai [PORT]   key sk-sandbox; SANDBOX_FAULT=cut-stream (and so on) makes every answer so, the header
/// X-Sandbox-Fault a single one
int main(int argc, char** argv) {
  kontor::async::Loop loop(0);
  kontor::sandbox::OpenAiSandbox::Options options{.pause = std::chrono::milliseconds(20)};
  if (argc > 1) options.port = static_cast<unsigned short>(std::atoi(argv[1]));
  if (const char* fault = std::getenv("SANDBOX_FAULT")) {
    options.always = kontor::sandbox::OpenAiSandbox::fault_named(fault);
    if (!options.always) return fmt::print(stderr, "SANDBOX_FAULT={} is no fault\n", fault), 2;
  }
  const kontor::sandbox::OpenAiSandbox sandbox(loop.executor(), options);
  fmt::print("OPENAI_BASE_URL={} OPENAI_API_KEY=sk-sandbox OPENAI_MODEL=sandbox-1\n", sandbox.base_url());
  std::fflush(stdout);
  loop.context().run();
}
