#include "observe/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/clock.hpp"
#include "reflect/raw_json.hpp"

namespace kontor::log {
namespace {

std::atomic<Level> g_level{Level::info};

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> made = [] {
    auto created = std::make_shared<spdlog::logger>("kontor", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    created->set_pattern("%v");
    created->set_level(spdlog::level::trace);
    created->flush_on(spdlog::level::trace);
    return created;
  }();
  return *made;
}

std::string_view level_name(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "info";
}

void write(Level level, std::string_view message, Fields fields) {
  if (enabled(level)) logger().log(spdlog::level::info, spdlog::string_view_t(line(level, message, fields)));
}

}  // namespace

Field::Field(std::string_view key, std::string_view text) : key_(key) { reflect::append_json_string(json_, text); }
Field::Field(std::string_view key, double number) : key_(key), json_(fmt::format("{:.6g}", number)) {}

std::string line(Level level, std::string_view message, Fields fields) {
  std::string out =
      fmt::format(R"({{"time":"{}","level":"{}","message":)", rfc3339(SystemClock().now()), level_name(level));
  reflect::append_json_string(out, message);
  for (const Field& field : fields) {
    out += ",\"";
    out += field.key();
    out += "\":";
    out += field.json();
  }
  return out += '}';
}

void debug(std::string_view message, Fields fields) { write(Level::debug, message, fields); }
void info(std::string_view message, Fields fields) { write(Level::info, message, fields); }
void warning(std::string_view message, Fields fields) { write(Level::warning, message, fields); }
void error(std::string_view message, Fields fields) { write(Level::error, message, fields); }

void set_level(Level level) { g_level = level; }
bool enabled(Level level) { return level >= g_level.load(std::memory_order_relaxed); }

}  // namespace kontor::log
