#include "docgen/language/evaluator.hpp"

#include "base/text.hpp"
#include "docgen/language/evaluation.hpp"

namespace kontor::docgen {

Result<std::string> Evaluator::run(const Nodes& nodes) {
  std::string out;
  TRY(write(nodes, out));
  return out;
}

std::string Evaluator::landed(std::string_view text) const {
  std::string out;
  landing_->write(text, out);
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

Result<Value> Evaluator::apply(const Lambda& lambda, const Value& item) {
  locals_.emplace_back(lambda.expr->name, item);
  Result<Value> value = value_of(lambda.expr->parts[0]);
  locals_.pop_back();
  return value;
}

Failure Evaluator::error_at(const Expr& expr, std::string message) const {
  return fail(source_.error(expr.at, std::move(message)));
}

Result<void> Evaluator::spend(Offset at, std::uint64_t steps) {
  steps_ += steps;
  if (steps_ > options_.max_steps)
    return fail(source_.error(at, "the template takes too many steps: is a loop too long?"));
  return {};
}

Result<void> Evaluator::write(const Nodes& nodes, std::string& out) {
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
      case Node::Kind::written:
        TRY(passage(node, out));
        break;
    }
    if (out.size() > options_.max_output) return fail(source_.error(node.at, "the document becomes too long"));
  }
  return {};
}

Result<void> Evaluator::print(const Node& node, std::string& out) {
  TRY(const Value value, present(node.expr));
  if (const Markup* markup = value.as<Markup>()) {
    out += markup->text;
    return {};
  }
  if (value.as<Lambda>()) return error_at(node.expr, "a function cannot be printed");
  landing_->write(value.str(), out);
  return {};
}

Result<void> Evaluator::loop(const Node& node, std::string& out) {
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

Result<void> Evaluator::collect(const Node& node, const Value& over, List& items) {
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

Result<void> Evaluator::bind(const Node& node, const Value& value) {
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

Value Evaluator::loop_state(const List& items, std::size_t i) {
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

Result<void> Evaluator::set(const Node& node) {
  TRY(const Value value, value_of(node.expr));
  if (!node.in_namespace) return bind(node, value);
  const Value* space = local(node.names[0]);
  const auto map = space ? space->shared_map() : nullptr;
  if (!map) return error_at(node.expr, fmt::format("\"{}\" is not a namespace", node.names[0]));
  map->set(node.names[1], value);
  return {};
}

Result<Passage> Evaluator::asked_of_author(const Node& node) {
  constexpr std::int64_t kMaxWords = 10'000;  // some twenty pages: more is not a passage
  Passage asked{.ordinal = ++passages_, .place = source_.place(node.at)};
  for (const auto& [name, expr] : node.options) {
    TRY(const Value value, present(expr));
    if (name == "max_words") {
      const auto words = number_in(value) ? number_in(value)->whole() : std::nullopt;
      if (!words || *words < 1 || *words > kMaxWords)
        return error_at(expr, fmt::format("max_words must be a whole number from 1 to {}", kMaxWords));
      asked.max_words = static_cast<int>(*words);
    } else {
      (name == "tone" ? asked.tone : asked.name) = value.str();
    }
  }
  PlainLanding plain;
  Landing* const outer = std::exchange(landing_, &plain);
  const std::size_t scope = locals_.size();
  const auto written = write(node.body, asked.instruction);
  locals_.erase(locals_.begin() + static_cast<std::ptrdiff_t>(scope), locals_.end());
  landing_ = outer;
  if (!written) return fail(written.error());
  asked.instruction = trimmed(asked.instruction);
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
  TRY(spend(node.at, text->size() / 64));
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

Result<std::string> evaluate(const Source& source, const Nodes& nodes, std::shared_ptr<Map> fields, Landing& landing,
                             const EvaluateOptions& options) {
  return Evaluator(source, std::move(fields), landing, options).run(nodes);
}

}  // namespace kontor::docgen
