#include "docgen/language/landing.hpp"

#include "docgen/language/value.hpp"
#include "docgen/markdown/carry.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen {
namespace {

/// All pictures of a document together, unpacked: 400 MB, which a machine that makes documents has.
constexpr double kMaxPixels = 100'000'000;
constexpr std::size_t kMaxInsets = 20'000;  // two for each row of a long table

Failure refused(Code code, std::string message) {
  return fail(Error{.code = code, .public_message = std::move(message)});
}

}  // namespace

void Landing::value(const Value& value, std::string& out) const { write(value.str(), out); }

Result<std::string> Landing::inset(const Inset&) { return refused(Code::unsupported, "only text can stand here"); }

Result<std::string> plain_inset(const Inset& inset) {
  if (const auto* picture = std::get_if<Inset::Picture>(&inset.what)) return picture->figure->alt;
  if (const auto* link = std::get_if<Inset::Link>(&inset.what))
    return link->text == link->url ? link->url : fmt::format("{} ({})", link->text, link->url);
  if (const auto* markdown = std::get_if<Inset::Markdown>(&inset.what)) return markdown->text;
  if (const auto* rich = std::get_if<Inset::Rich>(&inset.what)) return plain_text(rich->runs);
  return refused(Code::unsupported, "a Word file can only be put into a Word template");
}

void PlainLanding::escape(std::string_view text, std::string& out) const {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&#34;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

void InstructionLanding::write(std::string_view text, std::string& out) const {
  constexpr std::string_view kOpen = "⟦";
  constexpr std::string_view kClose = "⟧";
  out += kOpen;
  for (std::size_t at = 0; at < text.size();) {
    const bool mark = text.substr(at).starts_with(kOpen) || text.substr(at).starts_with(kClose);
    if (!mark) out += text[at];
    at += mark ? kOpen.size() : 1;
  }
  out += kClose;
}

Result<std::string> InstructionLanding::inset(const Inset& inset) {
  TRY(const std::string text, plain_inset(inset));
  std::string out;
  write(text, out);
  return out;
}

void MarkdownLanding::write(std::string_view text, std::string& out) const { out += carried(text); }

Result<std::string> MarkdownLanding::inset(const Inset& inset) {
  if (std::holds_alternative<Inset::WordFile>(inset.what)) return plain_inset(inset);
  if (insets_.size() >= kMaxInsets)
    return refused(Code::too_large, fmt::format("a document may have at most {} pictures and links", kMaxInsets));
  if (const auto* picture = std::get_if<Inset::Picture>(&inset.what)) {
    pixels_ += static_cast<double>(picture->figure->width) * picture->figure->height;
    if (pixels_ > kMaxPixels)
      return refused(Code::too_large, "the pictures of this document have more than 100 million pixels together");
  }
  insets_.push_back(inset);
  return carried_inset(insets_.size() - 1);
}

}  // namespace kontor::docgen
