#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "docgen/model/figure.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen::docx {

/// A list of the file: one in the writer's look, or one that counts as the document says.
struct List {
  bool ordered = false;
  int start = 1;
  const ListFormat* own = nullptr;
  std::map<int, std::string> bullet_fonts = {};  ///< of the own one's levels
};

/// A note whose mark has been written; an empty mark is Word's to count. Blocks may have been copied for the writing,
/// so nothing of a run is kept by reference.
struct Note {
  std::shared_ptr<const Footnote> note;
  std::string mark;
};

/// What the parts of one file share: each picture once, lists and drawings with numbers of their own, notes, styles.
struct Gathered {
  std::vector<const Figure*> pictures;
  std::vector<List> lists;  ///< the first has number 1
  std::vector<Note> footnotes, endnotes;
  std::uint32_t drawings = 1;    ///< the logo is the first
  std::set<std::string> placed;  ///< anchors that stand somewhere
  bool hyphenates = false;       ///< some paragraph that says so itself
  double default_tab = 36;       ///< points, of the first such paragraph
  bool formatted = false;        ///< there is one

  /// A name that Word takes for the anchor's; equal for equal names.
  std::string bookmark(std::string_view name);
  /// The number of the label's list.
  std::size_t list_of(const Label& label);
  /// The id of the document's own style; empty for the usual one.
  std::string style(std::string_view name);
  /// What the document's own styles are called in the file, by their ids.
  std::vector<std::pair<std::string, std::string>> styles() const;
  /// What the style is called in the file: names of the writer's own styles are taken.
  static std::string style_name(std::string_view name);

 private:
  std::map<std::string, std::size_t> bookmarks_;
  std::map<const ListFormat*, std::size_t> own_lists_;
  std::map<std::string, std::size_t, std::less<>> styles_;
};

/// The blocks of one part as WordprocessingML, and what the part's relations must name.
class Body {
 public:
  enum class Story { text, header, footer, note };

  Body(const Document& document, const Look& look, Gathered& gathered, Story story = Story::text);

  std::string blocks(const Blocks& list, double width);
  /// Of a head or a foot: never empty, and as low as can be without blocks. `lead` are runs before its text.
  std::string furniture(const Blocks& list, double width, std::string lead);
  /// `<w:footnote>` elements, or `<w:endnote>`; the first has number 1.
  std::string notes(const std::vector<Note>& list, std::string_view kind, double width);

  const std::vector<std::string>& links() const {
    return links_;
  }  ///< addresses; the relation of the first is rIdLink0
  /// Those of the gathered pictures that this part shows; the relation of the first of all is rIdPicture0.
  const std::set<std::size_t>& pictures() const { return pictures_; }

 private:
  struct CellLook {
    std::string style = "TableText";
    Align align = Align::automatic;
    std::string borders = {};
    std::string fill = {};
    std::string rest = {};  ///< properties behind the shade
  };

  /// A break, a field and whatever else stands in lines. Tabs are spaces but where the paragraph has tab stops.
  std::string runs(const Runs& list, bool tabs = false);
  std::string one(const Run& run, bool tabs, bool link);
  std::string note(const Run& run);
  std::string anchor(std::string_view name);

  std::string paragraph(std::string_view style, Align align, std::string_view content,
                        std::string_view properties = "");
  std::string formatted(const Runs& list, Align align, const ParagraphFormat& format);
  std::string cell(double width, const CellLook& look, std::string_view content,
                   std::string_view properties = "") const;
  /// Without a style the cells have the format's margins; without either they have none.
  std::string table(std::string_view style, const std::vector<double>& widths, std::string_view rows,
                    const TableFormat* format = nullptr) const;
  void append(const Blocks& list, double width);
  std::vector<double> column_widths(const Table& block, double width) const;
  std::string table_cell(const Table& block, const Cell& each, std::size_t column, double width, bool header);
  std::string logo() const;
  std::string picture(const Figure& figure);
  /// The id of the picture's relation.
  std::string relation(const Figure& figure);

  // floats.cpp
  std::string floating(const Float& place);
  std::string box(const Float& place);

  void write(const Paragraph& block, double width);
  void write(const Heading& block, double width);
  void write(const ListBlock& block, double width);
  void write(const Table& block, double width);
  // trade_blocks.cpp
  void write(const Details& block, double width);
  void write(const Totals& block, double width);
  void write(const Split& block, double width);
  void write(const Columns& block, double width);
  void write(const SignatureLine& block, double width);
  void write(const Letterhead& block, double width);
  // body.cpp
  void write(const Quote& block, double width);
  void write(const Together& block, double width);
  void write(const ColumnBreak& block, double width);
  void write(const Rule& block, double width);
  void write(const PageBreak& block, double width);

  const Document& document_;
  const Look& look_;
  Gathered& gathered_;
  const Story story_;
  std::string out_;
  std::vector<std::string> links_;
  std::set<std::size_t> pictures_;
  std::string paragraph_style_;  ///< instead of Normal, inside columns and quotes
  std::string lead_;             ///< stands before the next paragraph's text
  bool keep_next_ = false;       ///< paragraphs stay on the page of what follows
  bool together_ = false;        ///< so do all but the last of the blocks
  int list_level_ = -1;
  bool in_box_ = false;                ///< where no other box may stand
  std::vector<const Float*> pending_;  ///< whose blocks follow the paragraph instead
};

}  // namespace kontor::docgen::docx
