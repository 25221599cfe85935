#pragma once

#include <optional>

#include "docgen/language/value.hpp"

namespace kontor::docgen {

struct Node;

/// The `loop` of one running for.
struct Loop {
  const Node* node = nullptr;
  std::shared_ptr<const List> items;
  std::size_t at = 0;
  int depth = 1;                     ///< 1 for a for in no other turn of itself
  std::optional<Value> before = {};  ///< what loop.changed saw last
};

/// What a template can call by a name of its own.
struct Callable {
  enum class Kind { macro, caller, joiner, cycler };
  Kind kind = Kind::macro;
  const Node* macro = nullptr;
  Value text = {};     ///< the body of a call block, or the separator of a joiner
  List items = {};     ///< of a cycler
  std::size_t at = 0;  ///< uses of a joiner, place of a cycler
};

}  // namespace kontor::docgen
