#include "docgen/schema/stand_ins.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/schema/check.hpp"
#include "docgen/schema/payload.hpp"
#include "docgen/schema/shape.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

const json::object& part(const json::object& schema, std::string_view keyword) {
  static const json::object none;
  const json::value* found = schema.if_contains(keyword);
  return found && found->is_object() ? found->get_object() : none;
}

json::value in_brackets(const json::object& schema, std::string_view name) {
  const json::value* title = schema.if_contains("title");
  const bool titled = title && title->is_string() && !title->get_string().empty();
  return json::value(fmt::format("[{}]", titled ? std::string_view(title->get_string()) : name));
}

/// What fields_from() could do nothing with.
bool is_useless(const Shape& shape, const json::value& value) {
  switch (shape.kind) {
    case Shape::Kind::object:
      return !value.is_object();
    case Shape::Kind::list:
      return !value.is_array();
    case Shape::Kind::yes_or_no:
      return !value.is_bool();
    case Shape::Kind::number:
      return !number_of(value);
    case Shape::Kind::text:
      return value.is_string() ? !text_fault(trimmed(value.get_string())).empty() : !value.is_number();
  }
  return true;
}

/// Entries of all lists together: more than any preview shows. Each may be a null of five bytes that becomes an object
/// of many titles, so their number must be bounded by more than the size of the request.
constexpr std::size_t kMostEntries = 5000;

class StandIns {
 public:
  json::object fields(const json::object& schema, const Shape& shape, const json::value* given) {
    json::object out;
    const json::object& properties = part(schema, "properties");
    MemberLookup lookup(given ? &given->get_object() : nullptr);
    for (const Shape::Member& member : shape.members) {
      json::value value =
          field(part(properties, member.name), member.shape, member.name, lookup.find(member.name), member.required);
      if (!value.is_null()) out.emplace(member.name, std::move(value));
    }
    return out;
  }

 private:
  /// Null where nothing is needed.
  json::value field(const json::object& schema, const Shape& shape, std::string_view name, const json::value* given,
                    bool required) {
    if (is_absent(given) || is_useless(shape, *given)) given = nullptr;
    const bool needed = required && !shape.has_default;
    switch (shape.kind) {
      case Shape::Kind::object:
        if (given && !shape.names_members) return *given;
        return given || needed ? json::value(fields(schema, shape, given)) : json::value();
      case Shape::Kind::list:
        return given || needed ? json::value(entries(part(schema, "items"), shape, name, given, needed))
                               : json::value();
      case Shape::Kind::yes_or_no:
        return given ? *given : json::value();
      case Shape::Kind::number:
        if (given) return *given;
        if (!needed) return {};
        return json::value(shape.minimum && *shape.minimum > Decimal(0) ? shape.minimum->str() : "0");
      case Shape::Kind::text:
        if (given) return *given;
        return needed || shape.written ? in_brackets(schema, name) : json::value();
    }
    return {};
  }

  json::array entries(const json::object& schema, const Shape& shape, std::string_view name, const json::value* given,
                      bool needed) {
    json::array out;
    if (given)
      for (const json::value& each : given->get_array()) {
        if (entries_++ >= kMostEntries) return out;
        out.push_back(shape.item ? field(schema, *shape.item, name, &each, true) : each);
      }
    if (out.empty() && needed && shape.item && shape.min_items && *shape.min_items > 0 && entries_++ < kMostEntries)
      out.push_back(field(schema, *shape.item, name, nullptr, true));
    return out;
  }

  std::size_t entries_ = 0;
};

}  // namespace

json::value with_stand_ins(const json::object& schema, const Shape& shape, const json::value& payload) {
  return StandIns().fields(schema, shape, payload.is_object() ? &payload : nullptr);
}

}  // namespace kontor::docgen
