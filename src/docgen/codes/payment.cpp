#include "docgen/codes/payment.hpp"

#include "base/text.hpp"
#include "docgen/requisites/requisite.hpp"

namespace kontor::docgen {
namespace {

using Shape = PaymentField::Shape;

/// ГОСТ Р 56042-2014, tables 1 to 3: the block that every code has, then those that it may have. The name that stands
/// in forms comes first. The sum is not among them: it is a number, not a text.
const std::vector<PaymentField>& russian() {
  static const std::vector<PaymentField> list = {
      {"Name", {"name", "payee"}, true, Shape::text, 1, 160},
      {"PersonalAcc", {"account", "personal_account"}, true, Shape::digits, 20, 20},
      {"BankName", {"bank", "bank_name"}, true, Shape::text, 1, 45},
      {"BIC", {"bik", "bic"}, true, Shape::digits, 9, 9},
      {"CorrespAcc", {"correspondent_account", "corr_account"}, true, Shape::digits, 1, 20},
      {"Purpose", {"purpose"}, false, Shape::text, 1, 210},
      {"PayeeINN", {"inn"}, false, Shape::digits, 10, 12, true},
      {"KPP", {"kpp"}, false, Shape::digits, 9, 9, true},
      {"PayerINN", {"payer_inn"}, false, Shape::digits, 10, 12},
      {"DrawerStatus", {"drawer_status"}, false, Shape::text, 1, 2},
      {"CBC", {"kbk"}, false, Shape::digits, 20, 20},
      {"OKTMO", {"oktmo"}, false, Shape::digits, 8, 11},
      {"PaytReason", {"payment_reason"}, false, Shape::text, 1, 2},
      {"TaxPeriod", {"tax_period"}, false, Shape::text, 1, 10},
      {"DocNo", {"document_number"}, false, Shape::text, 1, 15},
      {"DocDate", {"document_date"}, false, Shape::text, 1, 10},
      {"LastName", {"last_name"}, false, Shape::text, 1, 100},
      {"FirstName", {"first_name"}, false, Shape::text, 1, 100},
      {"MiddleName", {"middle_name"}, false, Shape::text, 1, 100},
      {"PayerAddress", {"payer_address"}, false, Shape::text, 1, 250},
      {"Contract", {"contract"}, false, Shape::text, 1, 100},
      {"PersAcc", {"client_account"}, false, Shape::text, 1, 100},
      {"Phone", {"phone_of_payer"}, false, Shape::text, 1, 20},
      {"PaymPeriod", {"payment_period"}, false, Shape::text, 1, 20},
      {"ServiceName", {"service_name"}, false, Shape::text, 1, 100},
      {"UIN", {"uin"}, false, Shape::text, 1, 25},
  };
  return list;
}

/// EPC069-12, in the order of its lines.
const std::vector<PaymentField>& european() {
  static const std::vector<PaymentField> list = {
      {"BIC", {"bic"}, false, Shape::code, 8, 11, true},
      {"Name", {"name", "payee"}, true, Shape::text, 1, 70},
      {"IBAN", {"iban"}, true, Shape::iban, 15, 34},
      {"PurposeCode", {"purpose_code"}, false, Shape::code, 4, 4},
      {"Reference", {"reference"}, false, Shape::text, 1, 35},
      {"Remittance", {"purpose", "remittance"}, false, Shape::text, 1, 140},
      {"Information", {"information"}, false, Shape::text, 1, 70},
  };
  return list;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Account numbers are often written in groups.
std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') continue;
    if (text.substr(i).starts_with("\u00A0"))
      ++i;
    else
      out += text[i];
  }
  return out;
}

std::string counted(const PaymentField& requisite, std::string_view unit) {
  return requisite.least == requisite.most ? fmt::format("{} {}", requisite.most, unit)
                                           : fmt::format("{} or {} {}", requisite.least, requisite.most, unit);
}

/// What is wrong with a value; empty when nothing is.
std::string complaint(const PaymentField& requisite, std::string_view value) {
  const bool fits = value.size() == requisite.least || value.size() == requisite.most;
  switch (requisite.shape) {
    case Shape::digits:
      if (fits && std::ranges::all_of(value, is_digit)) return "";
      return fmt::format("\"{}\" must be {}", value, counted(requisite, "digits"));
    case Shape::code:
      if (fits && std::ranges::all_of(value, [](char c) { return is_digit(c) || is_capital(c); })) return "";
      return fmt::format("\"{}\" must be {}", value, counted(requisite, "capital letters and digits"));
    case Shape::iban:
      if (const std::string fault = iban_fault(value); !fault.empty())
        return fmt::format("\"{}\" is not an IBAN: {}", value, fault);
      return "";
    case Shape::text:
      break;
  }
  if (length(value) > requisite.most)
    return fmt::format("may have at most {} characters, has {}", requisite.most, length(value));
  return "";
}

/// The values by requisite, in the scheme's order; absent ones are empty.
class Collected {
 public:
  Collected(PaymentScheme scheme, const PaymentValues& given)
      : list_(payment_fields(scheme)), values_(list_.size()), given_names_(list_.size()) {
    for (std::size_t i = 0; i < list_.size(); ++i) collect(i, given);
  }

  const std::string& operator[](std::string_view tag) const { return values_[index(tag)]; }

  std::vector<FieldError> errors;

  /// An error of that requisite, by the name under which it was given.
  void add(std::string_view tag, std::string message) {
    errors.push_back({given_names_[index(tag)], std::move(message)});
  }
  bool is_bad(std::string_view tag) const {
    return std::ranges::find(errors, given_names_[index(tag)], &FieldError::location) != errors.end();
  }

 private:
  std::size_t index(std::string_view tag) const {
    return static_cast<std::size_t>(std::ranges::find(list_, tag, &PaymentField::tag) - list_.begin());
  }

  void collect(std::size_t i, const PaymentValues& given) {
    const PaymentField& requisite = list_[i];
    given_names_[i] = requisite.names[0];
    const auto found = std::ranges::find_if(
        given, [&](const auto& each) { return requisite.is_called(each.first) && !trimmed(each.second).empty(); });
    if (found == given.end()) {
      if (requisite.required)
        errors.push_back({std::string(requisite.names[0]), "is missing, and no payment works without it"});
      return;
    }
    given_names_[i] = found->first;
    std::string value(trimmed(found->second));
    if (requisite.shape != Shape::text) value = without_spaces(value);
    std::ranges::replace(value, '\n', ' ');
    std::ranges::replace(value, '\t', ' ');
    std::string wrong = complaint(requisite, value);
    if (wrong.empty() && std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) < ' '; }))
      wrong = "has a character that cannot be printed";
    if (!wrong.empty()) errors.push_back({found->first, std::move(wrong)});
    values_[i] = std::move(value);
  }

  const std::vector<PaymentField>& list_;
  std::vector<std::string> values_;
  std::vector<std::string> given_names_;
};

/// What a bank's program looks at first: the check digits of the accounts, which depend on the bank.
void hold_against_bik(Collected& values) {
  constexpr std::size_t kDigits = 20;
  const std::string& bik = values["BIC"];
  if (values.is_bad("BIC") || bik.empty()) return;
  if (const std::string fault = bik_fault(bik); !fault.empty())
    return values.add("BIC", fmt::format("\"{}\" is not a BIK: {}", bik, fault));
  for (const std::string_view tag : {"PersonalAcc", "CorrespAcc"}) {
    const std::string& account = values[tag];  // "0" for a bank without a correspondent account
    if (values.is_bad(tag) || account.size() != kDigits) continue;
    if (const std::string fault = account_fault(account, bik); !fault.empty())
      values.add(tag, fmt::format("\"{}\" is not an account of that bank: {}", account, fault));
  }
}

Result<std::string> st00012(const PaymentValues& given, std::optional<Decimal> sum) {
  constexpr std::int64_t kMostKopecks = 999'999'999'999'999'999;  // 18 digits
  Collected values(PaymentScheme::st00012, given);
  hold_against_bik(values);
  std::string out = "ST00012";
  const auto put = [&](std::string_view tag, std::string_view value) {
    if (value.empty()) return;
    if (value.find('|') != std::string_view::npos)
      values.errors.push_back({std::string(tag), "may not hold the sign |, which parts the fields of the code"});
    out += fmt::format("|{}={}", tag, value);
  };
  for (const PaymentField& requisite : russian()) {
    if (requisite.tag == "Purpose" && sum) {  // the sum stands before it, as banks print it
      const auto kopecks = sum->minor(2);
      if (!kopecks || *kopecks <= 0 || *kopecks > kMostKopecks)
        values.errors.push_back({"sum", fmt::format("{} is not an amount in whole kopecks above 0", sum->str())});
      else
        put("Sum", std::to_string(*kopecks));
    }
    put(requisite.tag, values[requisite.tag]);
  }
  if (!values.errors.empty()) return fail(Error::invalid(std::move(values.errors)));
  return out;
}

Result<std::string> epc(const PaymentValues& given, std::optional<Decimal> sum) {
  constexpr std::int64_t kMostCents = 99'999'999'999;  // EUR 999,999,999.99
  constexpr std::size_t kMostBytes = 331;              // version 13 at level M, the largest that is allowed
  Collected values(PaymentScheme::epc, given);
  if (!values["Reference"].empty() && !values["Remittance"].empty())
    values.errors.push_back({"reference", "and a purpose cannot both be given: the code holds one of them"});
  std::string amount;
  if (sum) {
    const auto cents = sum->minor(2);
    if (!cents || *cents < 1 || *cents > kMostCents)
      values.errors.push_back({"sum", fmt::format("{} is not an amount from 0.01 to 999999999.99 euros", sum->str())});
    else
      amount = fmt::format("EUR{}.{:02}", *cents / 100, *cents % 100);
  }
  std::string out =
      fmt::format("BCD\n002\n1\nSCT\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", values["BIC"], values["Name"], values["IBAN"],
                  amount, values["PurposeCode"], values["Reference"], values["Remittance"], values["Information"]);
  while (out.ends_with('\n')) out.pop_back();  // nothing stands behind the last field
  if (values.errors.empty() && out.size() > kMostBytes)
    values.errors.push_back(
        {"purpose", fmt::format("makes the code too long: {} bytes of {}", out.size(), kMostBytes)});
  if (!values.errors.empty()) return fail(Error::invalid(std::move(values.errors)));
  return out;
}

}  // namespace

bool PaymentField::is_called(std::string_view name) const {
  return name == tag || std::ranges::find(names, name) != names.end();
}

const std::vector<PaymentField>& payment_fields(PaymentScheme scheme) {
  return scheme == PaymentScheme::st00012 ? russian() : european();
}

Result<std::string> payment_text(PaymentScheme scheme, const PaymentValues& requisites, std::optional<Decimal> sum) {
  return scheme == PaymentScheme::st00012 ? st00012(requisites, sum) : epc(requisites, sum);
}

}  // namespace kontor::docgen
