#pragma once

#include <set>

#include "docgen/wordml/fields.hpp"
#include "docgen/wordml/look.hpp"

namespace kontor::docgen::wordml {

/// Where blocks stand.
struct Setting {
  double width = 0;  ///< of the column or the cell, in points
  const TableRegion* region = nullptr;
};

/// Reads one of a file's stories: the body, a head, a note, a box of text. A field may go on from one paragraph to the
/// next.
class Story {
 public:
  enum class Kind { body, furniture, note, box };
  /// `depth` is of the story around it.
  Story(Reading& reading, Looks& looks, const Part& part, Kind kind, int depth = 0);

  /// All blocks of the container.
  Blocks read(Xml container, const Setting& setting);
  /// One element with blocks in it; what it makes is added. A paragraph, a table, a control around them.
  void block(Xml node, const Setting& setting, Blocks& out);
  /// What waits for a paragraph that never comes.
  void finish(const Setting& setting, Blocks& out);

  Reading& reading() { return reading_; }
  Looks& looks() { return looks_; }
  const Part& part() const { return part_; }
  int& depth() { return depth_; }
  /// Stands beside the text from the next paragraph on.
  void hang(std::shared_ptr<const Float> floating) { hanging_.push_back(std::move(floating)); }

 private:
  struct Open {  ///< the paragraph that is being read
    ParagraphLook look;
    Runs runs;
    Blocks* out = nullptr;
    const Setting* setting = nullptr;
    bool parted = false;  ///< by a break: what follows is its rest
    bool marked = false;  ///< something of it stands already
    std::vector<TabStop> extra_tabs = {};
    std::string link = {};
  };

  // story.cpp
  void paragraph(Xml node, const Setting& setting, Blocks& out);
  void put_paragraph(Open& open, bool last);
  void part_by(Block break_block);

  // inlines.cpp
  void inlines(Xml container);
  void inline_node(Xml node);
  void hyperlink(Xml node);
  void bookmark(Xml node);
  void equation(Xml node);
  void run(Xml node);
  void run_content(Xml node, const RunProperties& look);
  void text(std::string text, const RunProperties& look);
  void add(Run run, const RunProperties& look);
  void line_break(Xml node, const RunProperties& look);
  void position_tab(Xml node, const RunProperties& look);
  void note_reference(Xml node, const RunProperties& look);
  void drawing(Xml node, const RunProperties& look);
  void symbol(Xml node, const RunProperties& look);

  // field_runs.cpp
  void simple_field(Xml node);
  void field_character(Xml node, const RunProperties& look);
  void begin_result();
  void end_field(const RunProperties& look);
  bool in_instruction() const;
  OpenField* collecting();
  std::string current_link() const;

  Reading& reading_;
  Looks& looks_;
  const Part& part_;
  Kind kind_;
  int depth_;
  std::vector<OpenField> fields_;
  Open* open_ = nullptr;
  Runs carried_;  ///< of a paragraph whose mark was deleted
  std::vector<std::shared_ptr<const Float>> hanging_;
};

/// The choice of mc:AlternateContent that is understood here.
Xml chosen(Xml alternate);

}  // namespace kontor::docgen::wordml
