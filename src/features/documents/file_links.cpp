#include "features/documents/file_links.hpp"

#include <charconv>

namespace kontor::documents {
namespace {

constexpr std::string_view kPurpose = "file";

/// Cuts off and gives the part before the next space.
std::string_view next(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

Failure unknown() {
  return fail({.code = Code::not_found,
               .public_message = "This link is not valid, or no longer. Open the document and take a new one."});
}

}  // namespace

std::string FileLinks::path(const Target& target) const {
  const auto expires = std::chrono::floor<std::chrono::seconds>(clock_.now() + kLife).time_since_epoch().count();
  const std::string claim =
      fmt::format("{} {} {} {}", target.org.text(), target.document.text(), reflect::enum_name(target.format), expires);
  return fmt::format("/api/v1/documents/files/{}.{}", base64url(claim), tokens_.sign(kPurpose, claim));
}

Result<FileLinks::Target> FileLinks::open(std::string_view token) const {
  const std::size_t dot = token.find('.');
  const std::optional<std::string> claim = from_base64url(token.substr(0, dot));
  if (!claim || dot == std::string_view::npos ||
      !equal_in_constant_time(token.substr(dot + 1), tokens_.sign(kPurpose, *claim)))
    return unknown();
  std::string_view rest = *claim;
  const auto org = Id<Organization>::parse(next(rest));
  const auto document = Id<GeneratedDocument>::parse(next(rest));
  const auto format = reflect::enum_value<Format>(next(rest));
  std::int64_t expires = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), expires);
  const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
  if (!org || !document || !format || expires <= now) return unknown();
  return Target{*org, *document, *format};
}

}  // namespace kontor::documents
