#include "blob/sigv4.hpp"

#include <map>

#include "base/text.hpp"

namespace kontor::blob {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Without white space at the ends, and single spaces within.
std::string collapsed(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// Sorted by name; equal names keep their order and share a line.
std::map<std::string, std::string> canonical_headers(const std::vector<outbound::Header>& headers) {
  std::map<std::string, std::string> out;
  for (const outbound::Header& header : headers) {
    const auto [entry, fresh] = out.try_emplace(lower(header.name), collapsed(header.value));
    if (!fresh) entry->second += "," + collapsed(header.value);
  }
  return out;
}

std::string signed_names(const std::map<std::string, std::string>& headers) {
  std::string out;
  for (const auto& [name, value] : headers) out += (out.empty() ? "" : ";") + name;
  return out;
}

std::string scope(const SigningKey& key, std::string_view date) {
  return fmt::format("{}/{}/{}/aws4_request", date.substr(0, 8), key.region, key.service);
}

}  // namespace

std::string uri_encoded(std::string_view raw, bool keep_slashes) {
  std::string out;
  for (const char c : raw) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~' || (c == '/' && keep_slashes);
    if (plain)
      out += c;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string canonical_query(const std::vector<std::pair<std::string, std::string>>& query) {
  std::vector<std::pair<std::string, std::string>> encoded;
  for (const auto& [name, value] : query) encoded.emplace_back(uri_encoded(name, false), uri_encoded(value, false));
  std::ranges::sort(encoded);
  std::string out;
  for (const auto& [name, value] : encoded) out += fmt::format("{}{}={}", out.empty() ? "" : "&", name, value);
  return out;
}

std::string canonical_request(const Unsigned& request) {
  const auto headers = canonical_headers(request.headers);
  std::string out =
      fmt::format("{}\n{}\n{}\n", request.method, uri_encoded(request.path, true), canonical_query(request.query));
  for (const auto& [name, value] : headers) out += fmt::format("{}:{}\n", name, value);
  return out + fmt::format("\n{}\n{}", signed_names(headers), request.payload_sha256);
}

std::string string_to_sign(const SigningKey& key, std::string_view date, std::string_view canonical) {
  return fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", date, scope(key, date), hex(sha256(canonical)));
}

std::string signature(const SigningKey& key, std::string_view date, std::string_view to_sign) {
  std::string chain = hmac_sha256("AWS4" + key.secret_key.reveal(), date.substr(0, 8));
  chain = hmac_sha256(chain, key.region);
  chain = hmac_sha256(chain, key.service);
  chain = hmac_sha256(chain, "aws4_request");
  return hex(hmac_sha256(chain, to_sign));
}

std::string authorization(const SigningKey& key, std::string_view date, const Unsigned& request) {
  return fmt::format("AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}", key.access_key,
                     scope(key, date), signed_names(canonical_headers(request.headers)),
                     signature(key, date, string_to_sign(key, date, canonical_request(request))));
}

std::string amz_date(Timestamp at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

}  // namespace kontor::blob
