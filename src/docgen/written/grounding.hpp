#pragma once

#include <boost/json/fwd.hpp>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"

/// Whether a text that a language model wrote says only what it was given. Pure; any thread; microseconds for a page.
namespace kontor::docgen {

/// What a written passage may say: the fields of the document and the words of the template's author.
class Facts {
 public:
  /// `currency` is that of amounts beside which none is said.
  explicit Facts(Currency currency);
  ~Facts();
  Facts(Facts&&) noexcept;
  Facts& operator=(Facts&&) noexcept;

  /// Every value of a payload. A field's name tells what its number counts where the value does not:
  /// "discount_percent", "price", "quantity" with the "unit" beside it. The length of a list is a number of pieces.
  void add_fields(const boost::json::value& payload);
  /// A text with all that it says: an instruction, a hint.
  void add_text(std::string_view text);

  struct Known;  ///< facts.hpp

 private:
  friend class Grounding;
  std::unique_ptr<Known> known_;
};

/// Why a passage is refused, in a person's words.
struct Objection {
  std::string piece;   ///< as it stands in the passage; empty when the passage as a whole is meant
  std::string place;   ///< "sentence 2"; empty with `piece`
  std::string reason;  ///< "this amount is not in the fields"

  bool operator==(const Objection&) const = default;
};

/// `"25 000 ₽" (sentence 2): this amount is not in the fields`
std::string describe(const Objection& objection);

/// Everything that speaks against the passage: that it is empty, that it has more than `max_words` words, and each
/// figure, amount, percentage, date, time, phone, e-mail or web address and each name in it that the facts do not hold.
/// Values count, not spellings: «двадцать тысяч рублей» is 20000.00, "November 23, 2026" is 2026-11-23, three weeks are
/// 21 days, «Ивановым Иваном» is «Иванов Иван». What the check cannot tell from an ordinary word passes: one name alone
/// at the start of a sentence.
std::vector<Objection> objections(std::string_view passage, const Facts& facts, std::optional<int> max_words = {});

/// Words as a person counts them: runs without white space that hold a letter or a digit.
int count_words(std::string_view text);

}  // namespace kontor::docgen
