#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

namespace kontor::reflect {

/// One page of a list; `next_cursor` asks for the one behind it and is null on the last.
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_cursor;

  BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

}  // namespace kontor::reflect
