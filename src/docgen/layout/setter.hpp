#pragma once

#include "docgen/layout/canvas.hpp"
#include "docgen/layout/manner.hpp"
#include "docgen/layout/numbers.hpp"
#include "docgen/layout/structure.hpp"

namespace kontor::docgen::layout {

/// Where blocks are set: from `x`, from the left of the text's area.
struct Place {
  double x = 0;
  double width = 0;
  Where where = Where::body;
  int depth = 0;  ///< of blocks in blocks
  bool in_list = false;

  Place inside(double from, double inner_width, Where inner) const {
    return {x + from, std::max(inner_width, kLeastWidth), inner, depth + 1};
  }
  /// However little room there is, text is set as if it were this much: it must come to an end.
  static constexpr double kLeastWidth = 4;
};

enum class Turn { page, column };

/// The page as far as it is made, for text that stands beside floats.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  /// True when text set now may stand beside something, or in columns of several widths.
  virtual bool matters() const = 0;
  /// Places everything before; begins a new column when less than `room` is left. Where the next box's upper edge will
  /// be, on the sheet, with its space above.
  virtual double settle(const Box& first, double room) = 0;
  virtual Area column() const = 0;  ///< on the sheet
  virtual const PageSetup& page() const = 0;
  virtual void add(const Area& area, Float::Wrap wrap) = 0;
  virtual Lane lane(double y, double height) const = 0;  ///< from the column's left
};

/// Takes boxes, one below the other.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void put(Box&& box) = 0;
  virtual void turn(Turn) {}
  virtual Surroundings* surroundings() { return nullptr; }
};

class BoxSink final : public Sink {
 public:
  explicit BoxSink(Boxes& boxes) : boxes_(boxes) {}
  void put(Box&& box) override { boxes_.push_back(std::move(box)); }

 private:
  Boxes& boxes_;
};

/// What a block's neighbours have to do with it.
struct Joint {
  double space = 0;    ///< that the block above asks for below itself
  bool tight = false;  ///< no space of its own above: the block above is of the same style
  bool above = false;  ///< borders go on from the paragraph above
  bool below = false;  ///< and to the one below
  bool keep = false;   ///< the last box belongs to what comes next
};

/// Sets blocks into boxes. One for each pass over a document.
class Setter {
 public:
  Setter(const Document& document, const Look& look, const Manners& manners, Structure& structure, Numbers& numbers,
         GlyphStore& glyphs, std::shared_ptr<const Figure> logo)
      : document_(document),
        look_(look),
        manners_(manners),
        structure_(structure),
        numbers_(numbers),
        glyphs_(glyphs),
        logo_(std::move(logo)) {}

  /// Gives back the space that the last block asks for below itself.
  double blocks(const Blocks& blocks, const Place& place, Sink& out, bool keep_last = false);
  Boxes boxes(const Blocks& blocks, const Place& place, double* after = nullptr);
  /// The endnotes whose marks were set, below a line.
  void endnotes(Sink& out, double width);

  /// Width of footnotes, and the sheet's height less its margins: for what asks before it has a page.
  void on(double column_width, double text_height) {
    note_width_ = column_width;
    text_height_ = text_height;
  }

  // For the parts of tables.
  const Look& look() const { return look_; }
  const Manners& manners() const { return manners_; }
  Structure& structure() { return structure_; }
  double text_height() const { return text_height_; }
  Text text(const Runs& runs, const Manner& manner);
  Setting setting(const Manner& manner, double width) const;
  /// The lines of a text that has been set, as boxes.
  void lines(const Text& text, const Runs& runs, const Manner& manner, const Place& place, const Joint& joint,
             Node node, Sink& out);
  /// One text as boxes, as a part of the structure.
  Boxes part(const Runs& runs, const Manner& manner, const Place& place, StructureNode node);

 private:
  void block(const Block& block, const Place& place, const Joint& joint, Sink& out);
  void paragraph(const Runs& runs, const Manner& manner, const Place& place, const Joint& joint, Sink& out);
  void set_beside(Text& text, const Runs& runs, const Manner& manner, const Place& place, const Joint& joint,
                  Surroundings& around);
  Box line(const TextLine& line, const Place& place, Node node, double inset);
  void hang(Box& box, const TextLine& line, const Place& place);
  HungFloat floating(const Float& what, const Place& place);
  Boxes note(const Run& run);
  const Blocks& marked(const Footnote& note, const std::string& mark);
  void frame(Box& box, const Manner& manner, const Place& place, bool first, bool last, const Joint& joint);

  Boxes aligned(Text& text, const Runs& runs, const Manner& manner, const Place& place, Align align,
                StructureNode node);
  Boxes boxes_of(std::span<const Block> list, const Place& place);
  void list(const ListBlock& block, const Place& place, const Joint& joint, Sink& out);
  void details(const Details& block, const Place& place, const Joint& joint, Sink& out);
  void totals(const Totals& block, const Place& place, const Joint& joint, Sink& out);
  void split(const Split& block, const Place& place, const Joint& joint, Sink& out);
  void columns(const Columns& block, const Place& place, const Joint& joint, Sink& out);
  void signature(const SignatureLine& block, const Place& place, const Joint& joint, Sink& out);
  void letterhead(const Letterhead& block, const Place& place, const Joint& joint, Sink& out);
  void quote(const Quote& block, const Place& place, const Joint& joint, Sink& out);
  void together(const Together& block, const Place& place, const Joint& joint, Sink& out);
  void rule(const Place& place, Sink& out) const;
  void table(const Table& block, const Place& place, const Joint& joint, Sink& out);

  const Document& document_;
  const Look& look_;
  const Manners& manners_;
  Structure& structure_;
  Numbers& numbers_;
  GlyphStore& glyphs_;
  std::shared_ptr<const Figure> logo_;
  double note_width_ = 400, text_height_ = 700;
  std::vector<std::unique_ptr<Blocks>> notes_;  ///< with their marks; texts refer to them
};

/// The length of the line above notes.
inline constexpr double kSeparator = 144;

/// A row of boxes side by side, as high as the highest.
Box row_of(std::vector<RowCell> cells, double before);

}  // namespace kontor::docgen::layout
