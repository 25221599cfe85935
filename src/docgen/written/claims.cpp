#include "docgen/written/claims.hpp"

#include "base/text.hpp"
#include "docgen/written/inflection.hpp"

namespace kontor::docgen::written {
namespace {

using namespace std::string_view_literals;

/// Endings of the addresses that are written without "https://". Longer lists make file names into addresses.
constexpr std::string_view kDomains[] = {
    "com",    "net",   "org",     "info",  "biz",  "ru",    "рф",     "su",     "by",   "kz",   "ua",     "uz",
    "kg",     "am",    "ge",      "az",    "io",   "ai",    "app",    "dev",    "co",   "uk",   "us",     "ca",
    "au",     "nz",    "eu",      "de",    "fr",   "it",    "es",     "pl",     "cz",   "ch",   "at",     "nl",
    "be",     "se",    "no",      "fi",    "dk",   "ie",    "in",     "cn",     "jp",   "kr",   "tr",     "il",
    "br",     "pro",   "me",      "tv",    "shop", "store", "online", "site",   "tech", "club", "agency", "company",
    "studio", "cloud", "digital", "group", "gov",  "edu",   "онлайн", "москва", "сайт"};

std::string_view without_marks(std::string_view run) {
  static constexpr std::array kFront{"("sv, "["sv, "<"sv, "«"sv, "\""sv, "“"sv, "'"sv, "„"sv, "—"sv, "‘"sv};
  static constexpr std::array kBack{"."sv, ","sv, ";"sv,  ":"sv, "!"sv, "?"sv, ")"sv, "]"sv,
                                    ">"sv, "»"sv, "\""sv, "”"sv, "'"sv, "…"sv, "’"sv};
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto mark : kFront)
      if (run.starts_with(mark)) run.remove_prefix(mark.size()), changed = true;
    for (const auto mark : kBack)
      if (run.ends_with(mark)) run.remove_suffix(mark.size()), changed = true;
  }
  return run;
}

/// "кп-17", "3.2.1", "20%": digits and something else in one run.
bool is_code(std::string_view run) {
  constexpr std::string_view kDigits = "0123456789";
  return run.find_first_of(kDigits) != run.npos && run.find_first_not_of(kDigits) != run.npos;
}

bool is_email(std::string_view run) {
  const std::size_t at = run.find('@');
  return at != run.npos && at > 0 && run.find('@', at + 1) == run.npos && run.find('.', at) != run.npos;
}

bool is_domain(std::string_view host) {
  if (const std::size_t port = host.find(':'); port != host.npos) host = host.substr(0, port);
  const std::size_t dot = host.rfind('.');
  if (dot == host.npos || dot < 2 || host.find("..") != host.npos) return false;
  if (std::ranges::any_of(host, [](char c) { return std::string_view("()«»,;!?/\\\"").contains(c); })) return false;
  return std::ranges::find(kDomains, host.substr(dot + 1)) != std::end(kDomains);
}

bool is_url(std::string_view run) {
  return run.contains("://") || run.starts_with("www.") || is_domain(run.substr(0, run.find_first_of("/?#")));
}

std::string plain_url(std::string_view run) {
  std::string out = lowercase(run);
  if (const std::size_t at = out.find("://"); at != out.npos) out.erase(0, at + 3);
  if (out.starts_with("mailto:")) out.erase(0, 7);
  if (out.starts_with("www.")) out.erase(0, 4);
  while (out.ends_with('/')) out.pop_back();
  return out;
}

bool is_space(std::string_view text, std::size_t at, std::size_t& size) {
  for (const auto space : {" "sv, "\n"sv, "\r"sv, "\t"sv, "\u00A0"sv, "\u202F"sv, "\u2009"sv})
    if (text.substr(at).starts_with(space)) return size = space.size(), true;
  return false;
}

}  // namespace

Reading::Reading(std::string_view text) : tokens(tokens_of(text)), text_(text), taken_(tokens.size()) {
  for (std::size_t at = 0, size = 0; at < text.size();) {
    if (is_space(text, at, size)) {
      at += size;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_space(text, end, size)) ++end;
    const std::string_view run = without_marks(text.substr(at, end - at));
    if (!run.empty()) runs_.push_back(run);
    at = end;
  }
  for (const std::string_view run : runs_)
    if (is_code(run)) codes.push_back(lowercase(run));
  read_addresses();
  read_phones();
  Calendar(*this).read();
  Amounts(*this).read();
}

std::string_view Reading::code_around(std::size_t at, std::size_t end) const {
  const auto start = [&](std::string_view run) { return static_cast<std::size_t>(run.data() - text_.data()); };
  const auto run = std::ranges::upper_bound(runs_, at, {}, start);
  if (run == runs_.begin()) return {};
  const std::string_view found = *std::prev(run);
  return end <= start(found) + found.size() && is_code(found) ? found : std::string_view();
}

bool Reading::is_free(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i)
    if (i >= tokens.size() || taken_[i]) return false;
  return true;
}

void Reading::take(Claim claim, std::size_t first, std::size_t last) {
  claim.at = tokens[first].at;
  claim.size = tokens[last - 1].end() - claim.at;
  for (std::size_t i = first; i < last; ++i) taken_[i] = true;
  claims.push_back(std::move(claim));
}

void Reading::read_addresses() {
  for (const std::string_view run : runs_) {
    const auto at = static_cast<std::size_t>(run.data() - text_.data());
    const bool email = is_email(run);
    if (!email && !is_url(run)) continue;
    std::size_t first = tokens.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if (tokens[i].at >= at && tokens[i].end() <= at + run.size()) first = std::min(first, i), last = i + 1;
    if (first < last) take({.kind = email ? Claim::Kind::email : Claim::Kind::url, .key = plain_url(run)}, first, last);
  }
}

void Reading::read_phones() {
  constexpr std::size_t kMost = 15;  // digits, by E.164
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_free(i, i + 1) || (!tokens[i].is("+") && !tokens[i].is("(") && !tokens[i].is_digits())) continue;
    if (i > 0 && !tokens[i].gap && (tokens[i - 1].is_word() || tokens[i - 1].is_digits())) continue;
    const bool plus = tokens[i].is("+");
    std::string digits;
    std::vector<std::size_t> groups;
    std::size_t hyphens = 0;
    bool bracket = false;
    std::size_t last = i;
    for (std::size_t j = i; j < tokens.size() && is_free(j, j + 1) && (j == i || !tokens[j].line); ++j) {
      const Token& token = tokens[j];
      if (token.is_digits()) {
        const std::size_t most = plus && digits.starts_with("7") ? 11 : kMost;
        if (digits.size() + token.low.size() > most) break;
        digits += token.low;
        groups.push_back(token.low.size());
        last = j + 1;
      } else if (token.is("-") && !token.gap && !digits.empty()) {
        ++hyphens;
      } else if (token.is("(") && !bracket && digits.size() <= 3) {
        bracket = j + 2 < tokens.size() && tokens[j + 1].is_digits() && tokens[j + 2].is(")") &&
                  tokens[j + 1].low.size() >= 3;
        if (!bracket) break;
      } else if (!(token.is(")") && bracket) && !(token.is("+") && j == i)) {
        break;
      }
    }
    const bool grouped_by_three =
        groups.empty() || std::all_of(groups.begin() + 1, groups.end(), [](std::size_t n) { return n == 3; });
    const bool date = groups.size() == 3 && (groups[0] == 4 || groups[2] == 4) && digits.size() <= 8;
    const bool spaced = !grouped_by_three && groups.size() >= 3 && (digits.size() == 10 || digits.size() == 11);
    const bool phone = plus           ? digits.size() >= 8
                       : bracket      ? digits.size() >= 7
                       : hyphens >= 2 ? digits.size() >= 6 && digits.size() <= 12 && !date && groups.back() <= 4
                                      : spaced;
    if (!phone) continue;
    take({.kind = Claim::Kind::phone, .key = std::move(digits)}, i, last);
    i = last - 1;
  }
}

}  // namespace kontor::docgen::written
