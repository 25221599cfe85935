#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kontor::test {

/// The stretches of a part's XML, in order, that filling may not change by one byte: all that is outside of the runs
/// that a tag lies in, of the paragraphs, rows and cells that a `{%p %}`, `{%tr %}` or `{%tc %}` takes with it, and of
/// what stands between the tags of an `if` or a `for`. Empty when the part has no tag: then the whole part stays.
std::vector<std::string_view> untouched(std::string_view xml);

/// The first stretch that is not in `filled` behind the one before it (the first at the beginning, the last at the
/// end);
/// "" when all are there.
std::string first_missing(const std::vector<std::string_view>& stretches, std::string_view filled);

}  // namespace kontor::test
