#include "s3/s3_sandbox.hpp"

#include <charconv>
#include <set>

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"

namespace kontor::sandbox {
namespace {

constexpr std::size_t kSmallestPart = 5 << 20;

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(&text[i + 1], &text[i + 1] + 2, byte, 16).ec == std::errc()) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> out;
  while (!text.empty()) {
    out.emplace_back(text.substr(0, text.find(by)));
    text.remove_prefix(std::min(text.size(), out.back().size() + 1));
  }
  return out;
}

/// What stands after `name=` up to a comma.
std::string part_of(std::string_view header, std::string_view name) {
  const auto at = header.find(std::string(name) + "=");
  if (at == header.npos) return {};
  header.remove_prefix(at + name.size() + 1);
  return std::string(header.substr(0, header.find(',')));
}

std::string etag_of(std::string_view bytes) { return "\"" + hex(sha256(bytes)).substr(0, 32) + "\""; }

std::string wire_etag(const std::string& bytes) { return fmt::format("ETag: {}\r\n", etag_of(bytes)); }

}  // namespace

S3Sandbox::S3Sandbox(async::Executor executor, Options options)
    : options_(std::move(options)),
      server_(
          executor,
          [this](outbound::ScriptedServer::Socket& socket, std::string head, std::string body) {
            return serve(socket, std::move(head), std::move(body));
          },
          options_.port) {}

Async<bool> S3Sandbox::serve(outbound::ScriptedServer::Socket& socket, std::string head, std::string body) {
  ++requests;
  std::optional<Fault> fault;
  if (!faults.empty()) {
    fault = faults.front();
    faults.pop_front();
  }
  const auto request = HttpMessage::parse(head, std::move(body));
  Reply reply;
  if (!request)
    reply = error(400, "BadRequest");
  else if (const std::string code = check_signature(*request); !code.empty())
    reply = error(403, code);
  else if (fault == Fault::internal_error)
    reply = error(500, "InternalError");
  else if (fault == Fault::slow_down)
    reply = error(503, "SlowDown");
  else if (fault == Fault::error_in_200)
    reply = {200, "<?xml version=\"1.0\"?>\n  <Error><Code>InternalError</Code></Error>"};
  else
    reply = answer(*request);
  if (fault == Fault::cut_off) co_return false;
  if (request && request->method == "HEAD") {
    const bool sized = reply.headers.find("Content-Length") != std::string::npos;
    co_await outbound::ScriptedServer::say(socket, fmt::format("HTTP/1.1 {} X\r\n{}{}\r\n", reply.status, reply.headers,
                                                               sized ? "" : "Content-Length: 0\r\n"));
    co_return true;
  }
  co_return co_await outbound::ScriptedServer::answer(socket, reply.status, reply.body, reply.headers);
}

std::string S3Sandbox::check_signature(const HttpMessage& request) const {
  const std::string_view authorization = request.header("authorization");
  const std::string date(request.header("x-amz-date"));
  const std::string hash(request.header("x-amz-content-sha256"));
  if (!authorization.starts_with("AWS4-HMAC-SHA256 ")) return "AccessDenied";
  if (hash != hex(sha256(request.body))) return "XAmzContentSHA256Mismatch";
  if (date.size() != 16) return "AuthorizationHeaderMalformed";
  const auto sent =
      parse_rfc3339(fmt::format("{}-{}-{}T{}:{}:{}Z", date.substr(0, 4), date.substr(4, 2), date.substr(6, 2),
                                date.substr(9, 2), date.substr(11, 2), date.substr(13, 2)));
  if (!sent || std::chrono::abs(*sent - SystemClock().now()) > std::chrono::minutes(15)) return "RequestTimeTooSkewed";

  const std::string scope = fmt::format("{}/{}/s3/aws4_request", date.substr(0, 8), options_.region);
  if (part_of(authorization, "Credential") != options_.access_key + "/" + scope) return "InvalidAccessKeyId";
  const auto names = split(part_of(authorization, "SignedHeaders"), ';');
  const std::set<std::string> is_signed(names.begin(), names.end());
  if (!std::ranges::is_sorted(names) || !is_signed.contains("host")) return "AuthorizationHeaderMalformed";
  for (const auto& [name, value] : request.headers)
    if (name.starts_with("x-amz-") && !is_signed.contains(name)) return "AccessDenied";
  if ("http://" + std::string(request.header("host")) != url()) return "AccessDenied";

  std::vector<std::string> pairs = split(request.query, '&');
  std::ranges::sort(pairs);
  std::string canonical = request.method + "\n" + request.path + "\n";
  for (std::size_t i = 0; i < pairs.size(); ++i) canonical += (i ? "&" : "") + pairs[i];
  for (const std::string& name : names) canonical += fmt::format("\n{}:{}", name, request.header(name));
  canonical += fmt::format("\n\n{}\n{}", part_of(authorization, "SignedHeaders"), hash);
  std::string key = hmac_sha256("AWS4" + options_.secret_key, date.substr(0, 8));
  for (const std::string& step : {options_.region, std::string("s3"), std::string("aws4_request")})
    key = hmac_sha256(key, step);
  const std::string signature =
      hex(hmac_sha256(key, fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", date, scope, hex(sha256(canonical)))));
  return signature == part_of(authorization, "Signature") ? "" : "SignatureDoesNotMatch";
}

S3Sandbox::Reply S3Sandbox::answer(const HttpMessage& request) {
  const std::string path = unescaped(request.path);
  const std::string bucket = "/" + options_.bucket;
  if (path == bucket && request.method == "HEAD") return {};
  if (!path.starts_with(bucket + "/") || path.size() == bucket.size() + 1) return error(404, "NoSuchBucket");
  const std::string key = path.substr(bucket.size() + 1);
  Query query;
  for (const std::string& pair : split(request.query, '&')) {
    const auto sign = pair.find('=');
    if (sign == pair.npos) return error(400, "InvalidArgument");
    query[unescaped(pair.substr(0, sign))] = unescaped(pair.substr(sign + 1));
  }
  const std::string& method = request.method;
  if (method == "POST" && query.contains("uploads")) {
    const std::string id = fmt::format("upload/{}+", ++last_upload_);
    uploads_[id];
    return {200,
            fmt::format("<InitiateMultipartUploadResult><UploadId>{}</UploadId></InitiateMultipartUploadResult>", id)};
  }
  if (query.contains("uploadId")) {
    const std::string& id = query["uploadId"];
    if (!uploads_.contains(id)) return error(404, "NoSuchUpload");
    if (method == "DELETE") return uploads_.erase(id), Reply{204};
    if (method == "POST") return complete(key, id, request.body);
    const int number = std::atoi(query["partNumber"].c_str());
    if (method != "PUT" || number < 1 || number > 10'000) return error(400, "InvalidArgument");
    uploads_[id][number] = request.body;
    return {200, "", wire_etag(request.body)};
  }
  if (!query.empty()) return error(400, "InvalidArgument");
  if (method == "PUT") return objects_[key] = request.body, Reply{200, "", wire_etag(request.body)};
  if (method == "DELETE") return objects_.erase(key), Reply{204};
  if (method == "GET") return get(key, request.header("range"));
  if (method != "HEAD") return error(405, "MethodNotAllowed");
  if (!objects_.contains(key)) return {404};
  return {200, "", fmt::format("Content-Length: {}\r\n", objects_[key].size())};
}

S3Sandbox::Reply S3Sandbox::get(const std::string& key, std::string_view range) const {
  const auto found = objects_.find(key);
  if (found == objects_.end()) return error(404, "NoSuchKey");
  const std::string& bytes = found->second;
  if (range.empty()) return {200, bytes};
  std::size_t first = 0;
  std::size_t last = 0;
  if (std::sscanf(std::string(range).c_str(), "bytes=%zu-%zu", &first, &last) != 2 || last < first)
    return error(400, "InvalidArgument");
  if (first >= bytes.size()) return error(416, "InvalidRange");
  last = std::min(last, bytes.size() - 1);
  return {206, bytes.substr(first, last - first + 1),
          fmt::format("Content-Range: bytes {}-{}/{}\r\n", first, last, bytes.size())};
}

S3Sandbox::Reply S3Sandbox::complete(const std::string& key, const std::string& upload, const std::string& list) {
  auto& parts = uploads_[upload];
  std::string expected = "<CompleteMultipartUpload>";
  std::string whole;
  for (const auto& [number, bytes] : parts) {
    if (number != static_cast<int>(parts.size()) && bytes.size() < kSmallestPart) return error(400, "EntityTooSmall");
    expected += fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag></Part>", number, etag_of(bytes));
    whole += bytes;
  }
  if (parts.empty() || list != expected + "</CompleteMultipartUpload>") return error(400, "InvalidPart");
  objects_[key] = std::move(whole);
  uploads_.erase(upload);
  return {200, "<CompleteMultipartUploadResult><ETag>\"x-1\"</ETag></CompleteMultipartUploadResult>"};
}

S3Sandbox::Reply S3Sandbox::error(int status, std::string_view code) {
  return {status, fmt::format("<?xml version=\"1.0\"?><Error><Code>{}</Code><Message>sandbox</Message></Error>", code)};
}

}  // namespace kontor::sandbox
