#include "docgen/language/evaluation.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

/// A number, or a text that a person typed as one, or True and False as 1 and 0.
std::optional<Decimal> calculable(const Value& value) {
  if (const bool* flag = value.as<bool>()) return Decimal(*flag ? 1 : 0);
  return number_in(value);
}

std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) {
  constexpr std::int64_t kMaxExponent = 126;  // 2 to more than that does not fit a number
  const auto times = exponent.whole();
  if (!times || *times < -kMaxExponent || *times > kMaxExponent) return std::nullopt;
  std::optional<Decimal> out = Decimal(1);
  for (std::int64_t i = 0; out && i < std::abs(*times); ++i) out = Decimal::multiply(*out, base);
  return out && *times < 0 ? Decimal::divide(1, *out) : out;
}

}  // namespace

Result<Decimal> Evaluator::number(const Expr& expr) {
  Value made;
  TRY(const Value* value, see_present(expr, made));
  if (const Decimal* number = value->as<Decimal>()) return *number;
  const auto number = calculable(*value);
  if (!number)
    return error_at(expr, fmt::format("{} must be a number to calculate with it, but is {}", path_of(expr),
                                      value->as<std::string>() ? fmt::format("the text \"{}\"", value->str())
                                                               : std::string(value->kind())));
  return *number;
}

Result<Value> Evaluator::ordered(const Expr& expr) {
  Value made[2];
  TRY(const Value* left, see_present(expr.parts[0], made[0]));
  TRY(const Value* right, see_present(expr.parts[1], made[1]));
  TRY(spend(expr.at, std::min(left->bulk().weight, right->bulk().weight)));
  const bool swapped = expr.op == Op::greater || expr.op == Op::less_equal;
  const auto less = is_less(swapped ? *right : *left, swapped ? *left : *right);
  if (!less) return error_at(expr, fmt::format("{} and {} cannot be compared", left->kind(), right->kind()));
  return Value(expr.op == Op::less || expr.op == Op::greater ? *less : !*less);
}

Result<Value> Evaluator::contains(const Expr& expr) {
  Value made[2];
  TRY(const Value* part, see_present(expr.parts[0], made[0]));
  TRY(const Value* whole, see_present(expr.parts[1], made[1]));
  TRY(spend(expr.at, whole->bulk().weight));
  if (const List* items = whole->list()) return Value(std::ranges::find(*items, *part) != items->end());
  if (const Map* fields = whole->map()) return Value(fields->find(part->str()) != nullptr);
  if (const std::string* text = whole->text()) return Value(find_in(*text, part->str()) != std::string::npos);
  return error_at(expr, fmt::format("\"in\" needs a list or a text on its right, but got {}", whole->kind()));
}

Result<Value> Evaluator::text(const Expr& expr, std::string text) {
  if (text.size() > options_.max_output) return error_at(expr, "the text becomes too long");
  TRY(spend(expr.at, text.size() / kBytesPerStep));
  return Value(std::move(text));
}

Result<Value> Evaluator::concat(const Expr& expr) {
  Value made[2];
  TRY(const Value* left, see_present(expr.parts[0], made[0]));
  TRY(const Value* right, see_present(expr.parts[1], made[1]));
  return text(expr, left->str() + right->str());
}

Result<Value> Evaluator::repeated(const Expr& expr, const Value& what, const Value& times) {
  TRY(const std::int64_t count, whole(expr, times, "how often something is repeated"));
  if (const List* items = what.list()) {
    const std::uint64_t size = count <= 0 ? 0 : items->size() * std::min<std::uint64_t>(count, kMaxWeight + 1);
    if (size > kMaxWeight) return error_at(expr, "this list becomes too long");
    TRY(spend(expr.at, size * kStepsPerItem));
    List out;
    for (std::uint64_t i = 0; i * items->size() < size; ++i) out.insert(out.end(), items->begin(), items->end());
    return kept(expr.at, Value(what.as<Sequence>()->shape, std::make_shared<const List>(std::move(out))));
  }
  const std::string& piece = *what.text();
  const std::uint64_t size = count <= 0 ? 0 : piece.size() * std::min<std::uint64_t>(count, options_.max_output + 1);
  if (size > options_.max_output) return error_at(expr, "the text becomes too long");
  std::string out;
  out.reserve(size);
  while (out.size() < size) out += piece;
  return text(expr, std::move(out));
}

Result<Value> Evaluator::arithmetic(const Expr& expr) {
  Value made[2];
  TRY(const Value* left, see_present(expr.parts[0], made[0]));
  TRY(const Value* right, see_present(expr.parts[1], made[1]));
  if (left->as<Decimal>() && right->as<Decimal>()) return calculated(expr, *left->as<Decimal>(), *right->as<Decimal>());
  if (expr.op == Op::add) {
    if (left->text() && right->text()) return text(expr, *left->text() + *right->text());
    if (left->list() && right->list()) {
      List items = *left->list();
      TRY(spend(expr.at, (items.size() + right->list()->size()) * kStepsPerItem));
      items.insert(items.end(), right->list()->begin(), right->list()->end());
      return kept(expr.at, Value(left->as<Sequence>()->shape == ListKind::list ? ListKind::list : ListKind::tuple,
                                 std::make_shared<const List>(std::move(items))));
    }
  }
  if (expr.op == Op::multiply) {
    // "-" * 3 is a line. A text that came with the data and reads as a number is one: price * quantity.
    const auto repeats = [](const Expr& part, const Value& value) {
      return value.list() || (value.text() && (part.op == Op::constant || !number_in(value)));
    };
    if (repeats(expr.parts[0], *left) && !right->text()) return repeated(expr, *left, *right);
    if (repeats(expr.parts[1], *right) && !left->text()) return repeated(expr, *right, *left);
  }
  TRY(const Decimal a, number(expr.parts[0]));
  TRY(const Decimal b, number(expr.parts[1]));
  return calculated(expr, a, b);
}

Result<Value> Evaluator::calculated(const Expr& expr, const Decimal& a, const Decimal& b) {
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
  const bool fraction =
      a.scale() > 0 || b.scale() > 0 || expr.op == Op::divide || (expr.op == Op::power && b.is_negative());
  return Value(fraction ? shortest_fraction(*value) : *value);
}

}  // namespace kontor::docgen
