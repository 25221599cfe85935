#pragma once

#include <string>
#include <vector>

#include "docgen/model/document.hpp"
#include "docgen/model/notes.hpp"

namespace kontor::docgen::plain {

/// Runs as characters: a picture is its description, a tab a few spaces, the mark of a note "[1]".
class Characters {
 public:
  explicit Characters(Notes& notes) : notes_(notes) {}

  std::string of(const Runs& runs, const ParagraphFormat* format = nullptr) const;
  /// The same without ends of lines.
  std::string line_of(const Runs& runs) const;

 private:
  Notes& notes_;
};

std::string padded(const std::string& text, std::size_t width, Align align);

}  // namespace kontor::docgen::plain
