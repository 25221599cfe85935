#include "state/redis_protocol.hpp"

#include <hiredis/hiredis.h>

#include <charconv>
#include <new>

namespace kontor::state {
namespace {

Failure bad_url(std::string_view what) {
  return fail(Error::invalid("REDIS_URL", fmt::format("{}: expected redis://[user:password@]host[:port][/db] or "
                                                      "unix:///path/to/redis.sock[?db=n]",
                                                      what)));
}

std::optional<int> number(std::string_view text, int max) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > max) return std::nullopt;
  return value;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    unsigned byte = 0;
    if (i + 2 >= text.size()) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
    if (error != std::errc() || end != text.data() + i + 3) return std::nullopt;
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

Reply reply_from(const redisReply& raw) {
  switch (raw.type) {
    case REDIS_REPLY_INTEGER:
      return {.kind = Reply::Kind::integer, .integer = raw.integer};
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      return {.kind = Reply::Kind::text, .text = std::string(raw.str, raw.len)};
    case REDIS_REPLY_ERROR:
      return {.kind = Reply::Kind::error, .text = std::string(raw.str, raw.len)};
    case REDIS_REPLY_ARRAY: {
      Reply list{.kind = Reply::Kind::list};
      for (std::size_t i = 0; i < raw.elements; ++i) list.items.push_back(reply_from(*raw.element[i]));
      return list;
    }
    default:
      return {};
  }
}

}  // namespace

Result<RedisAddress> RedisAddress::parse(std::string_view url) {
  RedisAddress address;
  if (url.starts_with("unix://")) {
    url.remove_prefix(7);
    if (const auto query = url.find("?db="); query != url.npos) {
      const auto db = number(url.substr(query + 4), 1'000'000);
      if (!db) return bad_url("the number of the database is wrong");
      address.db = *db;
      url = url.substr(0, query);
    }
    if (!url.starts_with('/')) return bad_url("the path of the socket must be absolute");
    address.path = url;
    return address;
  }
  if (url.starts_with("rediss://"))
    return bad_url("TLS to Redis is not supported; use a private network or a TLS tunnel beside it");
  if (!url.starts_with("redis://")) return bad_url("the scheme is neither redis:// nor unix://");
  url.remove_prefix(8);

  if (const auto at = url.rfind('@'); at != url.npos) {
    const std::string_view login = url.substr(0, at);
    const auto colon = login.find(':');
    const auto user = percent_decoded(login.substr(0, colon));
    const auto password = percent_decoded(colon == login.npos ? "" : login.substr(colon + 1));
    if (!user || !password) return bad_url("a %-escape before the @ is broken");
    address.user = *user;
    address.password = Secret(*password);
    url.remove_prefix(at + 1);
  }
  if (const auto slash = url.find('/'); slash != url.npos) {
    if (slash + 1 < url.size()) {
      const auto db = number(url.substr(slash + 1), 1'000'000);
      if (!db) return bad_url("the number of the database is wrong");
      address.db = *db;
    }
    url = url.substr(0, slash);
  }
  if (url.starts_with('[')) {
    const auto close = url.find(']');
    if (close == url.npos) return bad_url("the ] of the address is missing");
    address.host = url.substr(1, close - 1);
    url.remove_prefix(close + 1);
  } else {
    address.host = url.substr(0, url.find(':'));
    url.remove_prefix(address.host.size());
  }
  if (address.host.empty()) return bad_url("the host is missing");
  if (url.empty()) return address;
  if (!url.starts_with(':') || number(url.substr(1), 65'535).value_or(0) == 0) return bad_url("the port is wrong");
  address.port = url.substr(1);
  return address;
}

void encode(std::span<const std::string> command, std::string& out) {
  fmt::format_to(std::back_inserter(out), "*{}\r\n", command.size());
  for (const std::string& word : command) {
    fmt::format_to(std::back_inserter(out), "${}\r\n", word.size());
    out.append(word).append("\r\n");
  }
}

void ReplyReader::Free::operator()(redisReader* reader) const { redisReaderFree(reader); }

ReplyReader::ReplyReader() : reader_(redisReaderCreate()) {
  if (!reader_) throw std::bad_alloc();
}

void ReplyReader::feed(std::string_view bytes) {
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK)
    throw Unavailable("Redis answered with something that is not its protocol");
}

std::optional<Reply> ReplyReader::next() {
  void* raw = nullptr;
  if (redisReaderGetReply(reader_.get(), &raw) != REDIS_OK)
    throw Unavailable("Redis answered with something that is not its protocol");
  if (!raw) return std::nullopt;
  const std::unique_ptr<void, decltype(&freeReplyObject)> owned(raw, &freeReplyObject);
  return reply_from(*static_cast<redisReply*>(raw));
}

}  // namespace kontor::state
