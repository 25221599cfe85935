#include "docgen/schema/inference.hpp"

#include "docgen/language/methods.hpp"

namespace kontor::docgen {
namespace {

bool joins_texts(const Expr& expr);

bool is_text(const Expr& expr) {
  if (expr.op == Op::constant) return expr.value.as<std::string>() != nullptr;
  return expr.op == Op::concat || (expr.op == Op::method && expr.method->of == Method::Of::text) ||
         (expr.op == Op::filter && expr.filter->takes == Takes::text) || (expr.op == Op::add && joins_texts(expr));
}

bool is_list(const Expr& expr) { return expr.op == Op::list || expr.op == Op::tuple; }

/// a + "b", and not a + 1.
bool joins_texts(const Expr& expr) {
  return is_text(expr.parts[0]) || is_text(expr.parts[1]) || is_list(expr.parts[0]) || is_list(expr.parts[1]);
}

}  // namespace

Field* Inference::see(const Expr& expr, Takes takes, Use use, std::size_t visible) {
  if (++steps_ > kMaxSteps) return nullptr;
  visible = std::min(visible, bindings_.size());
  switch (expr.op) {
    case Op::variable:
      return variable(expr, takes, use, visible);
    case Op::attribute: {
      Field* parent = see(expr.parts[0], Takes::same, Use::condition, visible);
      if (const auto group = derived_.find(parent); group != derived_.end())
        return expr.name == "list" ? group->second.of : marked(grouper(group->second), takes, use);
      return parent ? mark(parent->child(expr.name, expr.at), takes, use) : nullptr;
    }
    case Op::method:
      return method(expr, takes, visible);
    case Op::call:
      call(expr, visible);
      return nullptr;
    case Op::index:
      return index(expr, takes, use, visible);
    case Op::slice: {
      for (std::size_t i = 1; i < expr.parts.size(); ++i) see(expr.parts[i], Takes::number, Use::value, visible);
      return see(expr.parts[0], Takes::list, use, visible);
    }
    case Op::filter:
      return filter(expr, takes, use, visible);
    case Op::test:
      see(expr.parts[0], Takes::anything, expr.test->absent_is_fine ? Use::mention : Use::value, visible);
      for (std::size_t i = 1; i < expr.parts.size(); ++i) see(expr.parts[i], Takes::anything, Use::value, visible);
      return nullptr;
    case Op::conditional:
      see(expr.parts[0], Takes::anything, Use::condition, visible);
      ++maybe_;
      see(expr.parts[1], takes, use, visible);
      see(expr.parts[2], takes, use, visible);
      --maybe_;
      return nullptr;
    case Op::logical_and:
    case Op::logical_or:
      see(expr.parts[0], takes, Use::condition, visible);
      ++maybe_;
      see(expr.parts[1], takes, use, visible);
      --maybe_;
      return nullptr;
    case Op::logical_not:
      see(expr.parts[0], Takes::anything, Use::condition, visible);
      return nullptr;
    case Op::add:
      if (joins_texts(expr)) {
        for (const Expr& part : expr.parts) see(part, Takes::text, Use::value, visible);
        return nullptr;
      }
      [[fallthrough]];
    case Op::subtract:
    case Op::negate:
      for (const Expr& part : expr.parts)
        see(part, takes == Takes::money ? Takes::money : Takes::number, Use::value, visible);
      return nullptr;
    case Op::multiply:
      if (is_text(expr.parts[0]) || is_text(expr.parts[1]) || is_list(expr.parts[0])) {  // "-" * 3
        for (const Expr& part : expr.parts) see(part, Takes::number, Use::value, visible);
        return nullptr;
      }
      [[fallthrough]];
    case Op::divide:
    case Op::floor_divide:
    case Op::modulo:
    case Op::power:
      for (const Expr& part : expr.parts) see(part, Takes::number, Use::value, visible);
      return nullptr;
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      compare(expr, visible);
      return nullptr;
    default:
      for (const Expr& part : expr.parts)
        see(part, expr.op == Op::concat ? Takes::text : Takes::anything, Use::value, visible);
      return nullptr;
  }
}

Field* Inference::variable(const Expr& expr, Takes takes, Use use, std::size_t visible) {
  for (std::size_t i = visible; i-- > 0;) {
    if (bindings_[i].name != expr.name) continue;
    if (bindings_[i].field) return mark(*bindings_[i].field, takes, use);
    return bindings_[i].expr ? see(*bindings_[i].expr, takes, use, std::min(i, bindings_[i].visible)) : nullptr;
  }
  return mark(root_.child(expr.name, expr.at), takes, use);
}

Field* Inference::index(const Expr& expr, Takes takes, Use use, std::size_t visible) {
  Field* parent = see(expr.parts[0], Takes::same, Use::condition, visible);
  const std::string* key = expr.parts[1].op == Op::constant ? expr.parts[1].value.as<std::string>() : nullptr;
  if (key) return parent ? mark(parent->child(*key, expr.at), takes, use) : nullptr;
  see(expr.parts[1], Takes::anything, Use::value, visible);  // a place in a list, or the name of a field
  return parent ? mark(*element(parent, expr.at), takes, use) : nullptr;
}

Field* Inference::method(const Expr& expr, Takes takes, std::size_t visible) {
  for (std::size_t i = 1; i < expr.parts.size(); ++i) see(expr.parts[i], Takes::anything, Use::value, visible);
  const Method::Of of = expr.method->of;
  if (of != Method::Of::map) {
    // index and count are methods of lists as well, where nothing tells what the field is.
    const bool either = expr.name == "index" || expr.name == "count";
    see(expr.parts[0], of == Method::Of::text && !either ? Takes::text : Takes::anything, Use::value, visible);
    return nullptr;
  }
  Field* object = see(expr.parts[0], Takes::object, Use::value, visible);
  const bool named = object && expr.name == "get" && expr.parts.size() > 1 && expr.parts[1].op == Op::constant;
  const std::string* key = named ? expr.parts[1].value.as<std::string>() : nullptr;
  if (!key) return nullptr;
  ++maybe_;
  Field* field = mark(object->child(*key, expr.at), takes, Use::value);
  --maybe_;
  return field;
}

void Inference::call(const Expr& expr, std::size_t visible) {
  const Node* macro = nullptr;
  for (std::size_t i = visible; i-- > 0 && !macro;)
    if (bindings_[i].name == expr.name) macro = bindings_[i].macro;
  if (!macro || calls_ >= kMaxCalls) {
    for (const Expr& part : expr.parts) see(part, Takes::anything, Use::value, visible);
    return;
  }
  ++calls_;
  const std::size_t scope = bindings_.size();
  std::vector<const Expr*> given(macro->parameters.size());
  for (std::size_t i = 0; i < macro->parameters.size(); ++i)
    if (macro->parameters[i].value) given[i] = &*macro->parameters[i].value;
  for (std::size_t i = 0; i < expr.parts.size(); ++i) {
    std::size_t place = i;
    if (!expr.keys[i].empty())
      for (place = 0; place < given.size() && macro->parameters[place].target.name != expr.keys[i];) ++place;
    if (place < given.size()) given[place] = &expr.parts[i];
  }
  for (std::size_t i = 0; i < given.size(); ++i)
    bindings_.push_back({macro->parameters[i].target.name, nullptr, given[i], nullptr, scope});
  walk(macro->body);
  bindings_.resize(scope);
  --calls_;
}

void Inference::compare(const Expr& expr, std::size_t visible) {
  const auto constant = [](const Expr& part) { return part.op == Op::constant ? &part.value : nullptr; };
  const bool ordered = expr.op != Op::equal && expr.op != Op::unequal;
  for (std::size_t i = 0; i < 2; ++i) {
    const Value* other = constant(expr.parts[1 - i]);
    if (other && (other->as<bool>() || other->is_none())) {
      see(expr.parts[i], Takes::anything, Use::condition, visible);
      continue;
    }
    const Takes takes = other && other->as<std::string>()            ? Takes::text
                        : (other && other->as<Decimal>()) || ordered ? Takes::number
                                                                     : Takes::anything;
    see(expr.parts[i], takes, Use::value, visible);
  }
}

}  // namespace kontor::docgen
