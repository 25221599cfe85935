#pragma once

#include "docgen/sheet/reading.hpp"

namespace kontor::docgen::sheet {

/// Takes the rows of a table one after another, whatever they were read from.
class Filling {
 public:
  explicit Filling(const ReadingLimits& limits) : limits_(limits) {}

  Result<> add(int number, std::vector<std::string> cells);
  /// Error{invalid} for a table without a head or without rows.
  Result<FilledTable> finish();

 private:
  Result<> add_head(int number, std::vector<std::string> cells);

  ReadingLimits limits_;
  FilledTable table_;
  int last_ = 0;  ///< row with anything in it
};

}  // namespace kontor::docgen::sheet
