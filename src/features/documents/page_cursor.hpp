#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "reflect/page.hpp"

namespace kontor::documents {

/// The place in a list that is sorted by newest first: the last item that was given.
struct PageCursor {
  Timestamp created_at;
  Uuid id;

  std::string text() const;
  /// Error at `query.cursor` for what no list has given.
  static Result<std::optional<PageCursor>> parse(const std::optional<Text<1, 200>>& text);
};

/// Items in one page when the client does not say, and at most.
inline constexpr int kUsualPage = 20;
inline constexpr int kLargestPage = 100;

/// Error at `query.limit` outside 1 to 100.
Result<int> page_limit(const std::optional<int>& limit);

/// `items` were read one more than `limit`: the surplus tells that there is a next page.
template <class T>
reflect::Page<T> page(std::vector<T> items, int limit) {
  reflect::Page<T> result{std::move(items), std::nullopt};
  if (std::ssize(result.items) <= limit) return result;
  result.items.pop_back();
  result.next_cursor = PageCursor{result.items.back().created_at, result.items.back().id.uuid()}.text();
  return result;
}

}  // namespace kontor::documents
