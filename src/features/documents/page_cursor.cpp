#include "features/documents/page_cursor.hpp"

namespace kontor::documents {

std::string PageCursor::text() const { return base64url(fmt::format("{} {}", rfc3339(created_at), id.text())); }

Result<std::optional<PageCursor>> PageCursor::parse(const std::optional<Text<1, 200>>& text) {
  if (!text) return std::nullopt;
  const std::string plain = from_base64url(text->str()).value_or("");
  const std::size_t space = plain.find(' ');
  const auto at = parse_rfc3339(std::string_view(plain).substr(0, space));
  const auto id = space == std::string::npos ? std::nullopt : Uuid::parse(std::string_view(plain).substr(space + 1));
  if (!at || !id) return fail(Error::invalid("query.cursor", "is not a next_cursor that this list has given"));
  return PageCursor{*at, *id};
}

Result<int> page_limit(const std::optional<int>& limit) {
  if (!limit) return kUsualPage;
  if (*limit >= 1 && *limit <= kLargestPage) return *limit;
  return fail(Error::invalid("query.limit", fmt::format("must be from 1 to {}", kLargestPage)));
}

}  // namespace kontor::documents
