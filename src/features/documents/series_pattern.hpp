#pragma once

#include "features/documents/series.hpp"

namespace kontor::documents {

/// A longer number would not fit where templates print it.
inline constexpr std::size_t kLongestNumber = 40;
/// The database's limit of a counter too.
inline constexpr int kLargestSeq = 999'999'999;

/// How the numbers of a series look: text with `{year}`, `{yy}`, `{month}`, `{day}`, `{kind}` and once `{seq}`, or
/// `{seq:04}` for at least four digits. A value; any thread.
class SeriesPattern {
 public:
  /// The error names the place in the pattern and the way out, at an empty location.
  static Result<SeriesPattern> parse(std::string_view text);

  /// Monthly with a month and a year, yearly with a year, otherwise never.
  Reset implied_reset() const;
  /// The error (at an empty location) says when numbers would come again in the next period.
  Result<> check(Reset reset) const;

  /// `day` as 2026-11-23; `locale` chooses the words of `{kind}`.
  std::string number(std::string_view day, int seq, Kind kind, Locale locale) const;

 private:
  enum class Part { text, year, yy, month, day, kind, seq };
  struct Piece {
    Part part;
    std::string text = {};
    int digits = 1;  ///< of a seq, at least
  };
  static Result<Piece> placeholder(std::string_view inside);
  bool has(Part part) const;

  std::vector<Piece> pieces_;
};

}  // namespace kontor::documents
