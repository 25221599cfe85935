#include "word/attempt.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstring>

#include "docgen/docgen.hpp"

namespace kontor::test {
namespace {

using docgen::Format;
using docgen::Syntax;
using docgen::Template;

constexpr rlim_t kMostSeconds = 60;              // a child that runs so long is ended
constexpr rlim_t kMostMemory = rlim_t{4} << 30;  // and one that asks for so much gets none

struct Measured {
  bool filled;
  double seconds, megabytes;
};

double peak_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

Result<std::string> document(std::string_view file, const boost::json::value& fields) {
  TRY(const Template compiled, Template::compile(file, {.syntax = Syntax::word}));
  TRY(const docgen::Paper paper, compiled.fill(fields, {.lenient = true}));
  return docgen::write(paper, Format::docx);
}

void limit(int what, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(what, &both);
}

[[noreturn]] void run(int out, std::string_view file, std::string_view json) {
  limit(RLIMIT_CPU, kMostSeconds);
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  limit(RLIMIT_AS, kMostMemory);  // the sanitizers map terabytes that they do not use
#endif
  const boost::json::value fields = boost::json::parse(json);
  const double seconds = cpu_seconds(), megabytes = peak_megabytes();
  const Result<std::string> made = document(file, fields);
  const Measured measured{made.has_value(), cpu_seconds() - seconds, peak_megabytes() - megabytes};
  std::string answer(reinterpret_cast<const char*>(&measured), sizeof measured);
  answer += made ? *made : describe(made.error());
  for (std::size_t at = 0; at < answer.size();) {
    const ssize_t written = write(out, answer.data() + at, answer.size() - at);
    if (written <= 0) _exit(2);
    at += static_cast<std::size_t>(written);
  }
  _exit(0);
}

}  // namespace

Attempt attempt(std::string_view file, std::string_view fields) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    run(ends[1], file, fields);
  }
  close(ends[1]);
  std::string answer;
  char buffer[65536];
  for (ssize_t got; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
    answer.append(buffer, static_cast<std::size_t>(got));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  Attempt result;
  if (status != 0 || answer.size() < sizeof(Measured)) return result;
  Measured measured;
  std::memcpy(&measured, answer.data(), sizeof measured);
  return {true, measured.filled, answer.substr(sizeof measured), measured.seconds, measured.megabytes};
}

}  // namespace kontor::test
