#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "docgen/model/document.hpp"
#include "docgen/wordml/dresses.hpp"
#include "docgen/wordml/numbering.hpp"
#include "docgen/wordml/parts.hpp"
#include "docgen/wordml/settings.hpp"

namespace kontor::docgen::wordml {

/// What is known while a file is read: its definitions, what all its stories share, and the first failure.
class Reading {
 public:
  static Result<std::unique_ptr<Reading>> open(std::string docx);
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  const Part& main() const { return *main_; }
  const Theme& theme() const { return theme_; }
  const Styles& styles() const { return *styles_; }
  Numbering& numbering() { return *numbering_; }
  const Settings& settings() const { return settings_; }
  Dresses& dresses() { return dresses_; }
  Parts& parts() { return parts_; }
  Document& document() { return document_; }

  /// Names something that does not come over, in a person's words.
  void leave_out(std::string what);
  /// Whether anything refers to the bookmark.
  bool is_referred_to(std::string_view bookmark) const;
  /// Null when the file has no such note.
  Xml note(std::string_view id, bool endnote) const;
  const Part* notes(bool endnote) const { return (endnote ? endnotes_ : footnotes_).get(); }
  /// A table style's regions, put one over the other in the order of the set bits of `kRegions`; the same object each
  /// time. Null for no style.
  const TableRegion* region(const TableStyle* style, unsigned regions);
  static constexpr std::string_view kRegions[] = {"band1Vert", "band2Vert", "band1Horz", "band2Horz",
                                                  "firstRow",  "lastRow",   "firstCol",  "lastCol",
                                                  "neCell",    "nwCell",    "seCell",    "swCell"};
  /// A picture of a part, or a transparent one of that size when it cannot be shown; then it is named as left out.
  std::shared_ptr<const Figure> figure(const std::string& part, double width, double height, std::string_view alt);

  /// Reading goes on until its caller asks; the first failure counts.
  void fail_with(Error error);
  bool failed() const { return failure_.has_value(); }
  std::optional<Error>& failure() { return failure_; }
  /// Counts a block against the limit.
  void count_block();
  /// Counts letters, from which the document's language follows.
  void hear(std::string_view text);
  Locale language() const { return cyrillic_ > latin_ ? Locale::ru : Locale::en; }

 private:
  explicit Reading(Parts parts) : parts_(std::move(parts)) {}
  Result<void> read_definitions();
  void collect_references(Xml node);

  Parts parts_;
  std::shared_ptr<Part> main_, styles_part_, numbering_part_, footnotes_, endnotes_;
  Theme theme_;
  std::optional<Styles> styles_;
  std::optional<Numbering> numbering_;
  Settings settings_;
  Dresses dresses_;
  Document document_;
  std::string references_;  ///< all that may name a bookmark
  std::map<std::pair<const TableStyle*, unsigned>, TableRegion> regions_;
  std::map<std::string, std::shared_ptr<const Figure>> figures_;
  std::map<std::string, Xml, std::less<>> note_nodes_[2];
  std::optional<Error> failure_;
  std::size_t blocks_ = 0, cyrillic_ = 0, latin_ = 0;
};

/// Guards the stack: containers within containers.
class Descent {
 public:
  Descent(Reading& reading, int& depth);
  ~Descent() { --depth_; }
  Descent(const Descent&) = delete;
  Descent& operator=(const Descent&) = delete;
  explicit operator bool() const { return holds_; }

 private:
  int& depth_;
  bool holds_;
};

}  // namespace kontor::docgen::wordml
