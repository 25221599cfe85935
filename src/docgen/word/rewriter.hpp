#pragma once

#include <map>
#include <optional>
#include <set>

#include "docgen/office/tags.hpp"
#include "docgen/word/landing.hpp"
#include "docgen/word/outline.hpp"
#include "docgen/word/rewrite.hpp"

namespace kontor::docgen::word {

/// A stream and the tags in it.
struct Tagged {
  const Stream& stream;
  std::vector<Tag> tags;
  std::vector<bool> covered;  ///< letters that belong to tags or escapes
};

/// "cellbg", "colspan", "vm", "hm": what a tag changes of the cell that it stands in; empty for all others.
std::string_view cell_word(const Tag& tag);

inline constexpr std::string_view kRunOpen = "<w:r>";
inline constexpr std::string_view kTextOpen = "<w:t xml:space=\"preserve\">";
inline constexpr std::string_view kTextRunClose = "</w:t></w:r>";

/// Before and behind everything else that is inserted at the same byte.
inline constexpr std::int64_t kFirst = -1'000'000'000'000;
inline constexpr std::int64_t kLast = 1'000'000'000'000;

/// Turns one part into source. Made of: the tags that stand in text (rewrite.cpp), those that stand for a whole
/// paragraph, row or cell (levels.cpp), those that change a cell (cells.cpp), and blocks as a whole (blocks.cpp).
class Rewriter {
 public:
  explicit Rewriter(const Outline& outline);
  PartSource run(Offset offset);

 private:
  // In text.
  void read(const Stream& stream, bool& raw);
  void note_link(const Stream& address);
  void place(Tagged& in);
  void warn_of_empty_paragraph(const Tagged& in);
  void place_inside(Tagged& in, const Tag& tag);
  void place_between_runs(Tagged& in, const Tag& tag, int run);
  void cut_letters(const Stream& stream, std::size_t begin, std::size_t end);
  void cut_emptied_runs(const Tagged& in);
  /// Only text that is cut stands in the run.
  bool is_emptied(const Tagged& in, int run) const;
  void keep_spaces(const Stream& stream, const Tag& tag);
  void join(Tagged& in, const Tag& tag);
  void join_before(Tagged& in, const Tag& tag);
  void join_after(Tagged& in, const Tag& tag);
  void join_paragraphs(int first, int second);
  int neighbour(int paragraph, const std::vector<int>& siblings) const;

  // Whole paragraphs, rows and cells.
  struct Leveled {
    const Stream* stream;
    const Tag* tag;
  };
  void note_level(const Tagged& in, const Tag& tag);
  void replace_levels();
  void replace_level(int element, const std::vector<Leveled>& tags);
  void keep_level(int element, const std::vector<Leveled>& tags);
  void print_paragraph(const Leveled& of);
  /// The first and the last byte of what a reader sees in the element, tags left aside; nothing when it is empty.
  std::optional<std::pair<Offset, Offset>> visible(int element) const;

  // Cells.
  struct CellProperty {
    int rank;
    std::string name, before, tag, after;
    Spot spot;
  };
  bool change_cell(const Tagged& in, const Tag& tag);
  void write_cells();
  void write_cell(int cell, std::vector<CellProperty>& properties);
  void wrap(int element, Offset begin, Offset end, bool content, const Spot& spot);

  // Blocks.
  void hold_blocks();
  std::vector<std::vector<std::size_t>> uneven_blocks(const std::vector<Insert>& inserts) const;
  bool opens_block(const Insert& insert) const;
  void lift(Insert& insert) const;
  void warn_of_repeated_cells(const std::vector<Insert>& inserts);
  void guard_containers();
  void fit_grid(int table);
  int depth_at(Offset at) const;
  /// A child of that kind which is there in any case; the last child, when it has to be.
  bool has_certain(int element, Kind kind, bool last) const;

  Spot spot(const Stream& stream, std::size_t at) const;
  void find(const Stream& stream, std::size_t at, std::string message, bool error);
  Insert insert_of(const Stream& stream, const Tag& tag) const;

  const Outline& outline_;
  Edits edits_;
  PartSource out_;
  std::vector<Tagged> tagged_;
  std::vector<int> previous_, next_;  ///< siblings
  std::set<int> spaced_;              ///< texts that keep their spaces from now on
  std::map<int, std::vector<Leveled>> levels_;
  std::map<int, std::vector<CellProperty>> cells_;
  std::vector<std::pair<Offset, int>> depths_;  ///< how many blocks are open from a byte on
  std::set<std::string> closed_words_;          ///< words that have an end tag in this part
};

}  // namespace kontor::docgen::word
