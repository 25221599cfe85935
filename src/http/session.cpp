#include "http/session.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <charconv>

#include "base/text.hpp"
#include "http/problem.hpp"
#include "http/router.hpp"
#include "http/session_socket.hpp"
#include "observe/log.hpp"

namespace kontor::http {
namespace {

namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::buffer_body>;
using boost::system::error_code;
using Time = async::Ticker::Time;

constexpr std::size_t kReadPiece = 16 * 1024;

/// The client went away: nobody is left to be told.
struct Gone : std::runtime_error {
  Gone() : std::runtime_error("the client went away") {}
};

/// An answer before any handler, after which the connection ends.
struct Refused {
  unsigned status;
  std::string detail;
};

constexpr std::string_view kSecurityHeaders =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";
constexpr std::string_view kPolicyApi = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
/// Styles inline because the component library sets them so; scripts never.
constexpr std::string_view kPolicyPage =
    "Content-Security-Policy: default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src "
    "'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n";
constexpr std::string_view kPolicyFramed =
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; frame-ancestors 'self'; sandbox\r\n";
constexpr std::string_view kHsts = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

Method method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::get;
    case beast::http::verb::head:
      return Method::head;
    case beast::http::verb::post:
      return Method::post;
    case beast::http::verb::put:
      return Method::put;
    case beast::http::verb::patch:
      return Method::patch;
    case beast::http::verb::delete_:
      return Method::del;
    case beast::http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

bool is_private(const asio::ip::address& address) {
  if (address.is_loopback()) return true;
  if (!address.is_v4()) return false;
  const auto bytes = address.to_v4().to_bytes();
  return bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) || (bytes[0] == 192 && bytes[1] == 168);
}

bool is_request_id(std::string_view id) {
  return id.size() >= 8 && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

void append_number(std::string& out, std::uint64_t number) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += value;
}

class ParsedRequest final : public Request {
 public:
  explicit ParsedRequest(const Parser& parser) : parser_(parser) {}
  std::string_view header(std::string_view wanted) const override { return parser_.get()[wanted]; }

 private:
  const Parser& parser_;
};

class SessionImpl final : public Session, private BodyReader, private StreamWriter {
 public:
  SessionImpl(Shared& shared, Socket socket) : shared_(shared), socket_(std::move(socket)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    const auto peer = socket_.remote_endpoint(ignored);
    peer_private_ = is_private(peer.address());
    peer_ = peer.address().to_string();
  }

  Async<> run() override {
    try {
      while (keep_alive_ && !shared_.stopping) co_await one_request();
    } catch (const Gone&) {
    } catch (const std::exception& failure) {
      log::error("a connection broke down", {{"what", failure.what()}});
    }
    close();
  }

  void tick(Time now) override {
    if (phase_ == Phase::idle && parser_ && (buffer_.size() > 0 || parser_->got_some()))
      enter(Phase::headers, limits().headers);
    if (now < deadline_ || phase_ == Phase::handling) return;
    timed_out_ = true;
    cancel();
  }

  void stop() override {
    if (phase_ == Phase::idle || streaming_) {
      timed_out_ = true;
      cancel();
    }
  }

 private:
  enum class Phase { idle, headers, body, handling, writing };

  const Limits& limits() const { return shared_.options.limits; }

  void enter(Phase phase, std::chrono::seconds limit) {
    phase_ = phase;
    deadline_ = shared_.ticker.now() + limit;
  }

  void cancel() {
    error_code ignored;
    socket_.cancel(ignored);
  }

  void close() {
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
  }

  // ---- reading

  Async<> one_request() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    parser_->body_limit(boost::none);  // ours, by route
    request_.emplace(*parser_);
    request_->request_id = next_id();
    body_seen_ = 0;
    std::optional<Refused> refused;
    Response response;
    try {
      co_await read_header();
      response = co_await handle();
    } catch (const Refused& why) {
      refused = why;
    }
    if (refused) {
      keep_alive_ = false;
      response = problem(refused->status, refused->detail, request_->request_id);
    }
    co_await write(response);
    if (!keep_alive_) co_await drain();
  }

  std::string next_id() {
    std::string id = shared_.id_prefix;
    id += '-';
    append_number(id, ++shared_.next_id);
    return id;
  }

  /// Waits for more bytes and appends them to the buffer; false at the end of the connection.
  Async<bool> fill() {
    error_code error;
    const auto space = buffer_.prepare(kReadPiece);
    const std::size_t size = co_await socket_.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
    buffer_.commit(size);
    if (!error) co_return true;
    if (timed_out_ && phase_ != Phase::idle)
      throw Refused{408, phase_ == Phase::headers ? "The headers took too long." : "The body took too long."};
    co_return false;
  }

  /// Gives what the buffer holds to the parser. True when it took something.
  bool parse() {
    error_code error;
    const std::size_t used = parser_->put(buffer_.data(), error);
    buffer_.consume(used);
    if (error == beast::http::error::need_more || error == beast::http::error::need_buffer) error = {};
    if (error == beast::http::error::header_limit)
      throw Refused{431, fmt::format("The headers are larger than {} bytes.", limits().header_bytes)};
    if (error) throw Refused{400, fmt::format("This is not a request that HTTP knows: {}.", error.message())};
    return used > 0;
  }

  Async<> read_header() {
    enter(Phase::idle, limits().idle);
    while (!parser_->is_header_done()) {
      if (buffer_.size() > 0 && parse()) {
        if (phase_ == Phase::idle && !parser_->is_header_done()) enter(Phase::headers, limits().headers);
        continue;
      }
      if (buffer_.size() > limits().header_bytes)
        throw Refused{431, fmt::format("The headers are larger than {} bytes.", limits().header_bytes)};
      if (!co_await fill()) throw Gone();
    }
    enter(Phase::handling, limits().idle);
    const auto& message = parser_->get();
    keep_alive_ = message.keep_alive();
    ParsedRequest& request = *request_;
    request.method = method_of(message.method());
    const std::string_view target = message.target();
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    request.remote_address = client_address();
    if (const std::string_view id = request.header("X-Request-Id"); is_request_id(id)) request.request_id = id;
  }

  /// Behind a TLS proxy of ours the last hop names the client; anybody else's word for it is not taken.
  std::string client_address() const {
    if (!shared_.options.behind_tls || !peer_private_) return peer_;
    const std::string_view hops = request_->header("X-Forwarded-For");
    const std::string_view last = trimmed(hops.substr(hops.rfind(',') + 1));
    error_code error;
    asio::ip::make_address(std::string(last), error);
    return error ? peer_ : std::string(last);
  }

  Async<> continue_if_expected() {
    if (!beast::iequals(request_->header("Expect"), "100-continue")) co_return;
    co_await send("HTTP/1.1 100 Continue\r\n\r\n", {});
  }

  void check_length(std::size_t limit) {
    const auto length = parser_->content_length();
    if (length && *length > limit) throw Refused{413, too_large(limit)};
  }

  static std::string too_large(std::size_t limit) { return fmt::format("The body is larger than {} bytes.", limit); }

  Async<> read_body() {
    check_length(limits().json_bytes);
    if (parser_->is_done()) co_return;
    co_await continue_if_expected();
    enter(Phase::body, limits().json_body);
    body_limit_ = limits().json_bytes;
    for (;;) {
      const Result<std::string_view> piece = co_await next();
      if (!piece) throw Refused{413, piece.error().public_message};
      if (piece->empty()) break;
      request_->body += *piece;
    }
    enter(Phase::handling, limits().idle);
  }

  Task<std::string_view> next() override {
    piece_.resize(kReadPiece);
    while (!parser_->is_done()) {
      auto& body = parser_->get().body();
      body.data = piece_.data();
      body.size = piece_.size();
      body.more = true;
      const bool took = buffer_.size() > 0 && parse();
      const std::size_t got = piece_.size() - body.size;
      body_seen_ += got;
      if (body_seen_ > body_limit_) {
        keep_alive_ = false;
        co_return fail({.code = Code::too_large, .public_message = too_large(body_limit_)});
      }
      if (got > 0) co_return std::string_view(piece_.data(), got);
      if (!took && !co_await fill()) throw Refused{400, "The body was cut off: it is shorter than its Content-Length."};
    }
    co_return std::string_view();
  }

  /// What a refused client still sends is read for a moment: closing on it would take the answer away from it.
  Async<> drain() {
    if (!parser_ || (parser_->is_done() && buffer_.size() == 0)) co_return;
    constexpr std::chrono::seconds kPatience{2};
    error_code error;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    enter(Phase::idle, kPatience);
    timed_out_ = false;
    parser_.reset();
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!error && std::chrono::steady_clock::now() < until) {
      buffer_.clear();
      co_await socket_.async_read_some(buffer_.prepare(kReadPiece), asio::redirect_error(asio::use_awaitable, error));
    }
  }

  // ---- handling

  Async<Response> handle() {
    const auto started = std::chrono::steady_clock::now();
    Router::Match match = shared_.router.match(request_->method, request_->path);
    if (!match.route) co_return not_routed(match.allow);
    request_->path_values = std::move(match.values);
    Response response = co_await routed(*match.route);
    measure(*match.route, response.status, started);
    co_return response;
  }

  Response not_routed(const std::string& allow) {
    if (!parser_->is_done()) keep_alive_ = false;
    if (allow.empty()) return shared_.fallback(*request_);
    Response response = problem(405, fmt::format("{} is not possible here; {} is.", name(request_->method), allow),
                                request_->request_id);
    response.add_header("Allow", allow);
    return response;
  }

  Async<Response> routed(const Route& route) {
    if (route.operation.body == BodyKind::upload) {
      check_length(limits().upload_bytes);
      body_limit_ = limits().upload_bytes;
      request_->upload = this;
      co_await continue_if_expected();
      enter(Phase::body, limits().upload);
    } else {
      co_await read_body();
    }
    Response response;
    std::string failure;
    try {
      response = co_await route.handler(*request_);
    } catch (const Gone&) {
      throw;
    } catch (const Refused&) {
      throw;
    } catch (const Unavailable& why) {
      log::warning("unavailable",
                   {{"request_id", request_->request_id}, {"route", route.operation.path}, {"what", why.what()}});
      response = problem(Error{.code = Code::unavailable,
                               .public_message = "A part that this needs does not answer right now. Please try again.",
                               .retry_after = std::chrono::seconds(1)},
                         request_->request_id);
    } catch (const std::exception& why) {
      log::error("a request failed",
                 {{"request_id", request_->request_id}, {"route", route.operation.path}, {"what", why.what()}});
      response = problem(500, "Something went wrong on our side; it has been written down.", request_->request_id);
    }
    if (!parser_->is_done()) keep_alive_ = false;  // a handler that left the rest of an upload
    enter(Phase::handling, limits().idle);
    co_return response;
  }

  static void measure(const Route& route, unsigned status, Time started) {
    if (!route.seconds) return;
    route.seconds->Observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
    if (prometheus::Counter* counter = route.answers[std::min(status / 100, 5u)]) counter->Increment();
  }

  // ---- writing

  std::string head(const Response& response, std::size_t size) const {
    constexpr std::size_t kUsualHead = 768;
    std::string out;
    out.reserve(kUsualHead);
    out += "HTTP/1.1 ";
    append_number(out, response.status);
    out += ' ';
    out += reason_of(response.status);
    if (!response.content_type.empty()) append_line(out, "\r\nContent-Type: ", response.content_type);
    if (response.stream) {
      out += "\r\nTransfer-Encoding: chunked";
    } else if (response.status != 204 && response.status != 304) {
      out += "\r\nContent-Length: ";
      append_number(out, size);
    }
    if (!keep_alive_) out += "\r\nConnection: close";
    append_line(out, "\r\nX-Request-Id: ", request_->request_id);
    out += "\r\n";
    out += kSecurityHeaders;
    const bool page = response.content_type.starts_with("text/html");
    // A 304 says nothing about the page that the client has: a policy here would replace the page's own.
    if (response.status != 304) out += response.framed_by_us ? kPolicyFramed : page ? kPolicyPage : kPolicyApi;
    if (shared_.options.behind_tls) out += kHsts;
    out += response.headers;
    if (response.headers.find("Cache-Control:") == std::string::npos) out += "Cache-Control: no-store\r\n";
    out += "\r\n";
    return out;
  }

  Async<> write(Response& response) {
    if (shared_.stopping) keep_alive_ = false;
    const std::string_view body = response.static_body.empty() ? std::string_view(response.body) : response.static_body;
    if (response.stream && request_->method != Method::head) {
      co_await write_stream(response);
      co_return;
    }
    enter(Phase::writing, limits().write);
    co_await send(head(response, body.size()), request_->method == Method::head ? std::string_view{} : body);
  }

  Async<> write_stream(Response& response) {
    keep_alive_ = false;
    enter(Phase::writing, limits().write);
    co_await send(head(response, 0), {});
    streaming_ = true;
    try {
      co_await response.stream(*this);
    } catch (const Gone&) {
      throw;
    } catch (const std::exception& why) {
      log::warning("a stream ended early", {{"request_id", request_->request_id}, {"what", why.what()}});
      throw Gone();
    }
    streaming_ = false;
    co_await send("0\r\n\r\n", {});
  }

  /// For streams: one piece.
  Async<> write(std::string_view bytes) override {
    if (bytes.empty()) co_return;
    if (shared_.stopping) throw Gone();
    enter(Phase::writing, limits().write);
    co_await send(fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes), {});
    phase_ = Phase::handling;  // between two pieces there is no deadline
  }

  Async<> send(std::string first, std::string_view second) {
    std::array<asio::const_buffer, 2> buffers{asio::buffer(first), asio::buffer(second)};
    // Nearly always the socket takes all of it at once, and no wait is needed.
    error_code error;
    std::size_t sent = socket_.write_some(buffers, error);
    if (error && error != asio::error::would_block) throw Gone();
    if (sent == first.size() + second.size()) co_return;
    const std::size_t of_first = std::min(sent, first.size());
    buffers = {asio::buffer(std::string_view(first).substr(of_first)), asio::buffer(second.substr(sent - of_first))};
    co_await asio::async_write(socket_, buffers, asio::redirect_error(asio::use_awaitable, error));
    if (error) throw Gone();
  }

  Shared& shared_;
  Socket socket_;
  std::string peer_;
  bool peer_private_ = false;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::optional<ParsedRequest> request_;
  std::vector<char> piece_;
  std::size_t body_seen_ = 0;
  std::size_t body_limit_ = 0;
  Phase phase_ = Phase::idle;
  Time deadline_{};
  bool keep_alive_ = true;
  bool timed_out_ = false;
  bool streaming_ = false;
};

}  // namespace

std::unique_ptr<Session> make_session(Shared& shared, Socket socket) {
  return std::make_unique<SessionImpl>(shared, std::move(socket));
}

}  // namespace kontor::http
