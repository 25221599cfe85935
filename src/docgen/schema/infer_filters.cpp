#include "docgen/schema/inference.hpp"

namespace kontor::docgen {
namespace {

Takes taken_by(const Filter& called, std::size_t parameter) {
  if (called.takes != Takes::payment || parameter >= called.parameters.size()) return called.argument;
  return called.parameters[parameter] == "sum" ? Takes::money : Takes::text;
}

/// What the field is for that a text among the arguments of a list's filter names; nothing when it names none.
std::optional<Takes> named_field(const Filter& called, std::string_view parameter, Takes attribute) {
  if (parameter == "attribute") return attribute;
  if (called.name != "total") return std::nullopt;
  if (parameter == "price" || parameter == "discount_sum") return Takes::money;
  if (parameter == "quantity" || parameter == "discount") return Takes::number;
  if (parameter == "vat") return Takes::text;  // a rate, or «без НДС»
  return std::nullopt;
}

/// map(attribute="x", default="-") and groupby("x", default="-"): the field may be absent.
bool has_default(const Expr& call) {
  if (std::ranges::find(call.keys, "default") != call.keys.end()) return true;
  const auto& parameters = call.filter->parameters;
  const auto place = static_cast<std::size_t>(std::ranges::find(parameters, "default") - parameters.begin()) + 1;
  return place < call.parts.size();
}

}  // namespace

Field* Inference::filter(const Expr& expr, Takes takes, Use use, std::size_t visible) {
  const Filter& called = *expr.filter;
  const bool fallback = called.takes == Takes::fallback;
  const bool passes = fallback || called.takes == Takes::same || called.name == "round" || called.name == "abs";
  const Takes input = passes && rank(takes) >= rank(called.takes) ? takes : fallback ? takes : called.takes;
  if (fallback) ++maybe_;
  Field* of = see(expr.parts[0], input, use, visible);
  for (std::size_t i = 1; i < expr.parts.size(); ++i) {
    if (called.takes == Takes::list)
      member(expr, i, of, takes, visible);
    else
      see(expr.parts[i], fallback ? takes : taken_by(called, i - 1), Use::value, visible);
  }
  if (fallback) --maybe_;
  if (of && !called.format.empty()) of->format = called.format;
  if (called.takes == Takes::payment && of) payment(expr, *of);
  if (called.takes != Takes::list) return of;
  if (called.name == "sum" && expr.parts.size() == 1 && of)
    mark(of->element(expr.at), takes == Takes::money ? takes : Takes::number, Use::value);
  if (called.name == "join" && expr.parts.size() <= 2 && of) mark(of->element(expr.at), Takes::text, Use::value);
  if (!of) return nullptr;
  for (const std::string_view name : {"first", "last", "min", "max"})
    if (called.name == name) return element(of, expr.at);
  for (const std::string_view name :
       {"select", "reject", "selectattr", "rejectattr", "sort", "unique", "reverse", "list"})
    if (called.name == name) return of;
  const bool grouped = called.name == "groupby" && expr.parts[1].op == Op::constant;
  if (grouped) return derive(Derived::Kind::groups, *of, has_default(expr) ? "" : expr.parts[1].value.str());
  return called.name == "batch" || called.name == "slice" ? derive(Derived::Kind::rows, *of, "") : nullptr;
}

void Inference::payment(const Expr& call, Field& field) {
  Payment out{.field = &field, .at = call.at, .required = maybe_ == 0};
  for (std::size_t i = 1; i < call.parts.size(); ++i) {
    const Value& value = call.parts[i].value;
    const std::string_view parameter = call.filter->parameters[i - 1];
    const bool absent = call.parts[i].op == Op::constant && value.is_missing();
    if (!absent) out.given.emplace_back(parameter);
    const bool european =
        parameter == "iban" || (parameter == "scheme" && (value.str() == "eu" || value.str() == "epc"));
    if (!absent && european) out.scheme = PaymentScheme::epc;
  }
  payments_.push_back(std::move(out));
}

void Inference::member(const Expr& call, std::size_t i, Field* list, Takes takes, std::size_t visible) {
  const Expr& argument = call.parts[i];
  const std::string_view name = call.filter->name;
  const bool number = name == "sum" || name == "min" || name == "max" || name == "total";
  const Takes wanted = takes == Takes::money && number ? Takes::money : number ? Takes::number : Takes::anything;
  if (argument.op == Op::lambda) {
    const std::size_t scope = bindings_.size();
    const int outer = std::exchange(maybe_, 0);
    // The lambda sees what was visible, then its own parameter.
    bindings_.push_back({argument.name, list ? element(list, argument.at) : nullptr});
    see(argument.parts[0], wanted,
        call.filter->name == "select" || call.filter->name == "reject" ? Use::condition : Use::value, SIZE_MAX);
    bindings_.resize(scope);
    maybe_ = outer;
    return;
  }
  const std::string* path = argument.op == Op::constant ? argument.value.as<std::string>() : nullptr;
  const bool chooses = call.filter->name == "selectattr" || call.filter->name == "rejectattr";
  std::string_view parameter;
  if (call.filter->open)
    parameter = i < call.keys.size() && !call.keys[i].empty() ? std::string_view(call.keys[i])
                : i == 1 && call.filter->name == "map"        ? "filter"
                : i == 1 && chooses                           ? "attribute"
                                                              : "";
  else if (i <= call.filter->parameters.size())
    parameter = call.filter->parameters[i - 1];
  if (parameter == "filter" && path && list) {
    const Filter* applied = find_filter(*path);
    mark(*element(list, argument.at), applied ? applied->takes : Takes::anything, Use::value);
    return;
  }
  const auto named = named_field(*call.filter, parameter, wanted);
  if (!named) return void(see(argument, Takes::anything, Use::value, visible));
  if (!path || !list) return;
  // A line may go without its discount, and without VAT.
  const bool optional = name == "total" && parameter != "price" && parameter != "quantity";
  const int outer = std::exchange(maybe_, optional || has_default(call) ? 1 : 0);
  for (std::string_view rest = *path; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    Field* field = Inference::path(*element(list, argument.at), rest.substr(0, comma));
    mark(*field, *named, chooses && call.parts.size() == 2 ? Use::condition : Use::value);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  maybe_ = outer;
}

void Inference::add_requisites() {
  for (const Payment& payment : payments_)
    for (const PaymentField& requisite : payment_fields(payment.scheme)) {
      if ((!requisite.required && !requisite.usual) ||
          std::ranges::any_of(payment.given, [&](const std::string& name) { return requisite.is_called(name); }))
        continue;
      const auto known = std::ranges::find_if(payment.field->children,
                                              [&](const auto& child) { return requisite.is_called(child->name); });
      Field& field =
          known == payment.field->children.end() ? payment.field->child(requisite.names[0], payment.at) : **known;
      field.used = true;
      field.required = field.required || (requisite.required && payment.required);
      field.takes = rank(field.takes) < rank(Takes::text) ? Takes::text : field.takes;
    }
}

}  // namespace kontor::docgen
