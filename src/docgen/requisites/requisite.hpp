#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen {

/// A number that an office gives out. Spaces and hyphens in it do not count; Latin letters may be small.
/// `fault` says in a person's words what is wrong, such as "its check digit (the 10th) does not fit"; empty for a good
/// one. `printed` is the number as it is written on paper; of a bad one, the text as it was given.
struct RequisiteKind {
  std::string_view format;  ///< the schema's format and the name of the test: "inn"
  std::string_view title;   ///< with its article: "an INN"
  std::string (*fault)(std::string_view text);
  std::string (*printed)(std::string_view text);
};

/// inn, kpp, ogrn (also of entrepreneurs), snils, bik, account, iban, vat, bic.
std::span<const RequisiteKind> requisites();
/// Null when there is none of that name.
const RequisiteKind* find_requisite(std::string_view format);

// Russia.
std::string inn_fault(std::string_view text);      ///< ИНН of 10 or 12 digits
std::string kpp_fault(std::string_view text);      ///< КПП; it has no check digit
std::string ogrn_fault(std::string_view text);     ///< ОГРН of 13 or ОГРНИП of 15 digits
std::string snils_fault(std::string_view text);    ///< СНИЛС
std::string bik_fault(std::string_view text);      ///< БИК; it has no check digit
std::string account_fault(std::string_view text);  ///< a Russian account: 20 digits
/// The account's check digit depends on the bank, of which its БИК speaks. For settlement and correspondent accounts;
/// accounts of the Treasury (their numbers begin with 0) have no digit that could be checked so.
std::string account_fault(std::string_view account, std::string_view bik);

// Banks everywhere.
std::string iban_fault(std::string_view text);  ///< the length of its country, and the check digits
std::string bic_fault(std::string_view text);   ///< SWIFT: its shape

/// An EU VAT id (also GB, XI for Northern Ireland, and EL or GR for Greece): the shape of its country and its check
/// digits where the algorithm is public. It does not say that the id was ever given out: VIES does.
std::string vat_fault(std::string_view text);

}  // namespace kontor::docgen
