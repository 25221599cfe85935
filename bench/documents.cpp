#include <spdlog/fmt/fmt.h>
#include <sys/resource.h>

#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "docgen/docgen.hpp"

// bench_documents TEMPLATE DATA.json FORMAT   speaks what bench/word/peer.js says: a line "N" makes N documents of that
// format (docx, pdf), "save PATH" writes the last one. The template is compiled once, the fields are read once; each
// document is filled and written anew. A line "fill N" only fills, so that the rest can be told from it.

namespace {

using namespace kontor;
using namespace kontor::docgen;

std::string bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class T>
T expect(Result<T> result, std::string_view what) {
  if (result) return *std::move(result);
  fmt::print(stderr, "{}: {}\n", what, result.error().public_message);
  for (const auto& field : result.error().fields) fmt::print(stderr, "  {}: {}\n", field.location, field.message);
  std::exit(1);
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const std::optional<Syntax> syntax = syntax_of(arguments[1]);
  const std::optional<Format> format = format_of(arguments[3]);
  if (!syntax || !format) return 2;
  const Template compiled = expect(Template::compile(bytes_of(arguments[1]), {.syntax = *syntax}), "the template");
  const boost::json::value fields = boost::json::parse(bytes_of(arguments[2]));
  const auto fill = [&] { return expect(compiled.fill(fields), "filling"); };
  const auto make = [&] { return expect(write(fill(), *format), "writing"); };

  std::string last = make();
  std::cout << "ready" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    if (line.starts_with("save ")) {
      std::ofstream(line.substr(5), std::ios::binary) << last;
      std::cout << "saved" << std::endl;
      continue;
    }
    const bool only_fill = line.starts_with("fill ");
    const auto began = std::chrono::steady_clock::now();
    const double before = cpu_seconds();
    for (long n = std::stol(line.substr(only_fill ? 5 : 0)); n > 0; --n)
      if (only_fill)
        fill();
      else
        last = make();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began;
    std::cout << fmt::format("{} {} {}", cpu_seconds() - before, wall.count(), last.size()) << std::endl;
  }
}
