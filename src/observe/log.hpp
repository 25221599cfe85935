#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/id.hpp"

/// One JSON object a line on standard error: time, level, message, fields. Any thread. What identifies a person or
/// opens a door (names, addresses, letters, tokens, keys) never goes into a field: log ids.
namespace kontor::log {

enum class Level { debug, info, warning, error };

/// A key and a value that is JSON already.
class Field {
 public:
  Field(std::string_view key, std::string_view text);
  Field(std::string_view key, const char* text) : Field(key, std::string_view(text)) {}
  Field(std::string_view key, const std::string& text) : Field(key, std::string_view(text)) {}
  Field(std::string_view key, std::integral auto number) : key_(key), json_(std::to_string(number)) {}
  Field(std::string_view key, double number);
  template <class Thing>
  Field(std::string_view key, const Id<Thing>& id) : Field(key, std::string_view(id.text())) {}

  std::string_view key() const { return key_; }
  std::string_view json() const { return json_; }

 private:
  std::string_view key_;
  std::string json_;
};

using Fields = std::initializer_list<Field>;

void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

/// What is below is dropped before it is put together. Starts at info.
void set_level(Level level);
bool enabled(Level level);

/// The line as it is written, without its newline: for tests.
std::string line(Level level, std::string_view message, Fields fields);

}  // namespace kontor::log
