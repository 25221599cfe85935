#include "docgen/wordml/fields.hpp"

#include <algorithm>

#include "docgen/model/address.hpp"

namespace kontor::docgen::wordml {
namespace {

std::string capitals(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

FieldCode FieldCode::read(std::string_view text) {
  FieldCode out;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    std::string word;
    const bool quoted = text[at] == '"';
    if (quoted) {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        word += text[at];
      }
      ++at;
    } else {
      while (at < text.size() && !is_space(text[at])) word += text[at++];
    }
    if (!quoted && word.starts_with('\\'))
      out.switches.push_back(word.substr(1));
    else if (out.name.empty())
      out.name = capitals(word);
    else
      out.arguments.push_back(std::move(word));
  }
  return out;
}

bool FieldCode::has(std::string_view name_of_switch) const {
  return std::ranges::find(switches, name_of_switch) != switches.end();
}

std::optional<PageField> page_field_of(const FieldCode& code) {
  using Kind = PageField::Kind;
  if (code.name == "PAGE") return PageField{Kind::page};
  if (code.name == "NUMPAGES") return PageField{Kind::pages};
  if (code.name == "SECTIONPAGES") return PageField{Kind::section_pages};
  if (code.name == "PAGEREF" && !code.first().empty()) return PageField{Kind::page_of, code.first()};
  if (code.name == "STYLEREF" && !code.first().empty() && !code.has("n") && !code.has("r") && !code.has("w"))
    return PageField{Kind::text_of, code.first()};
  return std::nullopt;
}

std::string link_of(const FieldCode& code) {
  if (code.name == "HYPERLINK") {
    if (code.has("l")) return code.arguments.empty() ? std::string() : "#" + code.arguments.back();
    return safe_address(code.first());
  }
  const bool refers = code.name == "REF" || code.name == "PAGEREF" || code.name == "NOTEREF";
  return refers && code.has("h") && !code.first().empty() ? "#" + code.first() : std::string();
}

}  // namespace kontor::docgen::wordml
