#pragma once

#include <deque>
#include <map>

#include "http_message.hpp"
#include "outbound/scripted_server.hpp"

namespace kontor::sandbox {

/// One bucket of an S3 that believes nothing: each request's signature is worked out anew from the bytes that came, by
/// code that shares nothing with the client. Path style only. Objects are in memory.
class S3Sandbox {
 public:
  struct Options {
    std::string bucket = "kontor";
    std::string access_key = "sandbox";
    std::string secret_key = "sandbox-secret";
    std::string region = "us-east-1";
    unsigned short port = 0;
  };
  enum class Fault {
    internal_error,  ///< 500
    slow_down,       ///< 503
    cut_off,         ///< does the work and hangs up
    error_in_200,    ///< of completing an upload
  };

  S3Sandbox(async::Executor executor, Options options);

  std::string url() const { return server_.url(""); }
  std::map<std::string, std::string>& objects() { return objects_; }
  std::size_t open_uploads() const { return uploads_.size(); }
  /// Each is used up by one request.
  std::deque<Fault> faults;
  int requests = 0;

 private:
  struct Reply {
    int status = 200;
    std::string body = {};
    std::string headers = {};
  };
  using Query = std::map<std::string, std::string>;

  Async<bool> serve(outbound::ScriptedServer::Socket& socket, std::string head, std::string body);
  Reply answer(const HttpMessage& request);
  /// The code of S3's error, or empty.
  std::string check_signature(const HttpMessage& request) const;
  Reply get(const std::string& key, std::string_view range) const;
  Reply complete(const std::string& key, const std::string& upload, const std::string& list);
  static Reply error(int status, std::string_view code);

  Options options_;
  std::map<std::string, std::string> objects_;
  std::map<std::string, std::map<int, std::string>> uploads_;
  int last_upload_ = 0;
  outbound::ScriptedServer server_;
};

}  // namespace kontor::sandbox
