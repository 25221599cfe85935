#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "docgen/wordml/styles.hpp"

namespace kontor::docgen::wordml {

inline constexpr int kLevels = 9;

/// A level of a list: how its paragraphs are numbered, and where they stand.
struct ListLevel {
  std::string format = "decimal", text, style;
  int start = 1;
  int restarts_after = -1;  ///< the level, counted from 1, that begins it anew; 0 for none, -1 for every one above it
  bool legal = false;       ///< all numbers in figures
  Align align = Align::left;
  Label::Follow follow = Label::Follow::tab;
  ParagraphProperties paragraph;
  RunProperties run;
};

/// The lists of a file, and where their counting stands.
class Numbering {
 public:
  /// `root` may be null: then there are none.
  Numbering(Xml root, const Styles& styles, const Theme& theme);

  /// Null for what is not defined.
  const ListLevel* level(int list, int level) const;
  /// The level of the list that belongs to a style.
  std::optional<int> level_of(int list, std::string_view style) const;
  /// The text of the next item's number or bullet.
  std::string next(int list, int level);
  /// How the list counts: one object for each list. Null for what is not defined.
  std::shared_ptr<const ListFormat> format(int list);

 private:
  using Levels = std::array<ListLevel, kLevels>;
  struct Definition {
    Levels levels;
    std::array<std::optional<int>, kLevels> counts;  ///< of all lists made from it
  };
  struct List {
    std::string definition;
    std::map<int, ListLevel> own;  ///< levels that differ from the definition's
    std::map<int, int> starts;
    std::array<bool, kLevels> begun{};
    std::shared_ptr<const ListFormat> format = {};
  };

  ListLevel read(Xml level) const;
  Definition* definition_of(const List& list);
  const Definition* definition_of(const List& list) const;

  const Theme& theme_;
  std::map<std::string, Definition, std::less<>> definitions_;
  std::map<int, List> lists_;
};

}  // namespace kontor::docgen::wordml
