#pragma once

#include <charconv>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"
#include "reflect/raw_json.hpp"

/// Values to JSON text, straight into a string: no tree in between.
namespace kontor::reflect {

template <class T>
void write_json(std::string& out, const T& value);

inline void write_value(std::string& out, bool value) { out += value ? "true" : "false"; }
inline void write_value(std::string& out, const std::string& value) { append_json_string(out, value); }
inline void write_value(std::string& out, std::string_view value) { append_json_string(out, value); }
inline void write_value(std::string& out, const RawJson& value) { out += value.text; }
inline void write_value(std::string& out, const EmailAddress& value) { append_json_string(out, value.str()); }
inline void write_value(std::string& out, Timestamp value) {
  out += '"';
  append_rfc3339(out, value);
  out += '"';
}

template <class T>
  requires(std::integral<T> && !std::same_as<T, bool>) || std::floating_point<T>
void write_value(std::string& out, T value) {
  char buffer[40];
  const auto [end, _] = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, end);
}

template <std::size_t Min, std::size_t Max>
void write_value(std::string& out, const Text<Min, Max>& value) {
  append_json_string(out, value.str());
}

template <class Thing>
void write_value(std::string& out, const Id<Thing>& value) {
  char text[38];
  text[0] = text[37] = '"';
  value.uuid().write(text + 1);
  out.append(text, sizeof text);
}

template <DescribedEnum E>
void write_value(std::string& out, E value) {
  out += '"';
  out += enum_name(value);
  out += '"';
}

template <class T>
void write_value(std::string& out, const std::optional<T>& value) {
  if (value)
    write_json(out, *value);
  else
    out += "null";
}

template <class T>
void write_value(std::string& out, const std::vector<T>& values) {
  out += '[';
  bool first = true;
  for (const T& value : values) {
    if (!std::exchange(first, false)) out += ',';
    write_json(out, value);
  }
  out += ']';
}

template <Described T>
void write_value(std::string& out, const T& value) {
  out += '{';
  bool first = true;
  for_each_member<T>([&](auto member) {
    if (!std::exchange(first, false)) out += ',';
    out += '"';
    out += member.name;
    out += "\":";
    write_json(out, value.*member.pointer);
  });
  out += '}';
}

template <class T>
void write_json(std::string& out, const T& value) {
  write_value(out, value);
}

template <class T>
std::string to_json(const T& value) {
  std::string out;
  write_json(out, value);
  return out;
}

}  // namespace kontor::reflect
