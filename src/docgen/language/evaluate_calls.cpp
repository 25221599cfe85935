#include "base/text.hpp"
#include "docgen/language/evaluation.hpp"
#include "docgen/language/methods.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

/// What a filter gives whose input is still being typed: the input itself, but 0 where the template goes on to
/// calculate, and nothing for an object, which is not to be read.
Value as_typed(const Filter& filter, const Value& input) {
  static constexpr std::string_view kNumbers[] = {"abs", "days_until", "discount", "float",   "int",
                                                  "max", "min",        "net_of",   "percent", "round",
                                                  "sum", "total",      "vat",      "with_vat"};
  if (std::ranges::find(kNumbers, filter.name) != std::end(kNumbers)) return Value(Decimal(0));
  return input.map() ? Value(std::string()) : input;
}

}  // namespace

Result<void> Evaluator::loop(const Node& node, const Value& over, int depth, std::string& out) {
  if (const Missing* absent = over.as<Missing>(); absent && node.otherwise.empty()) return fail(missing(*absent));
  TRY(const std::shared_ptr<const List> items, items_of(node, over));
  if (items->empty()) return write(node.otherwise, out);
  Scope scope(*this);
  std::shared_ptr<Loop> state;
  if (node.uses_loop) state = std::make_shared<Loop>(Loop{.node = &node, .items = items, .depth = depth});
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (state) {
      state->at = i;
      name(node.loop_symbol, "loop", Value(state));
    }
    TRY(share(node, node.target, (*items)[i]));
    if (!spent()) return too_many_steps(node.at);
    TRY(write(node.body, out));
    scope.clear();
  }
  return {};
}

Result<std::shared_ptr<const List>> Evaluator::items_of(const Node& node, const Value& over) {
  std::shared_ptr<const List> items = over.shared_list();
  if (!items) {
    List made;
    if (const Map* fields = over.map())
      for (const auto& entry : fields->entries) made.emplace_back(entry.first);
    else if (const std::string* text = over.text(); text && text->size() <= kMaxWeight)
      for (const std::string_view letter : characters(*text)) made.emplace_back(std::string(letter));
    else if (text)
      return error_at(node.expr, "this text is too long to go through its letters");
    else if (!over.is_missing())
      return error_at(node.expr, fmt::format("a for needs a list, but {} is {}", path_of(node.expr), over.kind()));
    TRY(spend(node.at, made.size() * kStepsPerItem));
    items = std::make_shared<const List>(std::move(made));
  }
  if (!node.condition) return items;
  TRY(spend(node.at, items->size()));
  List chosen;
  Scope scope(*this);
  for (const Value& item : *items) {
    TRY(share(node, node.target, item));
    TRY(const bool wanted, holds(*node.condition));
    if (wanted) chosen.push_back(item);
    scope.clear();
  }
  return std::make_shared<const List>(std::move(chosen));
}

Result<Value> Evaluator::apply(const Lambda& lambda, const Value& item) {
  const Scope scope(*this);
  refer(lambda.expr->symbol, lambda.expr->name, item);
  Value made;
  TRY(const Value* value, see(lambda.expr->parts[0], made));
  if (value == &made) return made;
  return *value;
}

Result<std::vector<Value>> Evaluator::arguments(const Expr& expr, std::size_t from, bool missing_is_fine) {
  std::vector<Value> values;
  values.reserve(expr.parts.size() - from);
  for (std::size_t i = from; i < expr.parts.size(); ++i) {
    TRY(Value value, value_of(expr.parts[i]));
    const Missing* absent = value.as<Missing>();
    if (absent && absent->expr && !missing_is_fine) return fail(missing(*absent));
    values.push_back(std::move(value));
  }
  return values;
}

Result<Value> Evaluator::filter(const Expr& expr) {
  Value made;
  TRY(const Value* input, see(expr.parts[0], made));
  TRY(const std::vector<Value> values, arguments(expr, 1, expr.filter->takes == Takes::fallback));
  TRY(spend(expr.at, input->bulk().weight));
  Result<Value> applied = expr.filter->apply({*this, expr, *input, values});
  if (!applied && options_.unfinished) return as_typed(*expr.filter, *input);
  TRY(Value value, std::move(applied));
  if (const std::string* text = value.text()) {
    if (text->size() > options_.max_output) return error_at(expr, "the text becomes too long");
    TRY(spend(expr.at, text->size() / kBytesPerStep));
    return value;
  }
  if (const List* items = value.list()) TRY(spend(expr.at, items->size() * kStepsPerItem));
  return kept(expr.at, std::move(value));
}

Result<Value> Evaluator::test(const Expr& expr) {
  Value made;
  TRY(const Value* input, see(expr.parts[0], made));
  if (const Missing* absent = input->as<Missing>(); absent && !expr.test->absent_is_fine) return fail(missing(*absent));
  TRY(const std::vector<Value> values, arguments(expr, 1));
  TRY(spend(expr.at, input->bulk().weight));
  TRY(const bool holds, expr.test->apply({*this, expr, *input, values}));
  return Value(holds);
}

Result<Value> Evaluator::method(const Expr& expr) {
  Value made;
  TRY(const Value* input, see_present(expr.parts[0], made));
  const Method* method = find_method(expr.name, *input);
  if (!method)
    return error_at(
        expr, fmt::format("{} is {}, which has no method \"{}\"", path_of(expr.parts[0]), input->kind(), expr.name));
  TRY(std::vector<Value> values, arguments(expr, 1));
  if (!method->open) {
    std::vector<Value> placed;
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::size_t place = i;
      if (const std::string& key = expr.keys[i + 1]; !key.empty())
        place = static_cast<std::size_t>(std::ranges::find(method->parameters, key) - method->parameters.begin());
      if (place >= method->parameters.size() || method->parameters[place].empty())
        return error_at(expr, fmt::format("the method {} does not take this argument", expr.name));
      while (placed.size() <= place) placed.emplace_back(Missing{});
      placed[place] = std::move(values[i]);
    }
    values = std::move(placed);
  }
  if (values.size() < method->required)
    return error_at(expr, fmt::format("the method {} needs more arguments", expr.name));
  TRY(spend(expr.at, input->bulk().weight));
  TRY(Value value, method->apply({*this, expr, *input, values}));
  if (value.text()) return text(expr, *value.text());
  if (const List* items = value.list()) TRY(spend(expr.at, items->size() * kStepsPerItem));
  return kept(expr.at, std::move(value));
}

Result<Value> Evaluator::call(const Expr& expr) {
  const Value* caller = std::exchange(caller_, nullptr);  // it is for this call, not for those among its arguments
  if (const Value* named = local(expr.symbol)) {
    if (const auto* running = named->as<std::shared_ptr<Loop>>()) {
      const std::shared_ptr<Loop> alive = *running;
      return call_loop(expr, *alive);
    }
    const auto* callable = named->as<std::shared_ptr<Callable>>();
    if (!callable) return error_at(expr, fmt::format("\"{}\" is {}, so it cannot be called", expr.name, named->kind()));
    if ((*callable)->kind == Callable::Kind::macro) return call_macro(expr, *(*callable)->macro, caller);
    const std::shared_ptr<Callable> alive = *callable;
    return call_value(expr, *alive);
  }
  if (expr.name == "range") return range(expr);
  if (expr.name == "dict") return dict(expr);
  if (expr.name == "namespace") return make_namespace(expr);
  auto made = std::make_shared<Callable>();
  TRY(made->items, arguments(expr, 0));
  if (expr.name == "cycler") {
    if (made->items.empty()) return error_at(expr, "cycler is written cycler(\"a\", \"b\")");
    for (const Value& item : made->items)
      if (item.bulk().nesting == Bulk::kUnnestable) return error_at(expr, "cycler needs plain values");
    made->kind = Callable::Kind::cycler;
  } else if (expr.name == "joiner") {
    if (made->items.size() > 1) return error_at(expr, "joiner is written joiner(\", \")");
    made->kind = Callable::Kind::joiner;
    made->text = Value(made->items.empty() ? std::string(", ") : made->items[0].str());
    made->items.clear();
  } else {
    return error_at(expr, fmt::format("there is no \"{}\" here to be called", expr.name));
  }
  return Value(std::move(made));
}

Result<Value> Evaluator::call_value(const Expr& expr, Callable& callable) {
  if (!expr.parts.empty()) return error_at(expr, fmt::format("{} takes no arguments", expr.name));
  if (callable.kind == Callable::Kind::caller) return callable.text;
  if (callable.kind == Callable::Kind::joiner) return callable.at++ > 0 ? callable.text : Value(std::string());
  return error_at(expr, "a cycler is asked with next() or current");
}

Result<Value> Evaluator::call_loop(const Expr& expr, const Loop& running) {
  const Node& node = *running.node;
  if (!node.recursive) return error_at(expr, "loop can only be called in a for that ends with \"recursive\"");
  if (expr.parts.size() != 1) return error_at(expr, "loop is written loop(list)");
  if (++calls_ > kMaxCalls) return error_at(expr, fmt::format("loop calls itself more than {} times", kMaxCalls));
  Value made;
  TRY(const Value* over, see(expr.parts[0], made));
  const Value kept_alive = *over;
  std::string out;
  TRY(loop(node, kept_alive, running.depth + 1, out));
  TRY(spend(expr.at, out.size() / kBytesPerStep));
  --calls_;
  return Value(Markup{std::move(out)});
}

Result<Value> Evaluator::call_macro(const Expr& expr, const Node& macro, const Value* caller) {
  if (++calls_ > kMaxCalls)
    return error_at(expr, fmt::format("macros call one another more than {} times: does one call itself?", kMaxCalls));
  TRY(std::vector<Value> values, arguments(expr, 0, true));
  // A macro sees the names of the top of the template and its own, not those of the place that calls it.
  const std::size_t first = std::max(frame_, outer_names_);
  for (std::size_t i = locals_.size(); i-- > first;)
    bound_[static_cast<std::size_t>(locals_[i].symbol)] = locals_[i].hidden;
  const std::size_t last = locals_.size();
  const std::size_t outer_frame = std::exchange(frame_, last);
  std::string out;
  {
    const Scope scope(*this);
    if (caller) name(macro.loop_symbol, "caller", *caller);
    TRY(give_parameters(expr, macro, std::move(values)));
    TRY(write(macro.body, out));
  }
  frame_ = outer_frame;
  for (std::size_t i = first; i < last; ++i) bound_[static_cast<std::size_t>(locals_[i].symbol)] = &locals_[i];
  TRY(spend(expr.at, out.size() / kBytesPerStep));
  --calls_;
  return Value(Markup{std::move(out)});
}

Result<void> Evaluator::give_parameters(const Expr& expr, const Node& macro, std::vector<Value> values) {
  std::vector<Value*> given(macro.parameters.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::size_t place = i;
    if (!expr.keys[i].empty())
      for (place = 0; place < given.size() && macro.parameters[place].target.name != expr.keys[i];) ++place;
    if (place >= given.size())
      return error_at(expr, expr.keys[i].empty()
                                ? fmt::format("the macro {} takes {} argument(s)", macro.target.name, given.size())
                                : fmt::format("the macro {} has no parameter \"{}\"", macro.target.name, expr.keys[i]));
    if (given[place]) return error_at(expr, fmt::format("{} is given twice", macro.parameters[place].target.name));
    given[place] = &values[i];
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Parameter& parameter = macro.parameters[i];
    if (given[i]) {
      name(parameter.target, std::move(*given[i]));
    } else if (parameter.value) {
      TRY(Value value, value_of(*parameter.value));
      name(parameter.target, std::move(value));
    } else {
      name(parameter.target, Value(Missing{.expr = &expr}));
    }
  }
  return {};
}

Result<Value> Evaluator::range(const Expr& expr) {
  TRY(const std::vector<Value> values, arguments(expr, 0));
  std::int64_t bounds[3] = {0, 0, 1};
  if (values.empty() || values.size() > 3)
    return error_at(expr, "range is written range(end) or range(start, end, step)");
  for (std::size_t i = 0; i < values.size(); ++i) {
    TRY(bounds[values.size() == 1 ? 1 : i], whole(expr.parts[i], values[i], "a bound of range"));
    const std::int64_t bound = bounds[values.size() == 1 ? 1 : i];
    if (bound > std::int64_t{1} << 60 || bound < -(std::int64_t{1} << 60))
      return error_at(expr.parts[i], "this bound is too large");
  }
  if (bounds[2] == 0) return error_at(expr, "the step of a range cannot be 0");
  const std::int64_t way = bounds[2] > 0 ? bounds[1] - bounds[0] : bounds[0] - bounds[1];
  const std::int64_t count = way <= 0 ? 0 : (way - 1) / std::abs(bounds[2]) + 1;
  if (count > kMaxRange) return error_at(expr, fmt::format("range gives at most {} numbers", kMaxRange));
  TRY(spend(expr.at, static_cast<std::uint64_t>(count) * kStepsPerItem));
  List items;
  items.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) items.emplace_back(Decimal(bounds[0] + i * bounds[2]));
  return Value(std::move(items));
}

Result<Value> Evaluator::dict(const Expr& expr) {
  TRY(std::vector<Value> values, arguments(expr, 0));
  auto fields = std::make_shared<Map>();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!expr.keys[i].empty()) {
      fields->set(expr.keys[i], std::move(values[i]));
    } else if (const Map* given = values[i].map()) {
      for (const auto& entry : given->entries) fields->set(entry.first, entry.second);
    } else if (const List* pairs = values[i].list()) {
      TRY(spend(expr.at, pairs->size() * pairs->size() / 16));
      for (const Value& pair : *pairs) {
        if (!pair.list() || pair.list()->size() != 2) return error_at(expr, "dict needs pairs of a key and a value");
        fields->set((*pair.list())[0].str(), (*pair.list())[1]);
      }
    } else {
      return error_at(expr, "dict is written dict(name=value) or dict(pairs)");
    }
  }
  TRY(spend(expr.at, fields->entries.size() * kStepsPerItem));
  return kept(expr.at, Value(std::move(fields)));
}

Result<Value> Evaluator::make_namespace(const Expr& expr) {
  TRY(std::vector<Value> values, arguments(expr, 0));
  auto space = std::make_shared<Namespace>();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (expr.keys[i].empty()) return error_at(expr, "namespace is written namespace(name=value)");
    if (values[i].bulk().nesting > kMaxNesting)
      return error_at(expr, fmt::format("{} cannot be kept in a namespace", values[i].kind()));
    space->values.set(expr.keys[i], std::move(values[i]));
  }
  return Value(std::move(space));
}

}  // namespace kontor::docgen
