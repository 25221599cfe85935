#include "support/http_client.hpp"

#include <curl/curl.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "base/text.hpp"

namespace kontor::test {

struct HttpClient::Curl {
  CURL* handle = curl_easy_init();
  ~Curl() { curl_easy_cleanup(handle); }
};

namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* response) {
  static_cast<HttpResponse*>(response)->body.append(data, size);
  return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* response) {
  const std::string_view line(data, size);
  if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    static_cast<HttpResponse*>(response)->headers.emplace(lowercase(line.substr(0, colon)),
                                                          trimmed(line.substr(colon + 1)));
  }
  return size;
}

const boost::json::value* at_path(const boost::json::value& root, std::string_view path) {
  const boost::json::value* at = &root;
  while (at && !path.empty()) {
    const std::string_view step = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    if (at->is_array()) {
      at = at->as_array().if_contains(static_cast<std::size_t>(std::atoi(std::string(step).c_str())));
    } else {
      at = at->is_object() ? at->as_object().if_contains(step) : nullptr;
    }
  }
  return at;
}

}  // namespace

std::string HttpResponse::header(const std::string& name) const {
  const auto found = headers.find(lowercase(name));
  return found == headers.end() ? "" : found->second;
}

std::string HttpResponse::cookie_line(const std::string& name) const {
  const auto [first, last] = headers.equal_range("set-cookie");
  for (auto line = first; line != last; ++line) {
    if (line->second.starts_with(name + "=")) return line->second;
  }
  return "";
}

std::optional<std::string> HttpResponse::cookie(const std::string& name) const {
  const std::string line = cookie_line(name);
  if (line.empty()) return std::nullopt;
  return line.substr(name.size() + 1, line.find(';') - name.size() - 1);
}

boost::json::value HttpResponse::json() const {
  boost::system::error_code error;
  boost::json::value value = boost::json::parse(body, error);
  if (error)
    throw std::runtime_error(fmt::format("status {} with a body that is not JSON: {}", status, body.substr(0, 300)));
  return value;
}

std::string HttpResponse::text(std::string_view path) const {
  const boost::json::value root = json();
  const boost::json::value* found = at_path(root, path);
  if (!found || found->is_null()) return "";
  return found->is_string() ? std::string(found->as_string()) : boost::json::serialize(*found);
}

std::vector<std::string> HttpResponse::locations() const {
  std::vector<std::string> all;
  const boost::json::value root = json();
  const boost::json::value* errors = at_path(root, "errors");
  if (!errors || !errors->is_array()) return all;
  for (const boost::json::value& error : errors->as_array()) {
    all.emplace_back(error.as_object().at("location").as_string());
  }
  return all;
}

HttpClient::HttpClient(std::string base, std::string from)
    : base_(std::move(base)), from_(std::move(from)), curl_(std::make_unique<Curl>()) {}
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

HttpResponse HttpClient::send(const std::string& method, const std::string& path, const std::string& body,
                              const Headers& headers) {
  HttpResponse response;
  Headers all = always_;
  for (const auto& [name, value] : headers) all[name] = value;
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : all) {
    list = curl_slist_append(list, value.empty() ? (name + ":").c_str() : (name + ": " + value).c_str());
  }
  const std::unique_ptr<curl_slist, FreeList> lines(list);

  CURL* curl = curl_->handle;
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, (path.starts_with("http") ? path : base_ + path).c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
  if (!from_.empty()) curl_easy_setopt(curl, CURLOPT_INTERFACE, ("host!" + from_).c_str());
  if (method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &response);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &response);

  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) throw std::runtime_error(fmt::format("{} {}: {}", method, path, curl_easy_strerror(code)));
  long status = 0;
  long made = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &made);
  response.status = static_cast<int>(status);
  connections_ += static_cast<int>(made);
  return response;
}

HttpResponse HttpClient::get(const std::string& path, const Headers& headers) { return send("GET", path, "", headers); }

HttpResponse HttpClient::post(const std::string& path, const boost::json::value& body, const Headers& headers) {
  Headers all = headers;
  all.try_emplace("Content-Type", "application/json");
  return send("POST", path, boost::json::serialize(body), all);
}

HttpResponse HttpClient::patch(const std::string& path, const boost::json::value& body, const Headers& headers) {
  Headers all = headers;
  all.try_emplace("Content-Type", "application/json");
  return send("PATCH", path, boost::json::serialize(body), all);
}

HttpResponse HttpClient::del(const std::string& path, const Headers& headers) {
  return send("DELETE", path, "", headers);
}

void HttpClient::set_header(const std::string& name, const std::string& value) {
  if (value.empty()) {
    always_.erase(name);
  } else {
    always_[name] = value;
  }
}

}  // namespace kontor::test
