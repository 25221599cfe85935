#pragma once

#include <memory>
#include <string>
#include <vector>

#include "docgen/language/source.hpp"
#include "docgen/language/value.hpp"

namespace kontor::docgen {

struct Filter;
struct Test;

enum class Op {
  constant,     ///< value
  variable,     ///< name
  attribute,    ///< parts[0] . name
  index,        ///< parts[0] [ parts[1] ]
  slice,        ///< parts[0] [ parts[1] : parts[2] ], an absent bound is a constant None
  list,         ///< parts
  map,          ///< keys[i]: parts[i]
  negate,       ///< -parts[0]
  logical_not,  ///< parts[0]
  logical_and,
  logical_or,
  add,
  subtract,
  multiply,
  divide,
  floor_divide,
  modulo,
  power,
  concat,  ///< ~
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  contains,     ///< parts[0] in parts[1]
  conditional,  ///< parts[1] if parts[0] else parts[2]
  filter,       ///< parts[0] | filter(parts[1…]); keys[i] names parts[i] or is empty
  test,         ///< parts[0] is test(parts[1…])
  call,         ///< name(parts…): range and namespace
  lambda,       ///< name => parts[0]
};

struct Expr {
  Op op = Op::constant;
  Offset at = 0;
  std::string name = {};
  Value value = {};
  std::vector<Expr> parts = {};
  std::vector<std::string> keys = {};
  const Filter* filter = nullptr;
  const Test* test = nullptr;
};

/// `client.items[0].name`, for messages; what is not a path shows as "…".
std::string path_of(const Expr& expr);

struct Node {
  enum class Kind {
    text,       ///< text as it is
    output,     ///< {{ expr }}
    branch,     ///< {% if expr %} body {% else %} otherwise
    loop,       ///< {% for names in expr if condition %} body {% else %} otherwise
    set,        ///< {% set names = expr %}, or names[0].names[1] = expr for a namespace
    set_block,  ///< {% set names[0] %} body {% endset %}
    written,    ///< {% write options %} body {% endwrite %}; the body is the instruction
  };
  Kind kind = Kind::text;
  Offset at = 0;
  std::string text = {};
  std::vector<std::string> names = {};
  Expr expr = {};
  std::unique_ptr<Expr> condition = {};
  std::vector<Node> body = {};
  std::vector<Node> otherwise = {};
  std::vector<std::pair<std::string, Expr>> options = {};  ///< of a written passage: max_words, tone, name
  bool uses_loop = false;                                  ///< the body mentions `loop`
  bool in_namespace = false;                               ///< set: names are a namespace and its attribute
};

using Nodes = std::vector<Node>;

}  // namespace kontor::docgen
