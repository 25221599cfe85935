#include "docgen/business/filters.hpp"
#include "docgen/requisites/requisite.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;
using Fault = std::string (*)(std::string_view);

constexpr Fault kAccountFault = account_fault;

/// The number as it is printed, when its digits fit; a document with a wrong one helps nobody.
template <Fault Of>
Result<Value> printed(Given call) {
  TRY(const std::string text, call.text());
  const auto kind = std::ranges::find(requisites(), Of, &RequisiteKind::fault);
  if (const std::string fault = Of(text); !fault.empty())
    return call.error(fmt::format("\"{}\" is not {}: {}", text, kind->title, fault));
  return Value(kind->printed(text));
}

Result<Value> account(Given call) {
  TRY(const std::string text, call.text());
  if (call.has(0))
    if (const std::string fault = account_fault(text, call.arguments[0].str()); !fault.empty())
      return call.error(fmt::format("\"{}\" is not an account of that bank: {}", text, fault));
  return printed<kAccountFault>(call);
}

template <Fault Of>
Result<bool> is_good(Given call) {
  TRY(const std::string text, call.text());
  return Of(text).empty();
}

Result<bool> is_account(Given call) {
  TRY(const std::string text, call.text());
  return account_fault(text, call.arguments[0].str()).empty();
}

template <Fault Of>
constexpr Filter filter(std::string_view name, std::string_view format) {
  return {name, name, Takes::text, 0, {}, printed<Of>, Takes::anything, format};
}

constexpr Filter kFilters[] = {
    filter<inn_fault>("inn", "inn"),
    filter<kpp_fault>("kpp", "kpp"),
    filter<ogrn_fault>("ogrn", "ogrn"),
    filter<snils_fault>("snils", "snils"),
    filter<bik_fault>("bik", "bik"),
    {"account", "account or account(bik)", Takes::text, 0, {"bik"}, account, Takes::text, "account"},
    filter<iban_fault>("iban", "iban"),
    filter<vat_fault>("vat_id", "vat"),
    filter<bic_fault>("bic", "bic"),
};

constexpr Test kTests[] = {
    {"inn", 0, false, is_good<inn_fault>},   {"kpp", 0, false, is_good<kpp_fault>},
    {"ogrn", 0, false, is_good<ogrn_fault>}, {"snils", 0, false, is_good<snils_fault>},
    {"bik", 0, false, is_good<bik_fault>},   {"account_at", 1, false, is_account},
    {"iban", 0, false, is_good<iban_fault>}, {"vat_id", 0, false, is_good<vat_fault>},
    {"bic", 0, false, is_good<bic_fault>},
};

}  // namespace

std::span<const Filter> requisite_filters() { return kFilters; }
std::span<const Test> business_tests() { return kTests; }

}  // namespace kontor::docgen
