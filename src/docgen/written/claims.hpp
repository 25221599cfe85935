#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "docgen/written/tokens.hpp"

namespace kontor::docgen::written {

/// What a number counts, as far as the words beside it say.
struct Unit {
  enum class Kind {
    unknown,  ///< nothing is said
    count,    ///< pieces: neither money nor per cent
    percent,
    money,
    minutes,  ///< time that is so many minutes: hours, days, weeks
    months,   ///< time that is so many months: quarters, years
  };
  Kind kind = Kind::unknown;
  std::int64_t factor = 1;    ///< of minutes and months: a week is 10,080 minutes
  std::string currency = {};  ///< of money: "RUB"; "$" for any dollar; "" when none is said
};

/// A day of the calendar, or a part of one: 0 for what is not said.
struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
  bool operator==(const Day&) const = default;
};

/// A piece of a text that has to stand on the fields.
struct Claim {
  enum class Kind { email, url, phone, day, time, weekday, number, vague, name };
  Kind kind = Kind::number;
  std::size_t at = 0;  ///< bytes in the text
  std::size_t size = 0;
  std::string key = {};              ///< e-mail, address, digits of a phone, "18:30", the weekday 0–6, a name's word
  std::vector<Decimal> values = {};  ///< of a number: its readings, any of which may be meant («1,234»)
  std::vector<Decimal> apart = {};   ///< «5 200» read as two numbers
  Unit unit = {};
  std::vector<Day> days = {};  ///< readings of a date («03/04/2026»)
  bool ordinal = false;
  bool weak = false;  ///< a name at the start of a sentence: a claim only together with the one behind it

  std::size_t end() const { return at + size; }
};

/// Reads the claims of one text. What one kind has taken, the next does not see.
class Reading {
 public:
  explicit Reading(std::string_view text);

  std::vector<Claim> claims = {};  ///< names only after read_names()
  std::vector<Token> tokens = {};
  /// Runs without white space that mix digits with anything else, in small letters: "кп-17", "9001:2015", "3.2.1".
  std::vector<std::string> codes = {};

  /// The capitalised words that look like names; `text` only, fields need no names of their own.
  void read_names();
  /// Whether a sentence, an item of a list or a line begins with that token.
  bool starts_sentence(std::size_t i) const;
  /// The run of the above that holds those bytes, as it stands in the text; empty when there is none.
  std::string_view code_around(std::size_t at, std::size_t end) const;
  bool is_taken(std::size_t i) const { return taken_[i]; }

 private:
  friend class Calendar;
  friend class Amounts;

  void read_addresses();
  void read_phones();
  bool is_free(std::size_t first, std::size_t last) const;  ///< nobody took tokens first … last - 1
  void take(Claim claim, std::size_t first, std::size_t last);

  std::string_view text_;
  std::vector<bool> taken_;
  std::vector<std::string_view> runs_;  ///< without white space and without marks at their ends
};

/// Dates, months, times and weekdays, and words such as "tomorrow".
class Calendar {
 public:
  explicit Calendar(Reading& reading) : in_(reading), tokens_(reading.tokens) {}
  void read();

 private:
  bool numeric(std::size_t i);
  bool iso(std::size_t i);
  bool dotted(std::size_t i);
  bool time(std::size_t i);
  bool named_month(std::size_t i);
  bool weekday(std::size_t i);
  bool relative(std::size_t i);
  int small_number(std::size_t i, std::size_t most_digits) const;
  int month_at(std::size_t i, bool beside_number) const;
  /// The day of the month that ends before `end`; sets `first` to where it begins.
  int day_before(std::size_t end, std::size_t& first) const;
  /// Whatever stands before a day or a number of it and makes a range: «с 1 по», "1–".
  void range_before(std::size_t first, const Day& upper);
  std::size_t skip_year_word(std::size_t i) const;
  int year_at(std::size_t i) const;
  void take(std::vector<Day> days, std::size_t first, std::size_t last);

  Reading& in_;
  const std::vector<Token>& tokens_;
};

/// Numbers in digits and in words, with what they count.
class Amounts {
 public:
  explicit Amounts(Reading& reading) : in_(reading), tokens_(reading.tokens) {}
  void read();

 private:
  struct Literal {
    std::vector<Decimal> values;
    std::vector<Decimal> apart;
    std::size_t next = 0;
    bool ordinal = false;
  };
  bool digits(std::size_t i);
  bool words(std::size_t i);
  bool compound(std::size_t i);
  bool half(std::size_t i);
  bool alone(std::size_t i);
  Literal literal_at(std::size_t i) const;
  std::size_t ordinal_ending(std::size_t i) const;
  std::size_t scaled(std::size_t i, Literal& literal) const;
  /// The unit that begins at tokens[i]; `next` behind it, or `i` when there is none.
  Unit unit_at(std::size_t i, std::size_t& next) const;
  Unit currency_before(std::size_t i, std::size_t& first) const;
  bool counts_things(std::size_t first, std::size_t last, const Decimal& value) const;
  bool part_at(std::size_t i, std::vector<Decimal>& values, std::size_t& next) const;
  void finish(std::size_t i, Literal literal, bool alone_is_nothing);

  Reading& in_;
  const std::vector<Token>& tokens_;
};

}  // namespace kontor::docgen::written
