#include "docgen/schema/fields.hpp"

#include <deque>
#include <map>

#include "docgen/codes/payment.hpp"
#include "docgen/language/methods.hpp"

namespace kontor::docgen {
namespace {

/// A local name: an item of a list in the payload, an expression given a name by `set`, or neither.
struct Binding {
  std::string name;
  Field* field = nullptr;
  const Expr* expr = nullptr;
  const Node* macro = nullptr;
  std::size_t visible = SIZE_MAX;  ///< how many bindings the expression sees, when fewer than stand before this
};

int rank(Takes takes) {
  switch (takes) {
    case Takes::text:
      return 1;
    case Takes::long_text:
      return 2;
    case Takes::markdown:
      return 3;
    case Takes::number:
      return 4;
    case Takes::money:
      return 5;
    case Takes::date:
      return 6;
    case Takes::rich_text:
      return 7;
    case Takes::picture:
      return 8;
    case Takes::word_file:
      return 9;
    default:
      return 0;
  }
}

/// Names that people give to amounts of money when all we know is that it is a number.
bool sounds_like_money(std::string_view name) {
  for (const std::string_view word : {"price", "amount", "cost", "fee", "deposit", "prepayment", "salary", "budget"})
    if (name == word || (name.ends_with(word) && name[name.size() - word.size() - 1] == '_')) return true;
  return false;
}

class Inference {
 public:
  explicit Inference(Field& root) : root_(root) {}

  void walk(const Nodes& nodes) {
    for (const Node& node : nodes) visit(node);
  }

  /// What payments need, once it is known by which names the template itself calls it.
  void add_requisites() {
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

 private:
  enum class Use { value, condition, mention };

  void visit(const Node& node) {
    switch (node.kind) {
      case Node::Kind::text:
        break;
      case Node::Kind::output:
        see(node.expr, Takes::text);
        break;
      case Node::Kind::branch: {
        see(node.expr, Takes::anything, Use::condition);
        ++maybe_;  // a name that a branch sets stays set behind it, as in Jinja
        walk(node.body);
        walk(node.otherwise);
        --maybe_;
        break;
      }
      case Node::Kind::loop:
        loop(node);
        break;
      case Node::Kind::set:
        see(node.expr, Takes::anything);
        if (node.attribute.empty()) bind(node.target, nullptr, &node.expr);
        break;
      case Node::Kind::set_block:
        block(node);
        bindings_.push_back({node.target.name});
        break;
      case Node::Kind::filter_block:
        see(node.expr, Takes::text);
        block(node);
        break;
      case Node::Kind::with: {
        const std::size_t scope = bindings_.size();
        for (const Parameter& parameter : node.parameters)
          see(*parameter.value, Takes::anything, Use::condition, scope);
        for (const Parameter& parameter : node.parameters) bind(parameter.target, nullptr, &*parameter.value);
        walk(node.body);
        bindings_.resize(scope);
        break;
      }
      case Node::Kind::macro:
        bindings_.push_back({node.target.name, nullptr, nullptr, &node});
        break;
      case Node::Kind::call_block:
        block(node);
        see(node.expr, Takes::text);
        break;
      case Node::Kind::written: {
        for (const auto& [name, expr] : node.options) see(expr, name == "max_words" ? Takes::number : Takes::text);
        block(node);
        break;
      }
    }
  }

  void block(const Node& node) {
    const std::size_t scope = bindings_.size();
    walk(node.body);
    bindings_.resize(scope);
  }

  void bind(const Target& target, Field* field, const Expr* expr) {
    if (target.parts.empty()) return bindings_.push_back({target.name, field, expr});
    const auto group = field ? derived_.find(field) : derived_.end();
    for (std::size_t i = 0; i < target.parts.size(); ++i) {
      const bool of_group = group != derived_.end() && group->second.kind == Derived::Kind::group;
      Field* part = !of_group ? nullptr : i == 0 ? grouper(group->second) : group->second.of;
      bind(target.parts[i], part, nullptr);
    }
  }

  /// What the items of a list are; of what batch, slice and groupby make, the list that it was made of.
  Field* element(Field* list, Offset at) {
    const auto found = derived_.find(list);
    if (found == derived_.end()) return &list->element(at);
    if (found->second.kind == Derived::Kind::rows) return found->second.of;
    return derive(Derived::Kind::group, *found->second.of, found->second.attribute);
  }

  struct Derived {
    enum class Kind { rows, groups, group };
    Kind kind;
    Field* of;              ///< the list of the payload
    std::string attribute;  ///< that its items are grouped by
  };

  Field* derive(Derived::Kind kind, Field& of, std::string attribute) {
    made_.emplace_back();
    derived_.emplace(&made_.back(), Derived{kind, &of, std::move(attribute)});
    return &made_.back();
  }

  /// Null where the field may be absent, and something else is the name of the group then.
  static Field* grouper(const Derived& group) {
    if (group.attribute.empty()) return nullptr;
    return path(group.of->element(group.of->at), group.attribute);
  }

  static Field* path(Field& from, std::string_view names) {
    Field* field = &from;
    while (!names.empty()) {
      const std::size_t point = std::min(names.find('.'), names.size());
      field = &field->child(names.substr(0, point), from.at);
      names.remove_prefix(std::min(point + 1, names.size()));
    }
    return field;
  }

  void loop(const Node& node) {
    Field* list = see(node.expr, Takes::list);
    if (list && !node.otherwise.empty() && maybe_ == 0) list->required = false;
    Field* item = list ? element(list, node.expr.at) : nullptr;
    const std::size_t scope = bindings_.size();
    const int outer = std::exchange(maybe_, item ? 0 : maybe_);  // an item that exists must have its fields
    bindings_.push_back({"loop"});
    bind(node.target, item, nullptr);
    if (node.condition) see(*node.condition, Takes::anything, Use::condition);
    walk(node.body);
    bindings_.resize(scope);
    maybe_ = outer;
    ++maybe_;
    walk(node.otherwise);
    --maybe_;
  }

  /// Notes the fields in `expr`, which is used for `takes`. Returns the field that the expression denotes, if it is
  /// one.
  Field* see(const Expr& expr, Takes takes, Use use = Use::value, std::size_t visible = SIZE_MAX) {
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

  static bool is_text(const Expr& expr) {
    if (expr.op == Op::constant) return expr.value.as<std::string>() != nullptr;
    return expr.op == Op::concat || (expr.op == Op::method && expr.method->of == Method::Of::text) ||
           (expr.op == Op::filter && expr.filter->takes == Takes::text) || (expr.op == Op::add && joins_texts(expr));
  }

  static bool is_list(const Expr& expr) { return expr.op == Op::list || expr.op == Op::tuple; }

  /// a + "b", and not a + 1.
  static bool joins_texts(const Expr& expr) {
    return is_text(expr.parts[0]) || is_text(expr.parts[1]) || is_list(expr.parts[0]) || is_list(expr.parts[1]);
  }

  Field* method(const Expr& expr, Takes takes, std::size_t visible) {
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

  /// Of a macro, its body with the arguments in the place of the parameters.
  void call(const Expr& expr, std::size_t visible) {
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

  Field* variable(const Expr& expr, Takes takes, Use use, std::size_t visible) {
    for (std::size_t i = visible; i-- > 0;) {
      if (bindings_[i].name != expr.name) continue;
      if (bindings_[i].field) return mark(*bindings_[i].field, takes, use);
      return bindings_[i].expr ? see(*bindings_[i].expr, takes, use, std::min(i, bindings_[i].visible)) : nullptr;
    }
    return mark(root_.child(expr.name, expr.at), takes, use);
  }

  Field* index(const Expr& expr, Takes takes, Use use, std::size_t visible) {
    Field* parent = see(expr.parts[0], Takes::same, Use::condition, visible);
    const std::string* key = expr.parts[1].op == Op::constant ? expr.parts[1].value.as<std::string>() : nullptr;
    if (key) return parent ? mark(parent->child(*key, expr.at), takes, use) : nullptr;
    see(expr.parts[1], Takes::anything, Use::value, visible);  // a place in a list, or the name of a field
    return parent ? mark(*element(parent, expr.at), takes, use) : nullptr;
  }

  Field* filter(const Expr& expr, Takes takes, Use use, std::size_t visible) {
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

  static Takes taken_by(const Filter& called, std::size_t parameter) {
    if (called.takes != Takes::payment || parameter >= called.parameters.size()) return called.argument;
    return called.parameters[parameter] == "sum" ? Takes::money : Takes::text;
  }

  /// The scheme may be written in the tag; without it the fields of a Russian payment are asked for, as the filter
  /// takes them.
  void payment(const Expr& call, Field& field) {
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

  /// What the field is for that a text among the arguments of a list's filter names; nothing when it names none.
  static std::optional<Takes> named_field(const Filter& called, std::string_view parameter, Takes attribute) {
    if (parameter == "attribute") return attribute;
    if (called.name != "total") return std::nullopt;
    if (parameter == "price" || parameter == "discount_sum") return Takes::money;
    if (parameter == "quantity" || parameter == "discount") return Takes::number;
    if (parameter == "vat") return Takes::text;  // a rate, or «без НДС»
    return std::nullopt;
  }

  /// An argument of a list's filter: a path into the items, a lambda on them, or a value.
  void member(const Expr& call, std::size_t i, Field* list, Takes takes, std::size_t visible) {
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

  /// map(attribute="x", default="-") and groupby("x", default="-"): the field may be absent.
  static bool has_default(const Expr& call) {
    if (std::ranges::find(call.keys, "default") != call.keys.end()) return true;
    const auto& parameters = call.filter->parameters;
    const auto place = static_cast<std::size_t>(std::ranges::find(parameters, "default") - parameters.begin()) + 1;
    return place < call.parts.size();
  }

  void compare(const Expr& expr, std::size_t visible) {
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

  Field* marked(Field* field, Takes takes, Use use) { return field ? mark(*field, takes, use) : nullptr; }

  Field* mark(Field& field, Takes takes, Use use) {
    if (takes == Takes::list) field.element(field.at);
    if (rank(takes) > rank(field.takes) || (takes == Takes::object && rank(field.takes) <= 1)) field.takes = takes;
    if (use == Use::value) {
      field.used = true;
      if (maybe_ == 0) field.required = true;
    } else if (use == Use::condition && takes != Takes::same) {
      field.decides = true;
    } else if (takes == Takes::same && maybe_ == 0) {
      field.required = true;  // the object or list around a field that is needed
    }
    return &field;
  }

  static constexpr int kMaxSteps = 100'000;
  struct Payment {
    Field* field = nullptr;
    PaymentScheme scheme = PaymentScheme::st00012;
    Offset at = 0;
    bool required = false;
    std::vector<std::string> given = {};  ///< as arguments
  };

  Field& root_;
  std::vector<Binding> bindings_;
  std::vector<Payment> payments_;
  std::deque<Field> made_;  ///< fields of what filters make of lists: no part of the payload
  std::map<const Field*, Derived> derived_;
  int calls_ = 0;
  static constexpr int kMaxCalls = 5;  ///< a macro that calls itself shows nothing new the next time
  int maybe_ = 0;                      ///< how many conditions stand around this place
  int steps_ = 0;
};

std::string readable(std::string_view name) {
  std::string title(name);
  std::ranges::replace(title, '_', ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 32);
  return title;
}

/// language/rich_text.hpp
boost::json::object piece_of_rich_text() {
  boost::json::object properties;
  const auto put = [&](std::string_view name, std::string_view type) {
    properties[name] = boost::json::object{{"title", readable(name)}, {"type", type}};
  };
  put("text", "string");
  for (const char* flag : {"bold", "italic", "underline", "strike", "code", "superscript", "subscript"})
    put(flag, "boolean");
  for (const char* text : {"color", "highlight", "font", "url"}) put(text, "string");
  put("size", "number");
  boost::json::object out{{"type", "object"}};
  out["properties"] = std::move(properties);
  out["required"] = boost::json::array{"text"};
  return out;
}

boost::json::object property(const Field& field) {
  boost::json::object out;
  if (field.item) {
    out = {{"type", "array"}, {"title", readable(field.name)}, {"items", property(*field.item)}};
  } else if (field.takes == Takes::object) {
    out = {{"type", "object"}, {"title", readable(field.name)}};  // all of its fields are gone through by their names
  } else if (!field.children.empty()) {
    out = schema_of(field);
    if (!field.name.empty()) out["title"] = readable(field.name);
  } else {
    if (!field.name.empty()) out["title"] = readable(field.name);
    out["type"] = field.decides && !field.used ? "boolean" : "string";
    const Takes takes = field.takes == Takes::number && sounds_like_money(field.name) ? Takes::money : field.takes;
    if (takes == Takes::money) out["format"] = "money";
    if (takes == Takes::number) out["format"] = "decimal";
    if (takes == Takes::date) out["format"] = "date";
    if (takes == Takes::long_text || takes == Takes::markdown) out["format"] = "textarea";
    if (rank(takes) > 0) out["type"] = "string";
    if (!field.format.empty()) out["format"] = field.format;
    if (takes == Takes::markdown) out["x-kind"] = "markdown";
    if (takes == Takes::picture || takes == Takes::word_file) {
      out["contentEncoding"] = "base64";
      out["x-kind"] = takes == Takes::picture ? "picture" : "word";
    }
    if (takes == Takes::rich_text) {
      out["type"] = "array";
      out["x-kind"] = "rich";
      out["items"] = piece_of_rich_text();
    }
  }
  return out;
}

}  // namespace

Field& Field::child(std::string_view child_name, Offset where) {
  for (const auto& each : children)
    if (each->name == child_name) return *each;
  children.push_back(std::make_unique<Field>(Field{.name = std::string(child_name), .at = where}));
  return *children.back();
}

Field& Field::element(Offset where) {
  if (!item) item = std::make_unique<Field>(Field{.at = where});
  return *item;
}

Field fields_of(const Nodes& nodes) {
  Field root;
  Inference inference(root);
  inference.walk(nodes);
  inference.add_requisites();
  return root;
}

boost::json::object schema_of(const Field& root) {
  boost::json::object properties;
  boost::json::array required;
  for (const auto& field : root.children) {
    properties[field->name] = property(*field);
    if (field->required) required.emplace_back(field->name);
  }
  boost::json::object out{{"type", "object"}};
  out["properties"] = std::move(properties);
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

}  // namespace kontor::docgen
