#pragma once

#include <string>
#include <vector>

#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// 3; of endnotes "iii", as Word counts them. `number` is from 1.
std::string note_mark(int number, bool endnote);

/// The notes of a document in the order of their marks, for writers without pages: all stand at its end. The document
/// outlives them.
class Notes {
 public:
  struct Note {
    const Footnote* note;
    std::string mark;
  };

  /// Takes the note of the run and returns its place in the list.
  std::size_t add(const Run& run);
  /// Grows while the notes are written that stand in it: notes may have notes.
  const std::vector<Note>& list() const { return list_; }

 private:
  std::vector<Note> list_;
  int footnotes_ = 0, endnotes_ = 0;
};

}  // namespace kontor::docgen
