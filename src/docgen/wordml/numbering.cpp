#include "docgen/wordml/numbering.hpp"

#include <algorithm>

#include "docgen/wordml/number_formats.hpp"

namespace kontor::docgen::wordml {
namespace {

int level_in(Xml node) { return std::clamp(integer(text_in(node, "w:ilvl")), 0, kLevels - 1); }

Label::Follow follow_from(std::string_view word) {
  return word == "space" ? Label::Follow::space : word == "nothing" ? Label::Follow::nothing : Label::Follow::tab;
}

}  // namespace

ListLevel Numbering::read(Xml node) const {
  ListLevel out;
  if (const Xml format = node.child("w:numFmt")) out.format = val(format);
  out.text = val(node.child("w:lvlText"));
  out.style = val(node.child("w:pStyle"));
  out.start = integer(val(node.child("w:start")), 0);
  out.restarts_after = integer(val(node.child("w:lvlRestart")), -1);
  out.legal = toggle(node, "w:isLgl").value_or(false);
  const std::string_view align = val(node.child("w:lvlJc"));
  out.align = align == "right" || align == "end" ? Align::right : align == "center" ? Align::center : Align::left;
  out.follow = follow_from(val(node.child("w:suff")));
  out.paragraph = ParagraphProperties::read(node.child("w:pPr"), theme_);
  out.run = RunProperties::read(node.child("w:rPr"), theme_);
  return out;
}

Numbering::Numbering(Xml root, const Styles& styles, const Theme& theme) : theme_(theme) {
  std::map<std::string, std::string, std::less<>> linked;  // a definition whose levels are those of a style's list
  for (const Xml node : root.children("w:abstractNum")) {
    const std::string id(text_in(node, "w:abstractNumId"));
    Definition& definition = definitions_[id];
    for (const Xml level : node.children("w:lvl"))
      definition.levels[static_cast<std::size_t>(level_in(level))] = read(level);
    if (const Xml link = node.child("w:numStyleLink")) linked.emplace(id, val(link));
  }
  for (const Xml node : root.children("w:num")) {
    List& list = lists_[integer(text_in(node, "w:numId"))];
    list.definition = val(node.child("w:abstractNumId"));
    for (const Xml change : node.children("w:lvlOverride")) {
      if (const Xml own = change.child("w:lvl")) list.own[level_in(change)] = read(own);
      if (const Xml start = change.child("w:startOverride")) list.starts[level_in(change)] = integer(val(start), 1);
    }
  }
  for (const auto& [id, style] : linked)
    if (const auto list = lists_.find(styles.list_of(style).value_or(0)); list != lists_.end())
      if (const auto found = definitions_.find(list->second.definition); found != definitions_.end())
        definitions_[id].levels = found->second.levels;
}

Numbering::Definition* Numbering::definition_of(const List& list) {
  const auto found = definitions_.find(list.definition);
  return found == definitions_.end() ? nullptr : &found->second;
}

const Numbering::Definition* Numbering::definition_of(const List& list) const {
  const auto found = definitions_.find(list.definition);
  return found == definitions_.end() ? nullptr : &found->second;
}

const ListLevel* Numbering::level(int list, int level) const {
  const auto found = lists_.find(list);
  if (found == lists_.end()) return nullptr;
  if (const auto own = found->second.own.find(level); own != found->second.own.end()) return &own->second;
  const Definition* definition = definition_of(found->second);
  return definition ? &definition->levels[static_cast<std::size_t>(std::clamp(level, 0, kLevels - 1))] : nullptr;
}

std::optional<int> Numbering::level_of(int list, std::string_view style) const {
  for (int i = 0; i < kLevels; ++i)
    if (const ListLevel* each = level(list, i); each && !style.empty() && each->style == style) return i;
  return std::nullopt;
}

std::shared_ptr<const ListFormat> Numbering::format(int list_id) {
  const auto found = lists_.find(list_id);
  if (found == lists_.end() || definition_of(found->second) == nullptr) return nullptr;
  List& list = found->second;
  if (list.format) return list.format;
  auto made = std::make_shared<ListFormat>();
  made->counter = list.definition;
  for (int i = 0; i < kLevels; ++i) {
    const ListLevel& level = *this->level(list_id, i);
    made->levels.push_back({.number = level.format,
                            .text = level.text,
                            .start = level.start,
                            .restarts_after = level.restarts_after,
                            .legal = level.legal,
                            .align = level.align,
                            .follow = level.follow});
    if (const auto start = list.starts.find(i); start != list.starts.end())
      made->levels.back().begins_anew = start->second;
  }
  return list.format = std::move(made);
}

std::string Numbering::next(int list_id, int level_index) {
  const auto found = lists_.find(list_id);
  Definition* definition = found == lists_.end() ? nullptr : definition_of(found->second);
  if (!definition) return {};
  List& list = found->second;
  auto& counts = definition->counts;
  const auto at = static_cast<std::size_t>(std::clamp(level_index, 0, kLevels - 1));
  const ListLevel& own = *level(list_id, level_index);
  const auto start_of = [&](int index) {
    const auto start = list.starts.find(index);
    return start != list.starts.end() ? start->second : level(list_id, index)->start;
  };
  if (list.starts.contains(level_index) && !list.begun[at]) counts[at].reset();
  list.begun[at] = true;
  counts[at] = counts[at] ? *counts[at] + 1 : start_of(level_index);
  for (int below = level_index + 1; below < kLevels; ++below) {
    const int restarts = level(list_id, below)->restarts_after;
    if (restarts < 0 || level_index < restarts) counts[static_cast<std::size_t>(below)].reset();
  }
  if (own.format == "bullet") return own.text;
  std::string out;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const bool number =
        own.text[i] == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9';
    if (!number) {
      out += own.text[i];
      continue;
    }
    const int index = own.text[++i] - '1';
    const int count = counts[static_cast<std::size_t>(index)].value_or(start_of(index));
    out += formatted_number(count, own.legal ? "decimal" : level(list_id, index)->format);
  }
  return out;
}

}  // namespace kontor::docgen::wordml
