#include "docgen/language/evaluation.hpp"

namespace kontor::docgen {

const Value* Evaluator::local(std::string_view name) const {
  for (auto it = locals_.rbegin(); it != locals_.rend(); ++it)
    if (it->first == name) return &it->second;
  return nullptr;
}

Result<Value> Evaluator::present(const Expr& expr) {
  TRY(Value value, value_of(expr));
  if (const Missing* absent = value.as<Missing>()) return fail(missing(*absent));
  return value;
}

Result<Decimal> Evaluator::number(const Expr& expr) {
  TRY(const Value value, present(expr));
  const auto number = number_in(value);
  if (!number)
    return error_at(expr, fmt::format("{} must be a number to calculate with it, but is {}", path_of(expr),
                                      value.as<std::string>() ? fmt::format("the text \"{}\"", value.str())
                                                              : std::string(value.kind())));
  return *number;
}

Result<Value> Evaluator::value_of(const Expr& expr) {
  TRY(spend(expr.at));
  switch (expr.op) {
    case Op::constant:
      return expr.value;
    case Op::variable:
      return variable(expr);
    case Op::attribute:
      return attribute(expr);
    case Op::index:
      return index(expr);
    case Op::slice:
      return slice(expr);
    case Op::list:
      return list(expr);
    case Op::map:
      return map(expr);
    case Op::negate: {
      TRY(const Decimal value, number(expr.parts[0]));
      return Value(value.negated());
    }
    case Op::logical_not: {
      TRY(const Value value, value_of(expr.parts[0]));
      return Value(!value.truthy());
    }
    case Op::logical_and:
    case Op::logical_or: {
      TRY(Value left, value_of(expr.parts[0]));
      if (left.truthy() == (expr.op == Op::logical_or)) return left;
      return value_of(expr.parts[1]);
    }
    case Op::conditional: {
      TRY(const Value condition, value_of(expr.parts[0]));
      return value_of(expr.parts[condition.truthy() ? 1 : 2]);
    }
    case Op::equal:
    case Op::unequal: {
      TRY(const Value left, value_of(expr.parts[0]));
      TRY(const Value right, value_of(expr.parts[1]));
      return Value((left == right) == (expr.op == Op::equal));
    }
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return ordered(expr);
    case Op::contains:
      return contains(expr);
    case Op::concat:
      return concat(expr);
    case Op::filter:
      return filter(expr);
    case Op::test:
      return test(expr);
    case Op::call:
      return call(expr);
    case Op::lambda:
      return Value(Lambda{&expr});
    default:
      return arithmetic(expr);
  }
}

Result<Value> Evaluator::variable(const Expr& expr) {
  if (const Value* value = local(expr.name)) return *value;
  if (const Value* value = fields_->find(expr.name)) return *value;
  return Value(Missing{.expr = &expr, .failed = &expr, .within = fields_});
}

Result<Value> Evaluator::attribute(const Expr& expr) {
  TRY(const Value parent, value_of(expr.parts[0]));
  if (const Missing* absent = parent.as<Missing>()) {
    Missing wider = *absent;
    wider.expr = &expr;
    return Value(std::move(wider));
  }
  return member(expr, parent, expr.name);
}

Result<Value> Evaluator::member(const Expr& expr, const Value& parent, std::string_view name) {
  const auto fields = parent.shared_map();
  if (!fields)
    return error_at(expr,
                    fmt::format("{} is {}, so it has no field \"{}\"", path_of(expr.parts[0]), parent.kind(), name));
  if (const Value* value = fields->find(name)) return *value;
  return Value(Missing{.expr = &expr, .failed = &expr, .within = fields});
}

Result<Value> Evaluator::index(const Expr& expr) {
  TRY(const Value parent, value_of(expr.parts[0]));
  if (const Missing* absent = parent.as<Missing>()) return Value(Missing{&expr, absent->failed, absent->within});
  TRY(const Value key, present(expr.parts[1]));
  if (parent.map()) return member(expr, parent, key.str());
  const List* items = parent.list();
  const Decimal* place = key.as<Decimal>();
  const auto whole = place ? place->whole() : std::nullopt;
  if (!items || !whole)
    return error_at(expr, fmt::format("{} is {}, so it has no [{}]", path_of(expr.parts[0]), parent.kind(), key.str()));
  const auto size = static_cast<std::int64_t>(items->size());
  const std::int64_t at = *whole < 0 ? *whole + size : *whole;
  if (at < 0 || at >= size) return Value(Missing{.expr = &expr, .failed = &expr});
  return (*items)[static_cast<std::size_t>(at)];
}

Result<Value> Evaluator::slice(const Expr& expr) {
  TRY(const Value parent, present(expr.parts[0]));
  const List* items = parent.list();
  if (!items) return error_at(expr, fmt::format("only a list can be cut, and this is {}", parent.kind()));
  const auto size = static_cast<std::int64_t>(items->size());
  std::int64_t bounds[2] = {0, size};
  for (std::size_t i = 0; i < 2; ++i) {
    TRY(const Value bound, present(expr.parts[i + 1]));
    if (bound.is_none()) continue;
    const auto whole = bound.as<Decimal>() ? bound.as<Decimal>()->whole() : std::nullopt;
    if (!whole) return error_at(expr.parts[i + 1], "a bound must be a whole number");
    bounds[i] = std::clamp<std::int64_t>(*whole < 0 ? *whole + size : *whole, 0, size);
  }
  if (bounds[0] >= bounds[1]) return Value(List{});
  return Value(List(items->begin() + bounds[0], items->begin() + bounds[1]));
}

Result<Value> Evaluator::list(const Expr& expr) {
  List items;
  for (const Expr& part : expr.parts) {
    TRY(Value item, present(part));
    items.push_back(std::move(item));
  }
  return Value(std::move(items));
}

Result<Value> Evaluator::map(const Expr& expr) {
  auto fields = std::make_shared<Map>();
  for (std::size_t i = 0; i < expr.parts.size(); ++i) {
    TRY(Value value, present(expr.parts[i]));
    fields->set(expr.keys[i], std::move(value));
  }
  return Value(std::move(fields));
}

Result<Value> Evaluator::ordered(const Expr& expr) {
  TRY(const Value left, present(expr.parts[0]));
  TRY(const Value right, present(expr.parts[1]));
  const bool swapped = expr.op == Op::greater || expr.op == Op::less_equal;
  const auto less = is_less(swapped ? right : left, swapped ? left : right);
  if (!less) return error_at(expr, fmt::format("{} and {} cannot be compared", left.kind(), right.kind()));
  return Value(expr.op == Op::less || expr.op == Op::greater ? *less : !*less);
}

Result<Value> Evaluator::contains(const Expr& expr) {
  TRY(const Value part, present(expr.parts[0]));
  TRY(const Value whole, present(expr.parts[1]));
  if (const List* items = whole.list()) {
    TRY(spend(expr.at, items->size()));
    return Value(std::ranges::find(*items, part) != items->end());
  }
  if (const Map* fields = whole.map()) return Value(fields->find(part.str()) != nullptr);
  if (const std::string* text = whole.as<std::string>()) return Value(text->find(part.str()) != std::string::npos);
  return error_at(expr, fmt::format("\"in\" needs a list or a text on its right, but got {}", whole.kind()));
}

Result<Value> Evaluator::concat(const Expr& expr) {
  TRY(const Value left, present(expr.parts[0]));
  TRY(const Value right, present(expr.parts[1]));
  std::string text = left.str() + right.str();
  if (text.size() > options_.max_output) return error_at(expr, "the text becomes too long");
  TRY(spend(expr.at, text.size() / 64));
  return Value(std::move(text));
}

Result<Value> Evaluator::arithmetic(const Expr& expr) {
  if (expr.op == Op::add) {
    TRY(const Value left, present(expr.parts[0]));
    TRY(const Value right, present(expr.parts[1]));
    if (left.as<std::string>() && right.as<std::string>() && !(number_in(left) && number_in(right)))
      return concat(expr);
    if (left.list() && right.list()) {
      List items = *left.list();
      TRY(spend(expr.at, items.size() + right.list()->size()));
      items.insert(items.end(), right.list()->begin(), right.list()->end());
      return Value(std::move(items));
    }
  }
  TRY(const Decimal a, number(expr.parts[0]));
  TRY(const Decimal b, number(expr.parts[1]));
  if (b.is_zero() && (expr.op == Op::divide || expr.op == Op::floor_divide || expr.op == Op::modulo))
    return error_at(expr, fmt::format("division by zero: {} is 0", path_of(expr.parts[1])));
  const std::optional<Decimal> value = [&] {
    switch (expr.op) {
      case Op::add:
        return Decimal::add(a, b);
      case Op::subtract:
        return Decimal::subtract(a, b);
      case Op::multiply:
        return Decimal::multiply(a, b);
      case Op::divide:
        return Decimal::divide(a, b);
      case Op::floor_divide:
        return Decimal::floor_divide(a, b);
      case Op::modulo:
        return Decimal::modulo(a, b);
      default:
        return power(a, b);
    }
  }();
  if (!value) return error_at(expr, "the result of this calculation is out of range");
  return Value(*value);
}

std::optional<Decimal> Evaluator::power(const Decimal& base, const Decimal& exponent) {
  const auto times = exponent.whole();
  if (!times || *times < -126 || *times > 126) return std::nullopt;
  std::optional<Decimal> out = Decimal(1);
  for (std::int64_t i = 0; out && i < std::abs(*times); ++i) out = Decimal::multiply(*out, base);
  return out && *times < 0 ? Decimal::divide(1, *out) : out;
}

Result<std::vector<Value>> Evaluator::arguments(const Expr& expr, std::size_t from) {
  std::vector<Value> values;
  for (std::size_t i = from; i < expr.parts.size(); ++i) {
    TRY(Value value, value_of(expr.parts[i]));
    const Missing* absent = value.as<Missing>();
    if (absent && absent->expr) return fail(missing(*absent));
    values.push_back(std::move(value));
  }
  return values;
}

Result<Value> Evaluator::filter(const Expr& expr) {
  TRY(const Value input, value_of(expr.parts[0]));
  TRY(const std::vector<Value> values, arguments(expr, 1));
  if (const List* items = input.list()) TRY(spend(expr.at, items->size()));
  TRY(Value value, expr.filter->apply({*this, expr, input, values}));
  if (const std::string* text = value.as<std::string>()) TRY(spend(expr.at, text->size() / 64));
  return value;
}

Result<Value> Evaluator::test(const Expr& expr) {
  TRY(const Value input, value_of(expr.parts[0]));
  if (const Missing* absent = input.as<Missing>(); absent && !expr.test->absent_is_fine) return fail(missing(*absent));
  TRY(const std::vector<Value> values, arguments(expr, 1));
  TRY(const bool holds, expr.test->apply({*this, expr, input, values}));
  return Value(holds);
}

Result<Value> Evaluator::call(const Expr& expr) {
  TRY(const std::vector<Value> values, arguments(expr, 0));
  if (expr.name == "namespace") {
    auto space = std::make_shared<Map>();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (expr.keys[i].empty()) return error_at(expr, "namespace is written namespace(name=value)");
      space->set(expr.keys[i], values[i]);
    }
    return Value(std::move(space));
  }
  std::int64_t bounds[3] = {0, 0, 1};
  if (values.empty() || values.size() > 3)
    return error_at(expr, "range is written range(end) or range(start, end, step)");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto whole = values[i].as<Decimal>() ? values[i].as<Decimal>()->whole() : std::nullopt;
    if (!whole || std::abs(*whole) > 1'000'000) return error_at(expr, "range needs whole numbers up to a million");
    bounds[values.size() == 1 ? 1 : i] = *whole;
  }
  if (bounds[2] == 0) return error_at(expr, "the step of a range cannot be 0");
  List items;
  for (std::int64_t i = bounds[0]; bounds[2] > 0 ? i < bounds[1] : i > bounds[1]; i += bounds[2])
    items.emplace_back(Decimal(i));
  TRY(spend(expr.at, items.size()));
  return Value(std::move(items));
}

}  // namespace kontor::docgen
