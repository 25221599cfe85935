#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docgen/language/source.hpp"
#include "docgen/language/value.hpp"

namespace kontor::docgen {

struct Filter;
struct Test;
struct Method;

enum class Op {
  constant,     ///< value
  variable,     ///< name
  attribute,    ///< parts[0] . name
  index,        ///< parts[0] [ parts[1] ]
  slice,        ///< parts[0] [ parts[1] : parts[2] : parts[3] ], an absent bound is a constant None
  list,         ///< parts
  tuple,        ///< parts
  map,          ///< parts[0]: parts[1], parts[2]: parts[3] …
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
  call,         ///< name(parts…): a function of the language, a macro, loop; keys[i] names parts[i] or is empty
  method,       ///< parts[0].name(parts[1…]); keys as of a filter
  lambda,       ///< name => parts[0]
  body,         ///< the text of the block whose filter this is
};

struct Expr {
  Op op = Op::constant;
  Offset at = 0;
  std::string name = {};
  int symbol = -1;  ///< of a name: equal names of one template have equal numbers, from 0
  Value value = {};
  std::vector<Expr> parts = {};
  std::vector<std::string> keys = {};
  const Filter* filter = nullptr;
  const Test* test = nullptr;
  const Method* method = nullptr;
};

/// `client.items[0].name`, for messages; what is not a path shows as "…".
std::string path_of(const Expr& expr);

/// A name that gets a value, or several in brackets that share the items of a list.
struct Target {
  std::string name = {};
  int symbol = -1;
  std::vector<Target> parts = {};
};

/// A parameter of a macro with its default, or a name of a with and its value.
struct Parameter {
  Target target;
  std::optional<Expr> value;
};

struct Node {
  enum class Kind {
    text,          ///< text as it is
    output,        ///< {{ expr }}
    branch,        ///< {% if expr %} body {% else %} otherwise
    loop,          ///< {% for target in expr if condition %} body {% else %} otherwise
    set,           ///< {% set target = expr %}, or target.attribute = expr for a namespace
    set_block,     ///< {% set target %} body {% endset %}; expr holds its filters, or is a plain Op::body
    with,          ///< {% with parameters %} body {% endwith %}
    filter_block,  ///< {% filter … %} body {% endfilter %}; expr is the filters on an Op::body
    macro,         ///< {% macro target(parameters) %} body {% endmacro %}
    call_block,    ///< {% call expr %} body {% endcall %}
    written,       ///< {% write options %} body {% endwrite %}; the body is the instruction
  };
  Kind kind = Kind::text;
  Offset at = 0;
  std::string text = {};
  Target target = {};
  std::string attribute = {};  ///< set: of the namespace that target names
  Expr expr = {};
  std::unique_ptr<Expr> condition = {};
  std::vector<Node> body = {};
  std::vector<Node> otherwise = {};
  std::vector<Parameter> parameters = {};
  std::vector<std::pair<std::string, Expr>> options = {};  ///< of a written passage: max_words, tone, name
  bool uses_loop = false;                                  ///< the body mentions `loop`
  bool recursive = false;                                  ///< the body may call loop(…)
  int loop_symbol = -1;                                    ///< of the name `loop`; of `caller` in a call block
};

using Nodes = std::vector<Node>;

}  // namespace kontor::docgen
