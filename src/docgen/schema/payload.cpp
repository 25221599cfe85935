#include "docgen/schema/payload.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "docgen/schema/check.hpp"
#include "docgen/schema/path.hpp"
#include "docgen/schema/shape.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::object& schema, std::string_view keyword) {
  const auto* value = schema.if_contains(keyword);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

bool flag_of(const json::object& schema, std::string_view keyword) {
  const auto* value = schema.if_contains(keyword);
  return value && value->is_bool() && value->get_bool();
}

class Conversion {
 public:
  Conversion(const std::vector<std::pair<std::string, std::string>>& written, bool lenient)
      : written_(written), lenient_(lenient) {}

  std::shared_ptr<Map> object(const Shape& shape, const json::value* value, const Path& path) {
    auto map = std::make_shared<Map>();
    const json::object* fields = value ? value->if_object() : nullptr;
    if (!shape.names_members) {
      if (fields)
        for (const auto& [name, member] : *fields) map->entries.emplace_back(name, free(member));
      return map;
    }
    map->entries.reserve(shape.members.size());
    MemberLookup lookup(fields);
    for (const Shape::Member& member : shape.members) {
      Value& place = map->entries.emplace_back(member.name, Value()).second;
      if (!field(member.shape, lookup.find(member.name), path.member(member.name), place)) map->entries.pop_back();
    }
    return map;
  }

 private:
  /// Puts the value where it belongs; false, and None there, when there is none.
  bool field(const Shape& shape, const json::value* value, const Path& path, Value& out) {
    if (is_absent(value)) {
      if (const std::string* given = given_text(path)) return put(Value(*given), out);
      const json::value* typed = value;
      value = shape.fallback;
      if (is_absent(value)) {
        if (lenient_ && typed && typed->is_string()) return put(free(*typed), out);
        if (shape.written) return put(Value(std::string()), out);
        if (shape.kind == Shape::Kind::yes_or_no) return put(Value(false), out);
        if (shape.kind != Shape::Kind::object) return false;
        auto map = object(shape, nullptr, path);
        return !map->entries.empty() && put(Value(std::move(map)), out);
      }
    }
    if (shape.kind == Shape::Kind::object && value->is_object()) return put(Value(object(shape, value, path)), out);
    if (shape.item && value->is_array()) {
      List list(value->get_array().size());
      for (std::size_t i = 0; i < list.size(); ++i)
        field(*shape.item, &value->get_array()[i], path.each_item(), list[i]);
      return put(Value(std::move(list)), out);
    }
    if (shape.kind == Shape::Kind::number)
      if (const auto number = number_of(*value)) return put(Value(*number), out);
    return put(free(*value), out);
  }

  static bool put(Value value, Value& out) {
    out = std::move(value);
    return true;
  }

  const std::string* given_text(const Path& path) const {
    if (written_.empty()) return nullptr;
    const auto given = std::ranges::find(written_, path.str(), &std::pair<std::string, std::string>::first);
    return given == written_.end() ? nullptr : &given->second;
  }

  /// A value that the schema says nothing about.
  static Value free(const json::value& value) {
    if (value.is_string()) return Value(std::string(value.get_string()));
    if (value.is_bool()) return Value(value.get_bool());
    if (value.is_null()) return Value();
    if (value.is_array()) {
      List list;
      list.reserve(value.get_array().size());
      for (const json::value& each : value.get_array()) list.push_back(free(each));
      return Value(std::move(list));
    }
    if (value.is_object()) {
      auto map = std::make_shared<Map>();
      for (const auto& [name, member] : value.get_object()) map->entries.emplace_back(name, free(member));
      return Value(std::move(map));
    }
    const auto number = number_of(value);
    return number ? Value(*number) : Value();
  }

  const std::vector<std::pair<std::string, std::string>>& written_;
  bool lenient_;
};

void collect_unwritten(const json::object& schema, const json::value* payload, const std::string& path,
                       std::vector<Passage>& out) {
  const auto* properties = schema.if_contains("properties");
  if (!properties || !properties->is_object()) return;
  for (const auto& [name, value] : properties->get_object()) {
    if (!value.is_object()) continue;
    const json::object& property = value.get_object();
    const json::value* member = payload && payload->is_object() ? payload->get_object().if_contains(name) : nullptr;
    const std::string place = path.empty() ? std::string(name) : fmt::format("{}.{}", path, std::string_view(name));
    if (flag_of(property, "x-written") && is_absent(member)) {
      const std::string title(text_of(property, "title").empty() ? std::string_view(name) : text_of(property, "title"));
      const std::string_view hint = text_of(property, "x-prompt-hint");
      out.push_back({.name = place,
                     .instruction = std::string(hint.empty() ? std::string_view(title) : hint),
                     .title = title,
                     .key = place});
    }
    collect_unwritten(property, member, place, out);
  }
}

}  // namespace

bool is_number_format(std::string_view format) { return format == "money" || format == "decimal"; }

std::optional<Decimal> number_of(const json::value& value) {
  if (value.is_string()) return Decimal::parse_typed(value.get_string());
  if (value.is_int64()) return Decimal(value.get_int64());
  if (value.is_uint64()) return Decimal::parse(std::to_string(value.get_uint64()));
  if (value.is_double()) {
    const auto number = Decimal::from_double(value.get_double());
    return number && number->scale() == 0 ? number->rounded(1) : number;  // 5.0 is not 5, as in Python
  }
  return std::nullopt;
}

std::shared_ptr<Map> fields_from(const Shape& shape, const json::value& payload,
                                 const std::vector<std::pair<std::string, std::string>>& written, bool lenient) {
  return Conversion(written, lenient).object(shape, &payload, Path());
}

std::vector<Passage> unwritten_fields(const json::object& schema, const json::value& payload) {
  std::vector<Passage> out;
  collect_unwritten(schema, &payload, "", out);
  return out;
}

}  // namespace kontor::docgen
