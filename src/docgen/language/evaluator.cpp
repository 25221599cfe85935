#include "docgen/language/evaluator.hpp"

#include "base/text.hpp"
#include "docgen/language/evaluation.hpp"
#include "docgen/language/expected_size.hpp"

namespace kontor::docgen {

Result<std::string> Evaluator::run(const Nodes& nodes) {
  std::string out;
  out.reserve(expected_size(nodes, *fields_, options_.max_output));
  TRY(write(nodes, out));
  return out;
}

std::string Evaluator::landed(std::string_view text) const {
  std::string out;
  landing_->write(text, out);
  return out;
}

std::string Evaluator::escaped(std::string_view text) const {
  std::string out;
  landing_->escape(text, out);
  return out;
}

Result<Value> Evaluator::inset(Offset at, const Inset& inset) {
  auto markup = landing_->inset(inset);
  if (!markup) return fail(source_.error(at, markup.error().public_message));
  return Value(Markup{std::move(*markup)});
}

std::string_view Evaluator::asset(std::string_view name) const {
  const auto found = std::ranges::find(options_.assets, name, &Asset::first);
  return found == options_.assets.end() ? std::string_view() : found->second;
}

Failure Evaluator::error_at(const Expr& expr, std::string message) const {
  return fail(source_.error(expr.at, std::move(message)));
}

Failure Evaluator::too_many_steps(Offset at) const {
  return fail(source_.error(at, "the template takes too many steps: is a loop too long?"));
}

Failure Evaluator::too_deep(Offset at) const {
  return fail(source_.error(at, "too much is nested here: does a macro call itself?"));
}

void Evaluator::add(Local local) {
  const Local*& place = bound(local.symbol);
  local.hidden = place;
  Local& added = locals_.emplace_back(std::move(local));
  if (!added.value) added.value = &added.owned;
  place = &added;
  if (inner_ == 0) outer_names_ = locals_.size();
}

void Evaluator::forget(std::size_t from) {
  while (locals_.size() > from) {
    bound_[static_cast<std::size_t>(locals_.back().symbol)] = locals_.back().hidden;
    locals_.pop_back();
  }
}

Result<void> Evaluator::share(const Node& node, const Target& target, const Value& value) {
  if (target.parts.empty()) {
    refer(target.symbol, target.name, value);
    return {};
  }
  const List* parts = value.list();
  if (!parts || parts->size() != target.parts.size())
    return error_at(node.expr, fmt::format("{} values were expected here, one for each name", target.parts.size()));
  for (std::size_t i = 0; i < parts->size(); ++i) TRY(share(node, target.parts[i], (*parts)[i]));
  return {};
}

Result<void> Evaluator::write(const Nodes& nodes, std::string& out) {
  ++depth_;
  for (const Node& node : nodes) {
    if (!spent()) return too_many_steps(node.at);
    if (node.kind == Node::Kind::text)
      out += node.text;
    else
      TRY(write(node, out));
    if (out.size() > options_.max_output) return fail(source_.error(node.at, "the document becomes too long"));
  }
  --depth_;
  return {};
}

Result<void> Evaluator::write(const Node& node, std::string& out) {
  if (depth_ > kMaxDepth) return too_deep(node.at);
  switch (node.kind) {
    case Node::Kind::text:
      out += node.text;
      return {};
    case Node::Kind::output:
      return print(node, out);
    case Node::Kind::branch: {
      TRY(const bool chosen, holds(node.expr));
      return write(chosen ? node.body : node.otherwise, out);
    }
    case Node::Kind::loop: {
      Value made;
      TRY(const Value* over, see(node.expr, made));
      return loop(node, *over, 1, out);
    }
    case Node::Kind::set:
      return set(node);
    case Node::Kind::set_block: {
      TRY(std::string text, text_of(node.body));
      TRY(Value value, through_filters(node, std::move(text)));
      name(node.target, std::move(value));
      return {};
    }
    case Node::Kind::with:
      return with(node, out);
    case Node::Kind::filter_block:
      return filtered(node, out);
    case Node::Kind::macro: {
      auto macro = std::make_shared<Callable>();
      macro->macro = &node;
      name(node.target, Value(std::move(macro)));
      return {};
    }
    case Node::Kind::call_block:
      return call_block(node, out);
    case Node::Kind::written:
      return passage(node, out);
  }
  return {};
}

Result<void> Evaluator::print(const Node& node, std::string& out) {
  Value made;
  TRY(const Value* value, see(node.expr, made));
  return print(node.expr, *value, out);
}

Result<void> Evaluator::print(const Expr& expr, const Value& value, std::string& out) {
  if (const auto* text = value.as<std::string>()) {
    landing_->write(*text, out);
  } else if (const Markup* markup = value.as<Markup>()) {
    out += markup->text;
  } else if (const Missing* absent = value.as<Missing>()) {
    if (!options_.unfinished) return fail(missing(*absent));
    landing_->write(fmt::format("[{}]", path_of(expr)), out);
  } else if (value.bulk().nesting == Bulk::kUnnestable) {
    return error_at(expr, fmt::format("{} cannot be printed", value.kind()));
  } else {
    landing_->value(value, out);
  }
  return {};
}

Result<void> Evaluator::set(const Node& node) {
  Value made;
  TRY(const Value* value, see(node.expr, made));
  if (!node.attribute.empty()) return set_attribute(node, *value);
  if (node.target.parts.empty()) {
    if (value == &made)
      name(node.target, std::move(made));
    else
      name(node.target, Value(*value));
    return {};
  }
  // The names share what the list holds; a name of its own keeps the list alive as long as they are.
  name(node.target.parts[0].symbol, "", Value(*value));
  return share(node, node.target, locals_.back().owned);
}

Result<void> Evaluator::set_attribute(const Node& node, Value value) {
  const Value* found = local(node.target.symbol);
  const auto* space = found ? found->as<std::shared_ptr<Namespace>>() : nullptr;
  if (!space) return error_at(node.expr, fmt::format("\"{}\" is not a namespace", node.target.name));
  if (value.bulk().nesting > kMaxNesting)
    return error_at(node.expr, fmt::format("{} cannot be kept in a namespace", value.kind()));
  (*space)->values.set(node.attribute, std::move(value));
  return {};
}

Result<void> Evaluator::with(const Node& node, std::string& out) {
  std::vector<Value> values;  // all of them before the first name is new
  for (const Parameter& parameter : node.parameters) {
    TRY(Value value, value_of(*parameter.value));
    values.push_back(std::move(value));
  }
  const Scope scope(*this);
  for (std::size_t i = 0; i < values.size(); ++i) TRY(share(node, node.parameters[i].target, values[i]));
  return write(node.body, out);
}

Result<std::string> Evaluator::text_of(const Nodes& body) {
  const Scope scope(*this);
  std::string text;
  TRY(write(body, text));
  TRY(spend(body.empty() ? 0 : body.front().at, text.size() / kBytesPerStep));
  return text;
}

Result<Value> Evaluator::through_filters(const Node& node, std::string text) {
  if (node.expr.op == Op::body) return Value(Markup{std::move(text)});
  const Value body{Markup{std::move(text)}};
  const Value* const outer = std::exchange(body_, &body);
  auto value = present(node.expr);
  body_ = outer;
  if (!value) return value;
  // What the filters made of text in the form of its landing place is still in that form.
  if (const auto* made = value->as<std::string>()) return Value(Markup{*made});
  return value;
}

Result<void> Evaluator::filtered(const Node& node, std::string& out) {
  TRY(std::string text, text_of(node.body));
  TRY(const Value value, through_filters(node, std::move(text)));
  return print(node.expr, value, out);
}

Result<void> Evaluator::call_block(const Node& node, std::string& out) {
  TRY(std::string text, text_of(node.body));
  auto caller = std::make_shared<Callable>();
  caller->kind = Callable::Kind::caller;
  caller->text = Value(Markup{std::move(text)});
  const Value value(std::move(caller));
  const Value* const outer = std::exchange(caller_, &value);
  auto made = call(node.expr);
  caller_ = outer;
  if (!made) return fail(std::move(made).error());
  return print(node.expr, *made, out);
}

Result<Passage> Evaluator::asked_of_author(const Node& node) {
  Passage asked{.ordinal = ++passages_, .place = source_.place(node.at)};
  for (const auto& [name, expr] : node.options) {
    Value made;
    TRY(const Value* value, see_present(expr, made));
    if (name == "max_words") {
      const auto words = number_in(*value) ? number_in(*value)->whole() : std::nullopt;
      if (!words || *words < 1 || *words > kMaxPassageWords)
        return error_at(expr, fmt::format("max_words must be a whole number from 1 to {}", kMaxPassageWords));
      asked.max_words = static_cast<int>(*words);
    } else {
      (name == "tone" ? asked.tone : asked.name) = value->str();
    }
  }
  InstructionLanding marked;
  Landing* const outer = std::exchange(landing_, &marked);
  auto instruction = text_of(node.body);
  landing_ = outer;
  if (!instruction) return fail(std::move(instruction).error());
  asked.instruction = trimmed(*instruction);
  if (asked.instruction.empty())
    return fail(source_.error(node.at, "this write says nothing: its body is the instruction"));
  return asked;
}

Result<void> Evaluator::passage(const Node& node, std::string& out) {
  TRY(const Passage asked, asked_of_author(node));
  if (!options_.author) return {};
  auto text = options_.author->write(asked);
  if (!text) {
    Error error = std::move(text).error();
    if (error.fields.empty()) error.fields.push_back({asked.place, error.public_message});
    return fail(std::move(error));
  }
  TRY(spend(node.at, text->size() / kBytesPerStep));
  landing_->write(*text, out);
  return {};
}

void Evaluator::remark(Offset at, std::string message) {
  constexpr std::size_t kMaxRemarks = 100;  // a loop says the same a thousand times; nobody reads more
  if (!options_.remarks || options_.remarks->size() >= kMaxRemarks) return;
  FieldError remark{source_.place(at), std::move(message)};
  if (std::ranges::find(*options_.remarks, remark) == options_.remarks->end())
    options_.remarks->push_back(std::move(remark));
}

Error Evaluator::missing(const Missing& field) const {
  if (!field.expr) return source_.error(0, "a value is missing");
  const std::string path = path_of(*field.expr);
  std::string message = fmt::format("the field \"{}\" is not given", path);
  if (field.failed && field.within) {
    std::vector<std::string> known = field.within->keys();
    if (field.failed->op == Op::variable)
      for (const Local& local : locals_) known.emplace_back(local.name);
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

Result<std::string> evaluate(const Source& source, const Nodes& nodes, std::shared_ptr<Map> fields, Landing& landing,
                             const EvaluateOptions& options) {
  return Evaluator(source, std::move(fields), landing, options).run(nodes);
}

}  // namespace kontor::docgen
