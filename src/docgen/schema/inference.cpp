#include "docgen/schema/inference.hpp"

namespace kontor::docgen {

void Inference::walk(const Nodes& nodes) {
  for (const Node& node : nodes) visit(node);
}

void Inference::visit(const Node& node) {
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
      for (const Parameter& parameter : node.parameters) see(*parameter.value, Takes::anything, Use::condition, scope);
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

void Inference::block(const Node& node) {
  const std::size_t scope = bindings_.size();
  walk(node.body);
  bindings_.resize(scope);
}

void Inference::bind(const Target& target, Field* field, const Expr* expr) {
  if (target.parts.empty()) return bindings_.push_back({target.name, field, expr});
  const auto group = field ? derived_.find(field) : derived_.end();
  for (std::size_t i = 0; i < target.parts.size(); ++i) {
    const bool of_group = group != derived_.end() && group->second.kind == Derived::Kind::group;
    Field* part = !of_group ? nullptr : i == 0 ? grouper(group->second) : group->second.of;
    bind(target.parts[i], part, nullptr);
  }
}

void Inference::loop(const Node& node) {
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

Field* Inference::element(Field* list, Offset at) {
  const auto found = derived_.find(list);
  if (found == derived_.end()) return &list->element(at);
  if (found->second.kind == Derived::Kind::rows) return found->second.of;
  return derive(Derived::Kind::group, *found->second.of, found->second.attribute);
}

Field* Inference::derive(Derived::Kind kind, Field& of, std::string attribute) {
  made_.emplace_back();
  derived_.emplace(&made_.back(), Derived{kind, &of, std::move(attribute)});
  return &made_.back();
}

Field* Inference::grouper(const Derived& group) {
  if (group.attribute.empty()) return nullptr;
  return path(group.of->element(group.of->at), group.attribute);
}

Field* Inference::path(Field& from, std::string_view names) {
  Field* field = &from;
  while (!names.empty()) {
    const std::size_t point = std::min(names.find('.'), names.size());
    field = &field->child(names.substr(0, point), from.at);
    names.remove_prefix(std::min(point + 1, names.size()));
  }
  return field;
}

Field* Inference::mark(Field& field, Takes takes, Use use) {
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

Field* Inference::marked(Field* field, Takes takes, Use use) { return field ? mark(*field, takes, use) : nullptr; }

}  // namespace kontor::docgen
