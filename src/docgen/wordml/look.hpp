#pragma once

#include <map>

#include "docgen/wordml/reading.hpp"

namespace kontor::docgen::wordml {

/// How a paragraph and its text look, when all that has a say has been heard.
struct ParagraphLook {
  std::shared_ptr<const ParagraphFormat> format;
  Align align = Align::left;
  RunProperties run;  ///< of text that says nothing itself
};

/// Resolves looks: defaults, table style, list, paragraph style, character style, the text itself.
class Looks {
 public:
  explicit Looks(Reading& reading) : reading_(reading) {}

  /// `region` is the table style's part around it, or null. Counts the paragraph when it is numbered.
  ParagraphLook paragraph(Xml properties, const TableRegion* region);
  /// Of a run with these properties (w:rPr) in the paragraph.
  RunProperties run(const ParagraphLook& paragraph, Xml properties) const;

 private:
  struct Numbered {
    int list = 0, level = 0;
    bool by_style = false;
    const ListLevel* kind = nullptr;
  };

  const RunProperties& run_base(const Styles::ParagraphStyle& style, const TableRegion* region);
  std::optional<Numbered> number_of(const ParagraphProperties& own, const Styles::ParagraphStyle& style) const;
  ParagraphProperties resolved(const ParagraphProperties& own, const Styles::ParagraphStyle& style,
                               const TableRegion* region, const std::optional<Numbered>& number) const;
  std::shared_ptr<const Label> label(const Numbered& number, const RunProperties& mark);
  ParagraphFormat format(const ParagraphProperties& properties) const;

  using Key = std::pair<const Styles::ParagraphStyle*, const TableRegion*>;
  Reading& reading_;
  std::map<Key, RunProperties> bases_;
  std::map<Key, ParagraphLook> plain_;  ///< of paragraphs that say no more than their style
};

}  // namespace kontor::docgen::wordml
