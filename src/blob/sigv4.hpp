#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "outbound/request.hpp"

namespace kontor::blob {

/// AWS Signature Version 4, header form, as S3 wants it: paths encoded once and not normalised. No I/O.
struct SigningKey {
  std::string access_key;
  Secret secret_key;
  std::string region = "us-east-1";
  std::string service = "s3";
};

/// What is signed. Path, query names and values are raw, not encoded.
struct Unsigned {
  std::string method;
  std::string path;
  std::vector<std::pair<std::string, std::string>> query = {};
  std::vector<outbound::Header> headers = {};  ///< all of them are signed; host and x-amz-date must be there
  std::string payload_sha256;                  ///< hex
};

/// All but A-Z a-z 0-9 - _ . ~ as %XX; `/` too unless it is a path.
std::string uri_encoded(std::string_view raw, bool keep_slashes);
/// `a=1&b=` in the order that is signed.
std::string canonical_query(const std::vector<std::pair<std::string, std::string>>& query);
std::string canonical_request(const Unsigned& request);
/// `date` is `yyyymmddThhmmssZ`, as in the header x-amz-date.
std::string string_to_sign(const SigningKey& key, std::string_view date, std::string_view canonical);
std::string signature(const SigningKey& key, std::string_view date, std::string_view to_sign);
/// The value of the header Authorization.
std::string authorization(const SigningKey& key, std::string_view date, const Unsigned& request);

std::string amz_date(Timestamp at);

}  // namespace kontor::blob
