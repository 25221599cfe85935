#include "docgen/schema/fields.hpp"

#include "docgen/schema/inference.hpp"

namespace kontor::docgen {
namespace {

/// Names that people give to amounts of money when all we know is that it is a number.
bool sounds_like_money(std::string_view name) {
  for (const std::string_view word : {"price", "amount", "cost", "fee", "deposit", "prepayment", "salary", "budget"})
    if (name == word || (name.ends_with(word) && name[name.size() - word.size() - 1] == '_')) return true;
  return false;
}

std::string readable(std::string_view name) {
  std::string title(name);
  std::ranges::replace(title, '_', ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
  return title;
}

/// language/rich_text.hpp
boost::json::object piece_of_rich_text() {
  boost::json::object properties;
  const auto put = [&](std::string_view name, std::string_view type) {
    properties[name] = boost::json::object{{"title", readable(name)}, {"type", type}};
  };
  put("text", "string");
  for (const char* flag : {"bold", "italic", "underline", "strike", "code", "superscript", "subscript"})
    put(flag, "boolean");
  for (const char* text : {"color", "highlight", "font", "url"}) put(text, "string");
  put("size", "number");
  boost::json::object out{{"type", "object"}};
  out["properties"] = std::move(properties);
  out["required"] = boost::json::array{"text"};
  return out;
}

boost::json::object property(const Field& field) {
  boost::json::object out;
  if (field.item) {
    out = {{"type", "array"}, {"title", readable(field.name)}, {"items", property(*field.item)}};
  } else if (field.takes == Takes::object) {
    out = {{"type", "object"}, {"title", readable(field.name)}};  // all of its fields are gone through by their names
  } else if (!field.children.empty()) {
    out = schema_of(field);
    if (!field.name.empty()) out["title"] = readable(field.name);
  } else {
    if (!field.name.empty()) out["title"] = readable(field.name);
    out["type"] = field.decides && !field.used ? "boolean" : "string";
    const Takes takes = field.takes == Takes::number && sounds_like_money(field.name) ? Takes::money : field.takes;
    if (takes == Takes::money) out["format"] = "money";
    if (takes == Takes::number) out["format"] = "decimal";
    if (takes == Takes::date) out["format"] = "date";
    if (takes == Takes::long_text || takes == Takes::markdown) out["format"] = "textarea";
    if (rank(takes) > 0) out["type"] = "string";
    if (!field.format.empty()) out["format"] = field.format;
    if (takes == Takes::markdown) out["x-kind"] = "markdown";
    if (takes == Takes::picture || takes == Takes::word_file) {
      out["contentEncoding"] = "base64";
      out["x-kind"] = takes == Takes::picture ? "picture" : "word";
    }
    if (takes == Takes::rich_text) {
      out["type"] = "array";
      out["x-kind"] = "rich";
      out["items"] = piece_of_rich_text();
    }
  }
  return out;
}

}  // namespace

int rank(Takes takes) {
  switch (takes) {
    case Takes::text:
      return 1;
    case Takes::long_text:
      return 2;
    case Takes::markdown:
      return 3;
    case Takes::number:
      return 4;
    case Takes::money:
      return 5;
    case Takes::date:
      return 6;
    case Takes::rich_text:
      return 7;
    case Takes::picture:
      return 8;
    case Takes::word_file:
      return 9;
    default:
      return 0;
  }
}

Field& Field::child(std::string_view child_name, Offset where) {
  for (const auto& each : children)
    if (each->name == child_name) return *each;
  children.push_back(std::make_unique<Field>(Field{.name = std::string(child_name), .at = where}));
  return *children.back();
}

Field& Field::element(Offset where) {
  if (!item) item = std::make_unique<Field>(Field{.at = where});
  return *item;
}

Field fields_of(const Nodes& nodes) {
  Field root;
  Inference inference(root);
  inference.walk(nodes);
  inference.add_requisites();
  return root;
}

boost::json::object schema_of(const Field& root) {
  boost::json::object properties;
  boost::json::array required;
  for (const auto& field : root.children) {
    properties[field->name] = property(*field);
    if (field->required) required.emplace_back(field->name);
  }
  boost::json::object out{{"type", "object"}};
  out["properties"] = std::move(properties);
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

}  // namespace kontor::docgen
