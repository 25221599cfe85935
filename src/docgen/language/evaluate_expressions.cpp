#include "base/text.hpp"
#include "docgen/language/evaluation.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {

Result<const Value*> Evaluator::see_present(const Expr& expr, Value& made) {
  TRY(const Value* value, see(expr, made));
  if (const Missing* absent = value->as<Missing>()) return fail(missing(*absent));
  return value;
}

Result<Value> Evaluator::value_of(const Expr& expr) {
  Value made;
  TRY(const Value* value, see(expr, made));
  if (value == &made) return made;
  return *value;
}

Result<Value> Evaluator::present(const Expr& expr) {
  Value made;
  TRY(const Value* value, see_present(expr, made));
  if (value == &made) return made;
  return *value;
}

Result<bool> Evaluator::holds(const Expr& expr) {
  Value made;
  TRY(const Value* value, see(expr, made));
  return value->truthy();
}

Result<const Value*> Evaluator::see(const Expr& expr, Value& made) {
  if (!spent()) return too_many_steps(expr.at);
  switch (expr.op) {
    case Op::constant:
      return &expr.value;
    case Op::variable:
      return variable(expr, made);
    case Op::body:
      return body_ ? body_ : &made;
    default:
      break;
  }
  ++depth_;
  if (depth_ > kMaxDepth) return too_deep(expr.at);
  const Value* value = &made;
  switch (expr.op) {
    case Op::attribute: {
      TRY(value, attribute(expr, made));
      break;
    }
    case Op::index: {
      TRY(value, index(expr, made));
      break;
    }
    case Op::logical_and:
    case Op::logical_or: {
      TRY(value, see(expr.parts[0], made));
      if (value->truthy() != (expr.op == Op::logical_or)) {
        TRY(value, see(expr.parts[1], made));
      }
      break;
    }
    case Op::conditional: {
      TRY(const bool chosen, holds(expr.parts[0]));
      TRY(value, see(expr.parts[chosen ? 1 : 2], made));
      break;
    }
    default: {
      TRY(made, made_by(expr));
    }
  }
  --depth_;
  return value;
}

Result<Value> Evaluator::made_by(const Expr& expr) {
  switch (expr.op) {
    case Op::slice:
      return slice(expr);
    case Op::list:
    case Op::tuple:
      return list(expr);
    case Op::map:
      return map(expr);
    case Op::negate: {
      TRY(const Decimal value, number(expr.parts[0]));
      return Value(value.negated());
    }
    case Op::logical_not: {
      TRY(const bool value, holds(expr.parts[0]));
      return Value(!value);
    }
    case Op::equal:
    case Op::unequal: {
      Value made[2];
      TRY(const Value* left, see(expr.parts[0], made[0]));
      TRY(const Value* right, see(expr.parts[1], made[1]));
      TRY(spend(expr.at, std::min(left->bulk().weight, right->bulk().weight)));
      return Value((*left == *right) == (expr.op == Op::equal));
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
    case Op::method:
      return method(expr);
    case Op::lambda:
      return Value(Lambda{&expr});
    default:
      return arithmetic(expr);
  }
}

const Value* Evaluator::variable(const Expr& expr, Value& made) {
  if (const Value* value = local(expr.symbol)) return value;
  const auto place = static_cast<std::size_t>(expr.symbol);
  if (place >= roots_.size()) roots_.resize(place + 16);
  if (!roots_[place]) roots_[place] = fields_->find(expr.name);
  if (roots_[place]) return roots_[place];
  made = Value(Missing{.expr = &expr, .failed = &expr, .within = fields_});
  return &made;
}

Result<const Value*> Evaluator::attribute(const Expr& expr, Value& made) {
  Value owner;
  TRY(const Value* parent, see(expr.parts[0], owner));
  return member(expr, *parent, expr.name, parent == &owner, made);
}

Result<const Value*> Evaluator::member(const Expr& expr, const Value& parent, std::string_view name, bool temporary,
                                       Value& made) {
  const auto give = [&](const Value& value) {
    if (!temporary) return &value;
    made = Value(value);
    return static_cast<const Value*>(&made);
  };
  if (const auto* object = parent.as<Object>()) {
    if (!spent(object->fields->entries.size() / 64)) return too_many_steps(expr.at);
    if (const Value* value = object->fields->find(name)) return give(*value);
    made = Value(Missing{.expr = &expr, .failed = &expr, .within = object->fields});
    return &made;
  }
  if (const Missing* absent = parent.as<Missing>()) {
    Missing wider = *absent;
    wider.expr = &expr;
    made = Value(std::move(wider));
    return &made;
  }
  if (const auto* loop = parent.as<std::shared_ptr<Loop>>()) {
    TRY(made, loop_field(expr, **loop));
    return &made;
  }
  if (const auto* space = parent.as<std::shared_ptr<Namespace>>()) {
    const Value* value = (*space)->values.find(name);
    // A copy, since it may be set while this is still used.
    made = value ? Value(*value) : Value(Missing{.expr = &expr});
    return &made;
  }
  if (const auto* sequence = parent.as<Sequence>(); sequence && sequence->shape == ListKind::group) {
    if (name == "grouper") return give((*sequence->items)[0]);
    if (name == "list") return give((*sequence->items)[1]);
  }
  if (const auto* callable = parent.as<std::shared_ptr<Callable>>();
      callable && (*callable)->kind == Callable::Kind::cycler && name == "current") {
    made = (*callable)->items[(*callable)->at];
    return &made;
  }
  if (parent.is_none()) {
    made = Value(Missing{.expr = &expr});
    return &made;
  }
  return error_at(expr,
                  fmt::format("{} is {}, so it has no field \"{}\"", path_of(expr.parts[0]), parent.kind(), name));
}

Result<Value> Evaluator::loop_field(const Expr& expr, const Loop& loop) {
  const std::size_t size = loop.items->size();
  const std::string& name = expr.op == Op::index ? *expr.parts[1].value.as<std::string>() : expr.name;
  if (name == "index") return Value::whole(loop.at + 1);
  if (name == "index0") return Value::whole(loop.at);
  if (name == "first") return Value(loop.at == 0);
  if (name == "last") return Value(loop.at + 1 == size);
  if (name == "length") return Value::whole(size);
  if (name == "revindex") return Value::whole(size - loop.at);
  if (name == "revindex0") return Value::whole(size - loop.at - 1);
  if (name == "depth") return Value::whole(static_cast<std::size_t>(loop.depth));
  if (name == "depth0") return Value::whole(static_cast<std::size_t>(loop.depth - 1));
  if (name == "previtem") return loop.at > 0 ? (*loop.items)[loop.at - 1] : Value(Missing{.expr = &expr});
  if (name == "nextitem") return loop.at + 1 < size ? (*loop.items)[loop.at + 1] : Value(Missing{.expr = &expr});
  static const std::vector<std::string> kNames = {"index",     "index0", "first",  "last",     "length",  "revindex",
                                                  "revindex0", "depth",  "depth0", "previtem", "nextitem"};
  const std::string_view guess = nearest(name, kNames);
  return error_at(expr, fmt::format("loop has no \"{}\"{}", name,
                                    guess.empty() ? "" : fmt::format(": did you mean \"loop.{}\"?", guess)));
}

Result<std::int64_t> Evaluator::whole(const Expr& expr, const Value& value, std::string_view what) {
  const auto number = value.as<bool>()      ? std::optional<Decimal>(value.truthy() ? 1 : 0)
                      : value.as<Decimal>() ? std::optional(*value.as<Decimal>())
                                            : std::nullopt;
  const auto whole = number ? number->whole() : std::nullopt;
  if (!whole) return error_at(expr, fmt::format("{} must be a whole number, but is {}", what, value.shown()));
  return *whole;
}

Result<const Value*> Evaluator::index(const Expr& expr, Value& made) {
  Value owner;
  TRY(const Value* parent, see(expr.parts[0], owner));
  if (const Missing* absent = parent->as<Missing>()) {
    made = Value(Missing{&expr, absent->failed, absent->within});
    return &made;
  }
  Value made_key;
  TRY(const Value* key, see_present(expr.parts[1], made_key));
  if (const std::string* name = key->text(); name && (expr.parts[1].op == Op::constant || parent->map()))
    return member(expr, *parent, *name, parent == &owner, made);
  if (parent->map()) return member(expr, *parent, key->str(), parent == &owner, made);
  const List* items = parent->list();
  const std::string* text = parent->text();
  if (!items && !text)
    return error_at(expr,
                    fmt::format("{} is {}, so it has no [{}]", path_of(expr.parts[0]), parent->kind(), key->shown()));
  TRY(const std::int64_t place, whole(expr.parts[1], *key, "a place in a list"));
  const auto size = static_cast<std::int64_t>(items ? items->size() : count_characters(*text));
  const std::int64_t at = place < 0 ? place + size : place;
  if (at < 0 || at >= size) {
    made = Value(Missing{.expr = &expr});
  } else if (text) {
    TRY(spend(expr.at, text->size() / 64));
    made = Value(std::string(cut(*text, static_cast<std::size_t>(at), static_cast<std::size_t>(at) + 1)));
  } else if (parent != &owner) {
    return &(*items)[static_cast<std::size_t>(at)];
  } else {
    made = Value((*items)[static_cast<std::size_t>(at)]);
  }
  return &made;
}

Result<Value> Evaluator::slice(const Expr& expr) {
  Value made;
  TRY(const Value* parent, see_present(expr.parts[0], made));
  const List* items = parent->list();
  const std::string* text = parent->text();
  if (!items && !text)
    return error_at(expr, fmt::format("only a list or a text can be cut, and this is {}", parent->kind()));
  const auto size = static_cast<std::int64_t>(items ? items->size() : count_characters(*text));
  std::optional<std::int64_t> bounds[3];
  for (std::size_t i = 0; i < 3; ++i) {
    TRY(const Value bound, present(expr.parts[i + 1]));
    if (bound.is_none()) continue;
    TRY(bounds[i], whole(expr.parts[i + 1], bound, "a bound"));
  }
  const std::int64_t step = bounds[2].value_or(1);
  if (step == 0) return error_at(expr.parts[3], "the step cannot be 0");
  const auto clamped = [&](std::int64_t bound) {
    const std::int64_t from_start = bound < 0 ? (bound < -size ? -1 : bound + size) : bound;
    return step > 0 ? std::clamp<std::int64_t>(from_start, 0, size)
                    : std::clamp<std::int64_t>(from_start, -1, size - 1);
  };
  const std::int64_t from = bounds[0] ? clamped(*bounds[0]) : step > 0 ? 0 : size - 1;
  const std::int64_t to = bounds[1] ? clamped(*bounds[1]) : step > 0 ? size : -1;
  TRY(spend(expr.at, static_cast<std::uint64_t>(size) / (text ? kBytesPerStep : 1)));
  if (text && step == 1)
    return Value(std::string(cut(*text, static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(from, to)))));
  if (text && text->size() > kMaxWeight) return error_at(expr, "this text is too long to take its letters in steps");
  const std::vector<std::string_view> letters = text ? characters(*text) : std::vector<std::string_view>();
  List out;
  std::string word;
  for (std::int64_t i = from; step > 0 ? i < to : i > to; i = step > size || step < -size ? to : i + step) {
    if (text)
      word += letters[static_cast<std::size_t>(i)];
    else
      out.push_back((*items)[static_cast<std::size_t>(i)]);
  }
  if (text) return Value(std::move(word));
  return kept(expr.at, Value(parent->as<Sequence>()->shape == ListKind::list ? ListKind::list : ListKind::tuple,
                             std::make_shared<const List>(std::move(out))));
}

Result<Value> Evaluator::kept(Offset at, Value value) {
  const Bulk bulk = value.bulk();
  if (bulk.nesting == Bulk::kUnnestable && !value.list() && !value.map()) return value;
  if (bulk.nesting == Bulk::kUnnestable)
    return fail(source_.error(at, "a namespace, a loop or a function cannot stand in a list"));
  if (bulk.nesting > kMaxNesting) return fail(source_.error(at, "lists are nested too deeply"));
  if (bulk.weight > kMaxWeight && (value.list() || value.map()))
    return fail(source_.error(at, "this list becomes too long"));
  return value;
}

Result<Value> Evaluator::list(const Expr& expr) {
  List items;
  items.reserve(expr.parts.size());
  for (const Expr& part : expr.parts) {
    TRY(Value item, present(part));
    items.push_back(std::move(item));
  }
  TRY(spend(expr.at, items.size() * kStepsPerItem));
  return kept(expr.at, expr.op == Op::list ? Value(std::move(items)) : Value::tuple(std::move(items)));
}

Result<Value> Evaluator::map(const Expr& expr) {
  auto fields = std::make_shared<Map>();
  for (std::size_t i = 0; i + 1 < expr.parts.size(); i += 2) {
    TRY(const Value key, present(expr.parts[i]));
    TRY(Value value, present(expr.parts[i + 1]));
    fields->set(key.str(), std::move(value));
  }
  TRY(spend(expr.at, fields->entries.size() * kStepsPerItem));
  return kept(expr.at, Value(std::move(fields)));
}

}  // namespace kontor::docgen
