#include "docgen/requisites/digits.hpp"
#include "docgen/requisites/requisite.hpp"

namespace kontor::docgen {
namespace {

std::string shape(std::string_view text, std::string_view wanted) {
  if (!text.empty() && !all_digits(text)) return fmt::format("{} are needed, and nothing but digits", wanted);
  return fmt::format("{} are needed, it has {}", wanted, text.size());
}

std::string check_digit(std::string_view place) { return fmt::format("its check digit (the {}) does not fit", place); }

/// What is left of a long number divided by a small one.
int remainder(std::string_view digits, int divisor) {
  int rest = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) rest = (rest * 10 + digit_at(digits, i)) % divisor;
  return rest;
}

constexpr std::size_t kAccountDigits = 20;
constexpr std::size_t kBikDigits = 9;

}  // namespace

std::string inn_fault(std::string_view text) {
  static constexpr int kWeights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
  const std::string inn = compacted(text);
  if (!all_digits(inn) || (inn.size() != 10 && inn.size() != 12)) return shape(inn, "10 digits (of a person, 12)");
  if (inn.starts_with("00")) return "no region has the code 00";
  const auto fits = [&](std::size_t last) {
    const std::span weights = std::span(kWeights).subspan(11 - last);
    return weighted(std::string_view(inn).substr(0, last), weights) % 11 % 10 == digit_at(inn, last);
  };
  if (inn.size() == 10) return fits(9) ? "" : check_digit("10th");
  if (!fits(10)) return check_digit("11th");
  return fits(11) ? "" : check_digit("12th");
}

std::string kpp_fault(std::string_view text) {
  const std::string kpp = compacted(text);
  const auto reason = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
  if (kpp.size() != 9) return shape(kpp, "9 digits");
  const std::string_view all = kpp;
  if (!all_digits(all.substr(0, 4)) || !all_digits(all.substr(6)) || !reason(kpp[4]) || !reason(kpp[5]))
    return "9 digits are needed; only the 5th and the 6th may be large Latin letters";
  return kpp.starts_with("00") ? "no region has the code 00" : "";
}

std::string ogrn_fault(std::string_view text) {
  const std::string ogrn = compacted(text);
  if (!all_digits(ogrn) || (ogrn.size() != 13 && ogrn.size() != 15))
    return shape(ogrn, "13 digits (of an entrepreneur, 15)");
  const bool person = ogrn.size() == 15;
  const std::string_view first = std::string_view(ogrn).substr(0, ogrn.size() - 1);
  if (ogrn[0] == '0') return "it cannot begin with 0";
  if (remainder(first, person ? 13 : 11) % 10 == digit_at(ogrn, first.size())) return "";
  return check_digit(person ? "15th" : "13th");
}

std::string snils_fault(std::string_view text) {
  constexpr std::string_view kFirstChecked = "001001998";  // lower numbers were given out without check digits
  static constexpr int kWeights[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  const std::string snils = compacted(text);
  if (!all_digits(snils) || snils.size() != 11) return shape(snils, "11 digits");
  const std::string_view number = std::string_view(snils).substr(0, 9);
  if (number == "000000000") return "it cannot be zero";
  if (number <= kFirstChecked) return "";
  const int check = weighted(number, kWeights) % 101 % 100;
  return check == digit_at(snils, 9) * 10 + digit_at(snils, 10) ? ""
                                                                : "its last two digits, which check it, do not fit";
}

std::string bik_fault(std::string_view text) {
  const std::string bik = compacted(text);
  if (!all_digits(bik) || bik.size() != kBikDigits) return shape(bik, "9 digits");
  return bik[0] == '0' && bik[1] <= '4' ? "" : "a Russian bank's begins with 04, the Treasury's with 00, 01 or 02";
}

std::string account_fault(std::string_view text) {
  const std::string account = compacted(text);
  return all_digits(account) && account.size() == kAccountDigits ? "" : shape(account, "20 digits");
}

std::string account_fault(std::string_view account_text, std::string_view bik_text) {
  static constexpr int kWeights[] = {7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1};
  if (std::string fault = account_fault(account_text); !fault.empty()) return fault;
  if (std::string fault = bik_fault(bik_text); !fault.empty())
    return fmt::format("the BIK beside it is none: {}", fault);
  const std::string account = compacted(account_text);
  const std::string bik = compacted(bik_text);
  if (account.starts_with('0')) return "";
  // Accounts at the Bank of Russia itself carry the number of its office; all others, the last digits of the bank's
  // BIK.
  const std::string_view member = std::string_view(bik).substr(6);
  const bool at_central_bank =
      account.starts_with("301") || account.starts_with("401") || member == "000" || member == "001" || member == "002";
  const std::string key = (at_central_bank ? "0" + bik.substr(4, 2) : std::string(member)) + account;
  int sum = 0;
  for (std::size_t i = 0; i < key.size(); ++i) sum += digit_at(key, i) * kWeights[i] % 10;
  return sum % 10 == 0 ? "" : fmt::format("its check digit (the 9th) does not fit the BIK {}", bik);
}

}  // namespace kontor::docgen
