#include "docgen/excel/landing.hpp"

#include <algorithm>

#include "docgen/excel/pictures.hpp"
#include "docgen/language/value.hpp"

namespace kontor::docgen::excel {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// "_x0041_", which Excel would read as the character of that number.
bool looks_coded(std::string_view text) {
  return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::ranges::all_of(text.substr(2, 4), is_hex);
}

void escape_into(std::string_view text, bool header, std::string& out) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (c) {
      case '&':
        out += header ? "&amp;&amp;" : "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        if (!text.substr(at + 1).starts_with('\n')) out += "&#10;";
        break;
      case '\n':
      case '\v':
        out += "&#10;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '_':
        out += looks_coded(text.substr(at)) ? "_x005F_" : "_";
        break;
      case '\xEF':  // U+FFFE and U+FFFF are no characters
        if (text.substr(at + 1).starts_with("\xBF\xBE") || text.substr(at + 1).starts_with("\xBF\xBF"))
          at += 2;
        else
          out += c;
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
}

bool follows(const std::string& out, char sign) { return !out.empty() && out.back() == sign; }

}  // namespace

void CellLanding::write(std::string_view text, std::string& out) const {
  const bool header = follows(out, kHeader);
  if (header) out.pop_back();
  if (follows(out, kTyped)) out += kText;
  escape_into(text, header, out);
}

void CellLanding::value(const Value& value, std::string& out) const {
  if (!follows(out, kTyped)) return value.is_none() ? write("", out) : write(value.str(), out);
  if (const auto* number = value.as<Decimal>()) {
    // Excel counts with 15 digits; a longer number is one that names something, an account.
    constexpr std::size_t kMostDigits = 15;
    std::string digits = number->str();
    const bool whole = digits.find('.') == std::string::npos;
    out += whole && digits.size() - (digits.starts_with('-') ? 1 : 0) > kMostDigits ? kText : kNumber;
    out += digits;
  } else if (const auto* flag = value.as<bool>()) {
    out += kBoolean;
    out += *flag ? '1' : '0';
  } else if (!value.is_none()) {
    write(value.str(), out);
  }
}

Result<std::string> CellLanding::inset(const Inset& inset) {
  if (const auto* picture = std::get_if<Inset::Picture>(&inset.what)) {
    if (pictures_) return fmt::format("{}{};", kPicture, pictures_->add(*picture->figure));
    return fail(Error{.code = Code::unsupported, .public_message = "in an Excel file pictures stand in cells only"});
  }
  TRY(const std::string text, plain_inset(inset));
  std::string out;
  escape_into(text, false, out);
  return out;
}

}  // namespace kontor::docgen::excel
