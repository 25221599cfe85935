#include "features/documents/file_links.hpp"

#include <charconv>

namespace kontor::documents {
namespace {

constexpr std::string_view kPurpose = "file";
constexpr std::string_view kBulkPurpose = "bulk file";

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
  return signed_path(kPurpose, "/api/v1/documents/files", target.org.text(), target.document.text(),
                     fmt::format("{} {}", reflect::enum_name(target.format), target.sha256));
}

std::string FileLinks::path(const BulkTarget& target) const {
  return signed_path(kBulkPurpose, "/api/v1/documents/bulk/files", target.org.text(), target.run.text(),
                     reflect::enum_name(target.file));
}

std::string FileLinks::signed_path(std::string_view purpose, std::string_view folder, const std::string& org,
                                   const std::string& id, std::string_view file) const {
  const auto expires = std::chrono::floor<std::chrono::seconds>(clock_.now() + kLife).time_since_epoch().count();
  const std::string claim = fmt::format("{} {} {} {}", org, id, file, expires);
  return fmt::format("{}/{}.{}", folder, base64url(claim), tokens_.sign(purpose, claim));
}

std::optional<std::string> FileLinks::claim_of(std::string_view purpose, std::string_view token) const {
  const std::size_t dot = token.find('.');
  const std::optional<std::string> claim = from_base64url(token.substr(0, dot));
  if (!claim || dot == std::string_view::npos ||
      !equal_in_constant_time(token.substr(dot + 1), tokens_.sign(purpose, *claim)))
    return std::nullopt;
  std::int64_t expires = 0;
  const std::string_view last = std::string_view(*claim).substr(claim->rfind(' ') + 1);  // npos + 1 is 0
  std::from_chars(last.data(), last.data() + last.size(), expires);
  const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
  return expires > now ? claim : std::nullopt;
}

Result<FileLinks::Target> FileLinks::open(std::string_view token) const {
  const std::optional<std::string> claim = claim_of(kPurpose, token);
  if (!claim) return unknown();
  std::string_view rest = *claim;
  const auto org = Id<Organization>::parse(next(rest));
  const auto document = Id<GeneratedDocument>::parse(next(rest));
  const auto format = reflect::enum_value<Format>(next(rest));
  if (!org || !document || !format) return unknown();
  return Target{*org, *document, *format, std::string(next(rest))};
}

Result<FileLinks::BulkTarget> FileLinks::open_bulk(std::string_view token) const {
  const std::optional<std::string> claim = claim_of(kBulkPurpose, token);
  if (!claim) return unknown();
  std::string_view rest = *claim;
  const auto org = Id<Organization>::parse(next(rest));
  const auto run = Id<bulk::BulkRun>::parse(next(rest));
  const auto file = reflect::enum_value<BulkFile>(next(rest));
  if (!org || !run || !file) return unknown();
  return BulkTarget{*org, *run, *file};
}

}  // namespace kontor::documents
