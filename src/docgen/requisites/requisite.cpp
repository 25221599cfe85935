#include "docgen/requisites/requisite.hpp"

#include "docgen/requisites/digits.hpp"

namespace kontor::docgen {
namespace {

std::string plain(std::string_view text) { return compacted(text); }

/// 112-233-445 95
std::string printed_snils(std::string_view text) {
  if (!snils_fault(text).empty()) return std::string(text);
  const std::string snils = compacted(text);
  return fmt::format("{}-{}-{}\u00A0{}", snils.substr(0, 3), snils.substr(3, 3), snils.substr(6, 3), snils.substr(9));
}

/// Groups of four.
std::string printed_iban(std::string_view text) {
  if (!iban_fault(text).empty()) return std::string(text);
  const std::string iban = compacted(text);
  std::string out;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += "\u00A0";
    out += iban[i];
  }
  return out;
}

std::string printed_vat(std::string_view text) { return compacted(text, "./:"); }

template <std::string (*Fault)(std::string_view), std::string (*Printed)(std::string_view)>
std::string if_good(std::string_view text) {
  return Fault(text).empty() ? Printed(text) : std::string(text);
}

constexpr RequisiteKind kRequisites[] = {
    {"inn", "an INN", inn_fault, if_good<inn_fault, plain>},
    {"kpp", "a KPP", kpp_fault, if_good<kpp_fault, plain>},
    {"ogrn", "an OGRN", ogrn_fault, if_good<ogrn_fault, plain>},
    {"snils", "a SNILS", snils_fault, printed_snils},
    {"bik", "a BIK", bik_fault, if_good<bik_fault, plain>},
    {"account", "a Russian account", account_fault, if_good<account_fault, plain>},
    {"iban", "an IBAN", iban_fault, printed_iban},
    {"vat", "an EU VAT id", vat_fault, if_good<vat_fault, printed_vat>},
    {"bic", "a BIC", bic_fault, if_good<bic_fault, plain>},
};

}  // namespace

std::span<const RequisiteKind> requisites() { return kRequisites; }

const RequisiteKind* find_requisite(std::string_view format) {
  const RequisiteKind* found = std::ranges::find(kRequisites, format, &RequisiteKind::format);
  return found == std::end(kRequisites) ? nullptr : found;
}

}  // namespace kontor::docgen
