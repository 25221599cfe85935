#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docgen/layout/text/paragraph.hpp"

namespace kontor::docgen::layout {

/// Collects the text of runs, and how each stretch of it looks. `Cutter` makes pieces of what it has.
class Collector {
 public:
  struct Stretch {
    std::uint32_t from = 0, to = 0;
    std::uint32_t dressing = 0;
    const Run* run = nullptr;
    bool label = false;
  };

  Collector(const Style& style, const FieldValues* fields, const std::function<std::string(const Footnote&)>* note_mark,
            Paragraph& out);
  void take(const Runs& runs, bool label);
  void follow(const Label& label);
  const std::vector<Stretch>& stretches() const { return stretches_; }

 private:
  void take(const Run& run, bool label);
  std::string text_of(const Run& run) const;
  void append(std::string_view text, const Run& run, bool label, double shrink);
  void append_small_capitals(std::string_view text, const Run& run, bool label);
  std::uint32_t dressing_of(const Run& run, double shrink);

  const Style& style_;
  const FieldValues* fields_;
  const std::function<std::string(const Footnote&)>* note_mark_;
  Paragraph& out_;
  std::vector<Stretch> stretches_;
  const Run* last_run_ = nullptr;  ///< whose dressing is the last one
  double last_shrink_ = 1;
};

/// Cuts the collected text where lines may break, where spaces are, and where the face changes.
class Cutter {
 public:
  Cutter(const Style& style, Paragraph& out);
  void cut(const Collector::Stretch& stretch);

 private:
  void cut_text(const Collector::Stretch& stretch);
  void add_word(const Collector::Stretch& stretch, std::size_t from, std::size_t to);
  void add_with_fallback(const Collector::Stretch& stretch, std::size_t from, std::size_t to);
  void add_in(const Collector::Stretch& stretch, std::size_t from, std::size_t to, const Chosen& face);
  void add_shaped(const Collector::Stretch& stretch, std::size_t from, std::size_t to, const Chosen& face,
                  std::shared_ptr<const ShapedWord> word);
  void add_space(const Collector::Stretch& stretch, std::size_t from, std::size_t to, char32_t letter);
  Piece& add(Piece::Kind kind, const Collector::Stretch& stretch, std::size_t from, std::size_t to);

  Paragraph& out_;
  std::vector<Break> breaks_;
  std::vector<std::uint8_t> levels_;  ///< for each byte; empty when all runs from left to right
};

}  // namespace kontor::docgen::layout
