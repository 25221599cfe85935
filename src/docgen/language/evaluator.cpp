#include "docgen/language/evaluator.hpp"

#include "base/text.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/markdown/carry.hpp"

namespace kontor::docgen {
namespace {

class Evaluator final : public Surroundings {
 public:
  Evaluator(const Source& source, std::shared_ptr<Map> fields, const EvaluateOptions& options)
      : source_(source), fields_(std::move(fields)), options_(options) {}

  Result<std::string> run(const Nodes& nodes) {
    std::string out;
    TRY(write(nodes, out));
    return out;
  }

  Locale locale() const override { return options_.locale; }
  Currency currency() const override { return options_.currency; }
  std::string landed(std::string_view text) const override {
    return options_.landing == Landing::markdown ? carried(text) : std::string(text);
  }
  Error error(Offset at, std::string message) const override { return source_.error(at, std::move(message)); }
  Error missing(const Missing& field) const override;

  Result<Value> apply(const Lambda& lambda, const Value& item) override {
    locals_.emplace_back(lambda.expr->name, item);
    Result<Value> value = value_of(lambda.expr->parts[0]);
    locals_.pop_back();
    return value;
  }

 private:
  Failure error_at(const Expr& expr, std::string message) const {
    return fail(source_.error(expr.at, std::move(message)));
  }

  Result<void> spend(Offset at, std::uint64_t steps = 1) {
    steps_ += steps;
    if (steps_ > options_.max_steps)
      return fail(source_.error(at, "the template takes too many steps: is a loop too long?"));
    return {};
  }

  // Statements.
  Result<void> write(const Nodes& nodes, std::string& out) {
    for (const Node& node : nodes) {
      TRY(spend(node.at));
      switch (node.kind) {
        case Node::Kind::text:
          out += node.text;
          break;
        case Node::Kind::output:
          TRY(print(node, out));
          break;
        case Node::Kind::branch: {
          TRY(const Value condition, value_of(node.expr));
          TRY(write(condition.truthy() ? node.body : node.otherwise, out));
          break;
        }
        case Node::Kind::loop:
          TRY(loop(node, out));
          break;
        case Node::Kind::set:
          TRY(set(node));
          break;
        case Node::Kind::set_block: {
          std::string text;
          const std::size_t scope = locals_.size();
          TRY(write(node.body, text));
          locals_.erase(locals_.begin() + static_cast<std::ptrdiff_t>(scope), locals_.end());
          locals_.emplace_back(node.names[0], Value(Markup{std::move(text)}));
          break;
        }
      }
      if (out.size() > options_.max_output) return fail(source_.error(node.at, "the document becomes too long"));
    }
    return {};
  }

  Result<void> print(const Node& node, std::string& out) {
    TRY(const Value value, present(node.expr));
    if (const Markup* markup = value.as<Markup>()) {
      out += markup->text;
      return {};
    }
    if (value.as<Lambda>()) return error_at(node.expr, "a function cannot be printed");
    out += landed(value.str());
    return {};
  }

  Result<void> loop(const Node& node, std::string& out) {
    TRY(const Value over, value_of(node.expr));
    if (const Missing* absent = over.as<Missing>(); absent && node.otherwise.empty()) return fail(missing(*absent));
    List items;
    TRY(collect(node, over, items));
    if (items.empty()) return write(node.otherwise, out);
    const std::size_t scope = locals_.size();
    const auto end_scope = [&] { locals_.erase(locals_.begin() + static_cast<std::ptrdiff_t>(scope), locals_.end()); };
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (node.uses_loop) locals_.emplace_back("loop", loop_state(items, i));
      TRY(bind(node, items[i]));
      TRY(spend(node.at));
      TRY(write(node.body, out));
      end_scope();
    }
    return {};
  }

  /// The items that the loop runs over, after its inline `if`.
  Result<void> collect(const Node& node, const Value& over, List& items) {
    if (const List* list = over.list()) {
      items = *list;
    } else if (const Map* fields = over.map()) {
      for (const auto& entry : fields->entries) items.emplace_back(entry.first);
    } else if (!over.is_missing()) {
      return error_at(node.expr, fmt::format("a for needs a list, but {} is {}", path_of(node.expr), over.kind()));
    }
    TRY(spend(node.at, items.size()));
    if (!node.condition) return {};
    List kept;
    const std::size_t scope = locals_.size();
    for (const Value& item : items) {
      TRY(bind(node, item));
      TRY(const Value condition, value_of(*node.condition));
      if (condition.truthy()) kept.push_back(item);
      locals_.erase(locals_.begin() + static_cast<std::ptrdiff_t>(scope), locals_.end());
    }
    items = std::move(kept);
    return {};
  }

  Result<void> bind(const Node& node, const Value& value) {
    if (node.names.size() == 1) {
      locals_.emplace_back(node.names[0], value);
      return {};
    }
    const List* parts = value.list();
    if (!parts || parts->size() != node.names.size())
      return error_at(node.expr, fmt::format("{} values were expected here, one for each name", node.names.size()));
    for (std::size_t i = 0; i < parts->size(); ++i) locals_.emplace_back(node.names[i], (*parts)[i]);
    return {};
  }

  static Value loop_state(const List& items, std::size_t i) {
    const auto number = [](std::size_t n) { return Value(Decimal(static_cast<std::int64_t>(n))); };
    auto state = std::make_shared<Map>();
    state->entries = {{"index", number(i + 1)},
                      {"index0", number(i)},
                      {"first", Value(i == 0)},
                      {"last", Value(i + 1 == items.size())},
                      {"length", number(items.size())},
                      {"revindex", number(items.size() - i)},
                      {"revindex0", number(items.size() - i - 1)}};
    if (i > 0) state->set("previtem", items[i - 1]);
    if (i + 1 < items.size()) state->set("nextitem", items[i + 1]);
    return Value(std::move(state));
  }

  Result<void> set(const Node& node) {
    TRY(const Value value, value_of(node.expr));
    if (!node.in_namespace) return bind(node, value);
    const Value* space = local(node.names[0]);
    const auto map = space ? space->shared_map() : nullptr;
    if (!map) return error_at(node.expr, fmt::format("\"{}\" is not a namespace", node.names[0]));
    map->set(node.names[1], value);
    return {};
  }

  // Expressions.
  const Value* local(std::string_view name) const {
    for (auto it = locals_.rbegin(); it != locals_.rend(); ++it)
      if (it->first == name) return &it->second;
    return nullptr;
  }

  /// The value, which must be there.
  Result<Value> present(const Expr& expr) {
    TRY(Value value, value_of(expr));
    if (const Missing* absent = value.as<Missing>()) return fail(missing(*absent));
    return value;
  }

  Result<Decimal> number(const Expr& expr) {
    TRY(const Value value, present(expr));
    const auto number = number_in(value);
    if (!number)
      return error_at(expr, fmt::format("{} must be a number to calculate with it, but is {}", path_of(expr),
                                        value.as<std::string>() ? fmt::format("the text \"{}\"", value.str())
                                                                : std::string(value.kind())));
    return *number;
  }

  Result<Value> value_of(const Expr& expr) {
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

  Result<Value> variable(const Expr& expr) {
    if (const Value* value = local(expr.name)) return *value;
    if (const Value* value = fields_->find(expr.name)) return *value;
    return Value(Missing{.expr = &expr, .failed = &expr, .within = fields_});
  }

  Result<Value> attribute(const Expr& expr) {
    TRY(const Value parent, value_of(expr.parts[0]));
    if (const Missing* absent = parent.as<Missing>()) {
      Missing wider = *absent;
      wider.expr = &expr;
      return Value(std::move(wider));
    }
    return member(expr, parent, expr.name);
  }

  Result<Value> member(const Expr& expr, const Value& parent, std::string_view name) {
    const auto fields = parent.shared_map();
    if (!fields)
      return error_at(expr,
                      fmt::format("{} is {}, so it has no field \"{}\"", path_of(expr.parts[0]), parent.kind(), name));
    if (const Value* value = fields->find(name)) return *value;
    return Value(Missing{.expr = &expr, .failed = &expr, .within = fields});
  }

  Result<Value> index(const Expr& expr) {
    TRY(const Value parent, value_of(expr.parts[0]));
    if (const Missing* absent = parent.as<Missing>()) return Value(Missing{&expr, absent->failed, absent->within});
    TRY(const Value key, present(expr.parts[1]));
    if (parent.map()) return member(expr, parent, key.str());
    const List* items = parent.list();
    const Decimal* place = key.as<Decimal>();
    const auto whole = place ? place->whole() : std::nullopt;
    if (!items || !whole)
      return error_at(expr,
                      fmt::format("{} is {}, so it has no [{}]", path_of(expr.parts[0]), parent.kind(), key.str()));
    const auto size = static_cast<std::int64_t>(items->size());
    const std::int64_t at = *whole < 0 ? *whole + size : *whole;
    if (at < 0 || at >= size) return Value(Missing{.expr = &expr, .failed = &expr});
    return (*items)[static_cast<std::size_t>(at)];
  }

  Result<Value> slice(const Expr& expr) {
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

  Result<Value> list(const Expr& expr) {
    List items;
    for (const Expr& part : expr.parts) {
      TRY(Value item, present(part));
      items.push_back(std::move(item));
    }
    return Value(std::move(items));
  }

  Result<Value> map(const Expr& expr) {
    auto fields = std::make_shared<Map>();
    for (std::size_t i = 0; i < expr.parts.size(); ++i) {
      TRY(Value value, present(expr.parts[i]));
      fields->set(expr.keys[i], std::move(value));
    }
    return Value(std::move(fields));
  }

  Result<Value> ordered(const Expr& expr) {
    TRY(const Value left, present(expr.parts[0]));
    TRY(const Value right, present(expr.parts[1]));
    const bool swapped = expr.op == Op::greater || expr.op == Op::less_equal;
    const auto less = is_less(swapped ? right : left, swapped ? left : right);
    if (!less) return error_at(expr, fmt::format("{} and {} cannot be compared", left.kind(), right.kind()));
    return Value(expr.op == Op::less || expr.op == Op::greater ? *less : !*less);
  }

  Result<Value> contains(const Expr& expr) {
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

  Result<Value> concat(const Expr& expr) {
    TRY(const Value left, present(expr.parts[0]));
    TRY(const Value right, present(expr.parts[1]));
    std::string text = left.str() + right.str();
    if (text.size() > options_.max_output) return error_at(expr, "the text becomes too long");
    TRY(spend(expr.at, text.size() / 64));
    return Value(std::move(text));
  }

  Result<Value> arithmetic(const Expr& expr) {
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

  static std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) {
    const auto times = exponent.whole();
    if (!times || *times < -126 || *times > 126) return std::nullopt;
    std::optional<Decimal> out = Decimal(1);
    for (std::int64_t i = 0; out && i < std::abs(*times); ++i) out = Decimal::multiply(*out, base);
    return out && *times < 0 ? Decimal::divide(1, *out) : out;
  }

  Result<std::vector<Value>> arguments(const Expr& expr, std::size_t from) {
    std::vector<Value> values;
    for (std::size_t i = from; i < expr.parts.size(); ++i) {
      TRY(Value value, value_of(expr.parts[i]));
      const Missing* absent = value.as<Missing>();
      if (absent && absent->expr) return fail(missing(*absent));
      values.push_back(std::move(value));
    }
    return values;
  }

  Result<Value> filter(const Expr& expr) {
    TRY(const Value input, value_of(expr.parts[0]));
    TRY(const std::vector<Value> values, arguments(expr, 1));
    if (const List* items = input.list()) TRY(spend(expr.at, items->size()));
    TRY(Value value, expr.filter->apply({*this, expr, input, values}));
    if (const std::string* text = value.as<std::string>()) TRY(spend(expr.at, text->size() / 64));
    return value;
  }

  Result<Value> test(const Expr& expr) {
    TRY(const Value input, value_of(expr.parts[0]));
    if (const Missing* absent = input.as<Missing>(); absent && !expr.test->absent_is_fine)
      return fail(missing(*absent));
    TRY(const std::vector<Value> values, arguments(expr, 1));
    TRY(const bool holds, expr.test->apply({*this, expr, input, values}));
    return Value(holds);
  }

  Result<Value> call(const Expr& expr) {
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

  const Source& source_;
  std::shared_ptr<Map> fields_;
  const EvaluateOptions& options_;
  std::vector<std::pair<std::string_view, Value>> locals_;
  std::uint64_t steps_ = 0;
};

Error Evaluator::missing(const Missing& field) const {
  if (!field.expr) return source_.error(0, "a value is missing");
  const std::string path = path_of(*field.expr);
  std::string message = fmt::format("the field \"{}\" is not given", path);
  if (field.failed && field.within) {
    std::vector<std::string> known = field.within->keys();
    if (field.failed->op == Op::variable)
      for (const auto& entry : locals_) known.emplace_back(entry.first);
    const std::string wrong = path_of(*field.failed);
    const std::string_view guess = nearest(field.failed->name, known);
    if (!guess.empty()) {
      const std::string right =
          wrong.substr(0, wrong.size() - field.failed->name.size()) + std::string(guess) + path.substr(wrong.size());
      message = fmt::format("unknown field \"{}\": did you mean \"{}\"?", path, right);
    }
  }
  return source_.error(field.expr->at, std::move(message));
}

}  // namespace

Result<std::string> evaluate(const Source& source, const Nodes& nodes, std::shared_ptr<Map> fields,
                             const EvaluateOptions& options) {
  return Evaluator(source, std::move(fields), options).run(nodes);
}

}  // namespace kontor::docgen
