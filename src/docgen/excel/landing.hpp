#pragma once

#include <string>
#include <string_view>

#include "docgen/language/landing.hpp"

namespace kontor::docgen::excel {

class Pictures;

/// Signs that XML forbids, so that no text can hold them: what filling a sheet writes down is a stream of rows and
/// values between them (plan.hpp), which become the sheet when it is known where each row comes to stand.
inline constexpr char kRows = '\x01';     ///< "first-last;": these rows of the template stand here
inline constexpr char kCell = '\x02';     ///< "number;" and the content of that cell, to the next sign for rows
inline constexpr char kTyped = '\x03';    ///< the value that follows is all that the cell holds
inline constexpr char kText = '\x04';     ///< after kTyped: a text, in XML
inline constexpr char kNumber = '\x05';   ///< a number, in digits
inline constexpr char kBoolean = '\x06';  ///< 0 or 1
inline constexpr char kLoop = '\x07';     ///< "number;": a loop over rows begins
inline constexpr char kTurn = '\x08';     ///< one turn of it begins
inline constexpr char kTurnEnd = '\x0B';  ///< and ends
inline constexpr char kLoopEnd = '\x0C';  ///< the loop ends
inline constexpr char kPicture = '\x0F';  ///< "number;": a picture of the cell (pictures.hpp)
inline constexpr char kHeader = '\x0E';   ///< the value that follows stands in a header or footer, where & is a sign

/// Values as the text of an Excel file: escaped; numbers and booleans keep their type where they stand alone;
/// characters that XML forbids are left out. One thread.
class CellLanding final : public Landing {
 public:
  /// Where pictures go, which outlives it; null where none can stand: in headers, comments, names.
  explicit CellLanding(Pictures* pictures = nullptr) : pictures_(pictures) {}

  void write(std::string_view text, std::string& out) const override;
  void value(const Value& value, std::string& out) const override;
  Result<std::string> inset(const Inset& inset) override;

 private:
  Pictures* pictures_;
};

}  // namespace kontor::docgen::excel
