#pragma once

#include <boost/json/object.hpp>
#include <deque>

#include "http_message.hpp"
#include "outbound/scripted_server.hpp"

namespace kontor::sandbox {

/// POST /v1/chat/completions and GET /v1/models as OpenAI's specification has them: what the specification does not
/// know is refused with its error object. The text is made from the request alone and holds no figure.
class OpenAiSandbox {
 public:
  enum class Fault {
    rate_limited,       ///< 429 with Retry-After: 0
    no_credit,          ///< 429 insufficient_quota
    server_error,       ///< 500
    overloaded,         ///< 503
    cut_before_text,    ///< hangs up after the head of the answer
    cut_stream,         ///< hangs up in the middle of the text
    error_in_stream,    ///< an error object instead of the second half
    malformed_chunk,    ///< half a JSON object as an event
    no_usage,           ///< leaves out the chunk of the usage
    no_streaming,       ///< answers with one JSON object all the same
    hang,               ///< says nothing until the other side goes
    refuse_max_tokens,  ///< as newer models do
  };
  /// By the fault's name in small letters with `-`, as in the header `X-Sandbox-Fault`.
  static std::optional<Fault> fault_named(std::string_view name);

  struct Options {
    std::string key = "sk-sandbox";  ///< empty: none is asked for
    std::string text = {};           ///< instead of the usual one
    std::optional<Fault> always = {};
    unsigned short port = 0;
    std::chrono::milliseconds pause{0};  ///< between chunks
  };

  OpenAiSandbox(async::Executor executor, Options options);

  std::string base_url() const { return server_.url("/v1"); }
  /// Each is used up by one request.
  std::deque<Fault> faults;
  /// Each is the answer to one request, before `Options::text`.
  std::deque<std::string> texts;
  std::vector<boost::json::object> asked;  ///< the bodies that were accepted

 private:
  using Socket = outbound::ScriptedServer::Socket;

  Async<bool> serve(Socket& socket, std::string head, std::string body);
  Async<bool> answer(Socket& socket, const boost::json::object& request, std::optional<Fault> fault);
  Async<bool> stream(Socket& socket, const boost::json::object& request, std::optional<Fault> fault);
  std::string text_for(const boost::json::object& request);

  Options options_;
  outbound::ScriptedServer server_;
};

}  // namespace kontor::sandbox
