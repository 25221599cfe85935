#pragma once

#include <deque>

#include "docgen/layout/notes_area.hpp"
#include "docgen/layout/setter.hpp"

namespace kontor::docgen::layout {

/// More pages than anybody prints; what asks for more has gone wrong.
inline constexpr std::size_t kMostPages = 5000;

/// A page in the making.
struct MadePage {
  PageSetup setup;
  std::size_t section = 0;
  int number = 1;
  bool first = false;  ///< of its section
  bool blank = false;  ///< stands only so that the next has an even or odd number
  std::vector<Mark> marks = {}, behind = {}, in_front = {};
};

/// Room for text on a page, between its head and its foot, on the sheet.
struct Room {
  double top = 0, bottom = 0;
};

/// Puts boxes on pages as they come. What is to be kept together moves on together, unless it is higher than a page;
/// there is always progress: an empty column takes at least one box.
class Pager final : public Sink, private Surroundings {
 public:
  /// Says where the text of a page stands: head and foot are higher on some than on others.
  using Frames = std::function<Room(const MadePage&)>;

  Pager(Heard& heard, Frames frames) : heard_(heard), frames_(std::move(frames)) {}

  /// `balanced`: its columns on its last page are to be of one height.
  void begin(const Section& section, std::size_t index, bool balanced);
  void finish();

  void put(Box&& box) override;
  void turn(Turn turn) override;
  Surroundings* surroundings() override { return balanced_ ? nullptr : this; }

  /// Of the widest one: where they differ, each line is set in the room of its own.
  double column_width() const { return std::ranges::max(columns_, {}, &Lane::width).width; }
  bool overflowed() const { return overflowed_; }
  std::deque<MadePage>& pages() { return pages_; }

 private:
  struct Obstacle {
    Area area;
    Float::Wrap wrap;
  };

  // Surroundings
  bool matters() const override { return !obstacles_.empty() || uneven_; }
  double settle(const Box& first, double room) override;
  Area column() const override;
  const PageSetup& page() const override { return pages_.back().setup; }
  void add(const Area& area, Float::Wrap wrap) override { obstacles_.push_back({area, wrap}); }
  Lane lane(double y, double height) const override;

  void set_columns(const Section& section);
  void new_page(bool asked, bool first);
  void begin_column(bool fresh);
  void end_column();
  void end_section();
  void next_column(const Box* next);
  void repeat_header(const Box& next);
  void do_turn();

  void flush();
  void place_chain(Boxes chain);
  void place_in_parts(Boxes chain);
  void place_one(Box&& box);
  void place(Box&& box);
  bool split_last(Boxes& chain);

  void balance();
  std::size_t simulate(const Boxes& boxes, std::size_t first, double height) const;

  double space_above(const Box& box) const { return fresh_ ? (asked_ ? box.before_at_top : 0) : box.before; }
  double needed(const Boxes& chain, std::size_t count) const;
  double room() const { return bottom_ - notes_.height() - y_; }
  double full_height() const { return page_bottom_ - page_top_; }
  double left() const { return section_->page.left + columns_[column_].x; }

  Heard& heard_;
  Frames frames_;
  const Section* section_ = nullptr;
  std::size_t section_index_ = 0;
  std::deque<MadePage> pages_;
  std::vector<Lane> columns_ = {{}};
  bool uneven_ = false, balanced_ = false, overflowed_ = false;
  std::size_t column_ = 0;
  double page_top_ = 0, page_bottom_ = 0;  ///< of the text's room on the page
  double top_ = 0, bottom_ = 0;            ///< of the columns
  double y_ = 0, lowest_ = 0;
  bool fresh_ = true;  ///< nothing stands in the column
  bool asked_ = true;  ///< and somebody asked for it to begin here
  std::optional<Turn> turn_;
  Boxes pending_, held_;
  NotesArea notes_;
  std::vector<Obstacle> obstacles_;
  std::unique_ptr<Canvas> canvas_;
  std::unique_ptr<Stack> stack_;
};

}  // namespace kontor::docgen::layout
