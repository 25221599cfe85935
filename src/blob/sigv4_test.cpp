#include "blob/sigv4.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <charconv>
#include <fstream>

#include "base/text.hpp"

namespace kontor::blob {
namespace {

namespace json = boost::json;

json::array cases() {
  std::ifstream file(KONTOR_SIGV4_CASES);
  return json::parse(std::string(std::istreambuf_iterator<char>(file), {})).at("cases").as_array();
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    if (text[i] == '%' && std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ec == std::errc()) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// What other services than S3 do to a path before they sign it.
std::string normalized(const std::string& path) {
  std::string out = std::filesystem::path(path).lexically_normal().string();
  return out == "//" ? "/" : out;
}

/// The suite's own text form of a request: a request line, headers that may go on in the next line, a body.
Unsigned read(const json::object& test) {
  std::string text(test.at("request").as_string());
  Unsigned out;
  const auto head_end = std::min(text.find("\n\n"), text.size());
  const std::string body = head_end + 2 <= text.size() ? text.substr(head_end + 2) : "";
  std::string_view head = std::string_view(text).substr(0, head_end);
  std::string line(head.substr(0, head.find('\n')));
  head.remove_prefix(std::min(head.size(), line.size() + 1));
  out.method = line.substr(0, line.find(' '));
  std::string target = line.substr(line.find(' ') + 1, line.rfind(' ') - line.find(' ') - 1);
  if (const auto mark = target.find('?'); mark != target.npos) {
    std::string_view query = std::string_view(target).substr(mark + 1);
    while (!query.empty()) {
      const auto pair = query.substr(0, query.find('&'));
      const auto sign = pair.find('=');
      out.query.emplace_back(decoded(pair.substr(0, sign)), sign == pair.npos ? "" : decoded(pair.substr(sign + 1)));
      query.remove_prefix(std::min(query.size(), pair.size() + 1));
    }
    target.resize(mark);
  }
  out.path = test.at("normalize").as_bool() ? normalized(decoded(target)) : decoded(target);
  while (!head.empty()) {
    const std::string_view next = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(head.size(), next.size() + 1));
    if (next.starts_with(' ')) {
      out.headers.back().value += next;
    } else if (!next.empty()) {
      const auto colon = next.find(':');
      out.headers.push_back({std::string(next.substr(0, colon)), std::string(next.substr(colon + 1))});
    }
  }
  out.payload_sha256 = hex(sha256(body));
  return out;
}

TEST(SigV4, AgreesWithEveryCaseOfAmazonsTestSuite) {
  int checked = 0;
  for (const json::value& value : cases()) {
    const json::object& test = value.as_object();
    const std::string name(test.at("name").as_string());
    const json::object& credentials = test.at("credentials").as_object();
    const SigningKey key{.access_key = std::string(credentials.at("access_key_id").as_string()),
                         .secret_key = Secret(std::string(credentials.at("secret_access_key").as_string())),
                         .region = std::string(test.at("region").as_string()),
                         .service = std::string(test.at("service").as_string())};
    const std::string date = amz_date(*parse_rfc3339(std::string(test.at("timestamp").as_string())));
    Unsigned request = read(test);
    request.headers.push_back({"X-Amz-Date", date});
    if (test.at("sign_body").as_bool()) request.headers.push_back({"x-amz-content-sha256", request.payload_sha256});
    const json::value* token = credentials.if_contains("token");
    if (token && !test.at("omit_session_token").as_bool())
      request.headers.push_back({"X-Amz-Security-Token", std::string(token->as_string())});

    const std::string canonical = canonical_request(request);
    EXPECT_EQ(canonical, test.at("canonical_request").as_string()) << name;
    const std::string to_sign = string_to_sign(key, date, canonical);
    EXPECT_EQ(to_sign, test.at("string_to_sign").as_string()) << name;
    EXPECT_EQ(signature(key, date, to_sign), test.at("signature").as_string()) << name;
    ++checked;
  }
  EXPECT_EQ(checked, 38);
}

TEST(SigV4, AgreesWithTheDocumentationOfS3) {
  const SigningKey key{.access_key = "AKIAIOSFODNN7EXAMPLE",
                       .secret_key = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")};
  const Unsigned request{.method = "GET",
                         .path = "/test.txt",
                         .headers = {{"Host", "examplebucket.s3.amazonaws.com"},
                                     {"Range", "bytes=0-9"},
                                     {"x-amz-content-sha256", hex(sha256(""))},
                                     {"x-amz-date", "20130524T000000Z"}},
                         .payload_sha256 = hex(sha256(""))};
  EXPECT_EQ(authorization(key, "20130524T000000Z", request),
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
            "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
            "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

TEST(SigV4, SignsAPutToMinioAsMinioDoes) {
  const SigningKey key{.access_key = "minioadmin", .secret_key = Secret("minioadmin")};
  const std::string hash = hex(sha256("hello world\n"));
  const Unsigned request{.method = "PUT",
                         .path = "/attachments/tenant=1/café menu.txt",
                         .headers = {{"content-type", "text/plain"},
                                     {"host", "127.0.0.1:9000"},
                                     {"x-amz-content-sha256", hash},
                                     {"x-amz-date", "20231114T221320Z"}},
                         .payload_sha256 = hash};
  EXPECT_TRUE(canonical_request(request).starts_with("PUT\n/attachments/tenant%3D1/caf%C3%A9%20menu.txt\n"));
  EXPECT_TRUE(authorization(key, "20231114T221320Z", request)
                  .ends_with("Signature=1b50ce2cc7c27aa40ad99d810422536072684493e7d6beb15532dc175e47d9e4"));
}

}  // namespace
}  // namespace kontor::blob
