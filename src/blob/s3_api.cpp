#include "blob/s3_api.hpp"

#include <charconv>
#include <pugixml.hpp>

#include "base/text.hpp"

namespace kontor::blob {
namespace {

constexpr std::size_t kHashedHere = 64 << 10;  // longer ones would hold up the loop
constexpr std::size_t kMaxObject = 256 << 20;

/// The text of the first element of that name, wherever it stands: S3's answers are small and flat.
std::string element(const std::string& xml, const char* name) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return {};
  const pugi::xml_node node =
      document.find_node([&](const pugi::xml_node& at) { return std::string_view(at.name()) == name; });
  return node.text().as_string();
}

bool is_error_document(const std::string& xml) {
  pugi::xml_document document;
  return document.load_buffer(xml.data(), xml.size()) && document.child("Error");
}

[[noreturn]] void refuse(const std::string& what, const outbound::Response& answer) {
  std::string code = element(answer.body, "Code");
  if (code.size() > 60) code.resize(60);
  throw Unavailable(fmt::format("S3 answered {} {} to {}", answer.status, code, what));
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

}  // namespace

S3::Api::Api(outbound::Transport& transport, async::CpuPool& pool, S3Options options, const Clock& clock)
    : options_(std::move(options)), clock_(clock), pool_(pool), transport_(transport, options_.retry, clock) {
  while (options_.endpoint.ends_with('/')) options_.endpoint.pop_back();
  host_ = outbound::host_of(options_.endpoint);
  const std::string_view usual = options_.endpoint.starts_with("https:") ? ":443" : ":80";
  if (host_.ends_with(usual)) host_.resize(host_.size() - usual.size());  // libcurl leaves it out of the Host header
}

Async<outbound::Response> S3::Api::send(Call call, std::vector<int> expected) {
  const std::string what = fmt::format("{} {}", call.method, call.key.empty() ? "the bucket" : call.key);
  std::string hash = co_await hash_of(call.body);
  outbound::Answer answer = co_await transport_.send(sign(std::move(call), std::move(hash)));
  if (!answer)
    throw Unavailable(fmt::format("S3: {} failed: {} ({})", what, name(answer.error().cause), answer.error().detail));
  if (!answer->ok() && std::ranges::find(expected, answer->status) == expected.end()) refuse(what, *answer);
  if (answer->status == 404 && element(answer->body, "Code") == "NoSuchBucket") refuse(what, *answer);
  co_return std::move(*answer);
}

Async<std::string> S3::Api::begin_upload(const Key& key) {
  const outbound::Response answer = co_await send({.method = "POST", .key = key.str(), .query = {{"uploads", ""}}});
  std::string upload = element(answer.body, "UploadId");
  if (upload.empty()) throw Unavailable("S3 began an upload without naming it");
  co_return upload;
}

Async<std::string> S3::Api::upload_part(const Key& key, const std::string& upload, int number, std::string bytes) {
  const outbound::Response answer =
      co_await send({.method = "PUT",
                     .key = key.str(),
                     .query = {{"partNumber", std::to_string(number)}, {"uploadId", upload}},
                     .body = std::move(bytes)});
  std::string etag(answer.header("etag"));
  if (etag.empty()) throw Unavailable("S3 took a part without an ETag");
  co_return etag;
}

Async<> S3::Api::complete_upload(const Key& key, const std::string& upload, const std::vector<std::string>& etags,
                                 std::uint64_t total) {
  std::string list = "<CompleteMultipartUpload>";
  for (std::size_t i = 0; i < etags.size(); ++i)
    list += fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag></Part>", i + 1, escaped(etags[i]));
  list += "</CompleteMultipartUpload>";
  const outbound::Response answer = co_await send({.method = "POST",
                                                   .key = key.str(),
                                                   .query = {{"uploadId", upload}},
                                                   .headers = {{"Content-Type", "application/xml"}},
                                                   .body = std::move(list)},
                                                  {404});
  // Sent twice, it may have been done the first time; and the error may come with a status of 200.
  if (answer.status == 404 && co_await size(key) == total) co_return;
  if (!answer.ok() || is_error_document(answer.body)) refuse("the end of an upload of " + key.str(), answer);
}

Async<> S3::Api::abort_upload(const Key& key, const std::string& upload) {
  co_await send({.method = "DELETE", .key = key.str(), .query = {{"uploadId", upload}}}, {404});
}

Async<std::optional<std::uint64_t>> S3::Api::size(const Key& key) {
  const outbound::Response answer = co_await send({.method = "HEAD", .key = key.str()}, {404});
  if (answer.status == 404) co_return std::nullopt;
  const std::string_view text = answer.header("content-length");
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || end != text.data() + text.size())
    throw Unavailable("S3 did not tell the size of " + key.str());
  co_return size;
}

Async<std::string> S3::Api::hash_of(std::string& body) {
  if (body.size() <= kHashedHere) co_return hex(sha256(body));
  auto [hash, same] = co_await pool_.run([body = std::move(body)]() mutable {
    std::string digest = hex(sha256(body));
    return std::pair(std::move(digest), std::move(body));
  });
  body = std::move(same);
  co_return hash;
}

outbound::Request S3::Api::sign(Call call, std::string payload_sha256) const {
  const std::string date = amz_date(clock_.now());
  Unsigned request{.method = call.method,
                   .path = "/" + options_.bucket + (call.key.empty() ? "" : "/" + call.key),
                   .query = std::move(call.query),
                   .headers = std::move(call.headers),
                   .payload_sha256 = std::move(payload_sha256)};
  request.headers.push_back({"x-amz-content-sha256", request.payload_sha256});
  request.headers.push_back({"x-amz-date", date});
  std::vector<outbound::Header> sent = request.headers;
  request.headers.push_back({"host", host_});
  sent.push_back({"Authorization", authorization(options_.key, date, request)});

  const std::string query = canonical_query(request.query);
  return {.method = std::move(call.method),
          .url = options_.endpoint + uri_encoded(request.path, true) + (query.empty() ? "" : "?" + query),
          .headers = std::move(sent),
          .body = std::move(call.body),
          .timeouts = {.total = std::chrono::minutes(5)},
          .max_response = kMaxObject,
          .compressed = false,
          .repeatable = true};  // also what begins and completes an upload
}

}  // namespace kontor::blob
