#include "connectors/composer/fields.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "base/text.hpp"

namespace kontor::connectors {
namespace json = boost::json;
namespace {

constexpr std::size_t kMaxPhrase = 240;  // bytes of a field that is woven into a sentence; longer ones are texts

/// On one line, without the full stop that our own sentence brings.
std::optional<std::string> phrase(std::string_view raw) {
  std::string text(trimmed(raw));
  while (text.ends_with('.') || text.ends_with(';')) text.pop_back();
  if (text.empty() || text.size() > kMaxPhrase || text.find_first_of("\r\n") != text.npos) return std::nullopt;
  return text;
}

std::optional<Decimal> number_in(const json::value& value) {
  if (value.is_int64()) return Decimal(value.get_int64());
  if (value.is_double()) return Decimal::from_double(value.get_double());
  if (value.is_string()) return Decimal::parse_typed(value.get_string());
  return std::nullopt;
}

std::optional<std::string> member_text(const json::object& object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const json::value* value = object.if_contains(name); value && value->is_string())
      if (auto text = phrase(value->get_string())) return text;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> spelled_date(std::string_view iso, Locale locale) {
  static constexpr std::array kRu{"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                                  "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
  static constexpr std::array kEn{"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto read = [&](std::size_t at, std::size_t size, auto& out) {
    const auto [end, error] = std::from_chars(iso.data() + at, iso.data() + at + size, out);
    return error == std::errc() && end == iso.data() + at + size;
  };
  if (!read(0, 4, year) || !read(5, 2, month) || !read(8, 2, day)) return std::nullopt;
  using std::chrono::year_month_day;
  if (!year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok())
    return std::nullopt;
  return locale == Locale::ru ? fmt::format("{}\u00A0{} {}\u00A0г.", day, kRu[month - 1], year)
                              : fmt::format("{}\u00A0{} {}", day, kEn[month - 1], year);
}

Fields::Fields(json::object facts, Locale locale, Currency currency)
    : facts_(std::move(facts)), locale_(locale), currency_(currency) {
  if (const auto code = text({"currency"}))
    if (const auto known = Currency::parse(*code)) currency_ = *known;
}

std::optional<std::string> Fields::client() const {
  return text({"client.name", "client.company", "client.title", "client", "customer.name", "customer.company",
               "customer", "buyer.name", "buyer", "payer.name", "payer", "recipient.name", "recipient", "client_name",
               "customer_name"});
}

std::optional<std::string> Fields::subject() const {
  return text({"subject", "project.name", "project", "project_name", "object", "topic"});
}

std::vector<std::string> Fields::items(bool with_quantity) const {
  std::vector<std::string> out;
  for (Item& each : list())
    out.push_back(with_quantity && !each.quantity.empty() ? fmt::format("{} ({})", each.name, each.quantity)
                                                          : std::move(each.name));
  return out;
}

std::optional<Fields::Item> Fields::item(std::string_view name) const {
  for (Item& each : list())
    if (each.name == phrase(name)) return std::move(each);
  return std::nullopt;
}

std::vector<Fields::Item> Fields::list() const {
  const json::array* entries = nullptr;
  for (const std::string_view path : {"items", "services", "lines", "products", "works", "positions", "goods"})
    if (const json::value* value = find(path); value && !entries) entries = value->if_array();
  std::vector<Item> out;
  if (!entries) return out;
  for (const json::value& entry : *entries) {
    if (entry.is_string()) {
      if (auto name = phrase(entry.get_string())) out.push_back({.name = std::move(*name)});
      continue;
    }
    const json::object* item = entry.if_object();
    if (!item) continue;
    auto name = member_text(*item, {"name", "title", "service", "description", "product"});
    if (!name) continue;
    Item found{.name = std::move(*name), .note = member_text(*item, {"note", "comment", "details"}).value_or("")};
    const json::value* count = item->if_contains("quantity");
    const auto quantity = count ? number_in(*count) : std::nullopt;
    const json::value* unit = item->if_contains("unit");
    const std::string unit_text = unit && unit->is_string() ? std::string(trimmed(unit->get_string())) : std::string{};
    if (quantity && !unit_text.empty())
      found.quantity = fmt::format("{}\u00A0{}", format(quantity->normalized(), locale_), unit_text);
    out.push_back(std::move(found));
  }
  return out;
}

std::optional<std::string> Fields::total() const {
  return amount(
      {"total", "totals.total", "totals.grand_total", "grand_total", "total_amount", "amount_due", "amount", "price"});
}

std::optional<std::string> Fields::payment() const {
  return text({"payment_terms", "payment.terms", "payment", "terms.payment"});
}

std::optional<std::string> Fields::wish() const { return text({"wishes", "wish", "requirements", "request"}); }

std::optional<std::string> Fields::history() const {
  const json::value* value = find("history");
  if (!value || !value->is_string()) return std::nullopt;
  std::string text(trimmed(value->get_string()));
  std::ranges::replace_if(text, [](char c) { return c == '\r' || c == '\n'; }, ' ');
  while (text.ends_with('.') || text.ends_with(' ')) text.pop_back();
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> Fields::job() const { return text({"job", "position", "job_title"}); }

std::optional<std::string> Fields::department() const { return text({"department", "team"}); }

std::optional<Fields::When> Fields::valid_until() const {
  return when({"valid_until", "valid_to", "validity", "expires"});
}

std::optional<Fields::When> Fields::deadline() const {
  return when({"deadline", "delivery_time", "delivery_date", "delivery", "term", "duration"});
}

std::optional<Fields::When> Fields::payment_due() const {
  return when({"due_date", "due", "pay_by", "payment_due", "payment_due_date"});
}

std::optional<Fields::When> Fields::start() const { return when({"start_date", "starts_on", "start", "period_start"}); }

std::optional<Fields::When> Fields::end() const { return when({"end_date", "ends_on", "end", "period_end"}); }

const json::value* Fields::find(std::string_view path) const {
  const json::object* at = &facts_;
  for (;;) {
    const auto dot = path.find('.');
    const json::value* value = at->if_contains(path.substr(0, dot));
    if (!value || dot == path.npos) return value;
    at = value->if_object();
    if (!at) return nullptr;
    path.remove_prefix(dot + 1);
  }
}

std::optional<std::string> Fields::text(Paths paths) const {
  for (const std::string_view path : paths)
    if (const json::value* value = find(path); value && value->is_string())
      if (auto found = phrase(value->get_string())) return found;
  return std::nullopt;
}

std::optional<std::string> Fields::amount(Paths paths) const {
  for (const std::string_view path : paths) {
    const json::value* value = find(path);
    if (!value) continue;
    if (const auto number = number_in(*value)) {
      if (const auto money = Money::round(*number, currency_)) return format(*money, locale_);
    } else if (value->is_string()) {
      if (auto written = phrase(value->get_string())) return written;  // "4,200.00 EUR": as it is
    }
  }
  return std::nullopt;
}

std::optional<Fields::When> Fields::when(Paths paths) const {
  for (const std::string_view path : paths) {
    const auto found = text({path});
    if (!found) continue;
    if (const auto date = spelled_date(*found, locale_)) return When{*date, true};
    return When{*found, false};
  }
  return std::nullopt;
}

}  // namespace kontor::connectors
