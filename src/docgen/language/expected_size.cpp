#include "docgen/language/expected_size.hpp"

#include <algorithm>

namespace kontor::docgen {
namespace {

constexpr std::size_t kUsualValue = 24;  // a name, a date, an amount

const Value* field_of(const Expr& expr, const Map& fields) {
  if (expr.op == Op::variable) return fields.find(expr.name);
  if (expr.op != Op::attribute) return nullptr;
  const Value* owner = field_of(expr.parts[0], fields);
  return owner && owner->map() ? owner->map()->find(expr.name) : nullptr;
}

std::size_t times(const Node& loop, const Map& fields) {
  const Value* over = field_of(loop.expr, fields);
  return over && over->list() ? over->list()->size() : 1;
}

}  // namespace

std::size_t expected_size(const Nodes& nodes, const Map& fields, std::size_t limit) {
  std::size_t size = 0;
  for (const Node& node : nodes) {
    size += node.kind == Node::Kind::output ? kUsualValue : node.text.size();
    std::size_t body = expected_size(node.body, fields, limit);
    if (node.kind == Node::Kind::loop) body *= times(node, fields);
    size += std::max(body, expected_size(node.otherwise, fields, limit));
    size = std::min(size, limit);
  }
  return size;
}

}  // namespace kontor::docgen
