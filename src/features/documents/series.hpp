#pragma once

#include "features/documents/document.hpp"

/// Series of numbers, and the register of the numbers that were taken from them. Names as in JSON and SQL.
namespace kontor::documents {

/// When a series begins again at 1.
enum class Reset { never, yearly, monthly };
BOOST_DESCRIBE_ENUM(Reset, never, yearly, monthly)

/// As it stands in the database, with what its next number depends on.
struct StoredSeries {
  Id<struct Series> id;
  Kind kind;
  std::string name;
  std::string pattern;
  Reset reset;
  bool is_default;
  Locale locale;      ///< of the organisation
  int last;           ///< taken in the period that lasts
  std::string today;  ///< 2026-11-23, on the organisation's calendar; never before the last number's
  Timestamp created_at;
  Timestamp updated_at;
};
KONTOR_DESCRIBE(StoredSeries, id, kind, name, pattern, reset, is_default, locale, last, today, created_at, updated_at)

/// As a client sees it. A document takes its number from the default series of its kind unless another is named.
struct Series {
  Id<Series> id;
  Kind kind;
  std::string name;
  std::string pattern;
  Reset reset;
  bool is_default;
  int next_seq;
  std::string next_number;  ///< what the next document would get today
  Timestamp created_at;
  Timestamp updated_at;
};
KONTOR_DESCRIBE(Series, id, kind, name, pattern, reset, is_default, next_seq, next_number, created_at, updated_at)

using SeriesName = Text<1, 100>;
using PatternText = Text<1, 60>;

/// Without `reset` the pattern tells: monthly with a month in it, yearly with a year, never without. `next_seq` goes on
/// from a numbering that was kept elsewhere.
struct CreateSeries {
  Kind kind;
  std::optional<SeriesName> name;
  PatternText pattern;
  std::optional<Reset> reset;
  std::optional<bool> is_default;
  std::optional<int> next_seq;
};
KONTOR_DESCRIBE(CreateSeries, kind, name, pattern, reset, is_default, next_seq)

/// What is absent stays; a changed pattern without `reset` is reset as it tells. The numbering goes on where it is.
/// `next_seq` only while the period has no number, or there would be a gap.
struct ChangeSeries {
  std::optional<SeriesName> name;
  std::optional<PatternText> pattern;
  std::optional<Reset> reset;
  std::optional<bool> is_default;
  std::optional<int> next_seq;
};
KONTOR_DESCRIBE(ChangeSeries, name, pattern, reset, is_default, next_seq)

/// A pattern that is being typed; with `series_id` its numbering goes on.
struct PreviewSeries {
  Kind kind;
  PatternText pattern;
  std::optional<Reset> reset;
  std::optional<int> next_seq;
  std::optional<Id<Series>> series_id;
};
KONTOR_DESCRIBE(PreviewSeries, kind, pattern, reset, next_seq, series_id)

struct SeriesPreview {
  std::string next_number;
  std::string following_number;
  Reset reset;
};
KONTOR_DESCRIBE(SeriesPreview, next_number, following_number, reset)

enum class NumberState { issued, voided };
BOOST_DESCRIBE_ENUM(NumberState, issued, voided)

/// An entry of the register. It stays for ever; what can still happen to it is that it becomes void.
struct RegisteredNumber {
  Id<RegisteredNumber> id;
  std::string number;
  std::string period;  ///< "2026", "2026-11", or empty for a series that never begins again
  int seq;
  NumberState state;
  Id<GeneratedDocument> document_id;
  std::string document_title;
  std::string issued_on;  ///< 2026-11-23
  Timestamp issued_at;
  Id<User> issued_by;
  std::string issued_by_name;
  std::optional<Timestamp> voided_at;
  std::optional<Id<User>> voided_by;
  std::optional<std::string> voided_by_name;
  std::optional<std::string> void_reason;
};
KONTOR_DESCRIBE(RegisteredNumber, id, number, period, seq, state, document_id, document_title, issued_on, issued_at,
                issued_by, issued_by_name, voided_at, voided_by, voided_by_name, void_reason)

struct ListNumbers {
  std::optional<int> limit;
  std::optional<Text<1, 200>> cursor;
  std::optional<NumberState> state;
};
KONTOR_DESCRIBE(ListNumbers, limit, cursor, state)

/// Without a series the default one of the document's kind.
struct IssueDocument {
  std::optional<Id<Series>> series_id;
};
KONTOR_DESCRIBE(IssueDocument, series_id)

struct VoidDocument {
  Text<1, 500> reason;
};
KONTOR_DESCRIBE(VoidDocument, reason)

/// A number as it is taken, on the day that the document bears.
struct TakenNumber {
  std::string period;
  int seq;
  std::string today;
};
KONTOR_DESCRIBE(TakenNumber, period, seq, today)

}  // namespace kontor::documents
