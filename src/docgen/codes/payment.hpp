#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/result.hpp"

/// The texts that payment codes hold. Both are strict: what a bank's program would refuse is refused here, with the
/// field's name, all bad fields at once.
namespace kontor::docgen {

/// PaymentValues by name, as a person gives them: {"account", "40702810…"}. Empty values count as absent.
using PaymentValues = std::vector<std::pair<std::string, std::string>>;

enum class PaymentScheme {
  st00012,  ///< Russia, ГОСТ Р 56042-2014 in UTF-8
  epc,      ///< SEPA credit transfer, EPC069-12 version 002 in UTF-8
};

/// One requisite that a scheme knows.
struct PaymentField {
  enum class Shape {
    text,    ///< up to `most` characters on one line
    digits,  ///< `least` or `most` of them
    code,    ///< capital letters and digits, `least` or `most` of them
    iban,
  };
  std::string_view tag;                 ///< its name in the standard: "PersonalAcc"
  std::vector<std::string_view> names;  ///< the names it may be given by; the first stands in forms and messages
  bool required = false;
  Shape shape = Shape::text;
  std::size_t least = 0;
  std::size_t most = 0;
  bool usual = false;  ///< not required, but on every invoice: forms ask for it

  bool is_called(std::string_view name) const;  ///< by one of the names or by the tag
};
/// In the order in which they stand in the code.
const std::vector<PaymentField>& payment_fields(PaymentScheme scheme);

/// The text for the code. `sum` is in roubles or euros; absent leaves the amount to the payer. Errors are in `fields`,
/// by the names under which the requisites were given.
Result<std::string> payment_text(PaymentScheme scheme, const PaymentValues& requisites, std::optional<Decimal> sum);

}  // namespace kontor::docgen
