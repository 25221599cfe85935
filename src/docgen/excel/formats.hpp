#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kontor::docgen::excel {

/// What a number format shows.
enum class Shows : std::uint8_t { anything, number, date, text };

/// Of a format's code, such as `#,##0.00` or `dd.mm.yyyy`.
Shows shows(std::string_view code);

/// The formats of a workbook's cells, and the styles that are added to it.
class Formats {
 public:
  Formats() = default;
  /// `styles` is xl/styles.xml.
  static Result<Formats> read(std::string styles);

  /// By the number that a cell has in its attribute s.
  Shows of(int style) const;
  /// A style like this one that shows a date (and the time of day). What was asked for stands in xml(), whoever asks.
  int dated(int style, bool with_time);
  bool grown() const { return !added_.empty(); }
  /// The part with what was added.
  std::string xml() const;

 private:
  struct Style {
    int format = 0;
    std::size_t begin = 0, end = 0;  ///< in styles_
  };
  struct Added {
    int like;
    bool with_time;
  };

  std::string styles_;
  std::vector<std::pair<int, Shows>> custom_;
  std::vector<Style> all_;
  std::size_t end_ = 0;  ///< where the list of styles ends
  std::size_t count_begin_ = 0, count_end_ = 0;
  std::vector<Added> added_;
};

}  // namespace kontor::docgen::excel
