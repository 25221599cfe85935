#include "state/redis_link.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <random>

namespace kontor::state {
namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
using Endpoint = asio::generic::stream_protocol::endpoint;

}  // namespace

/// One try to connect and, if it succeeds, its socket; a lost one is left to its coroutines, which see that and end.
struct RedisLink::Wire {
  explicit Wire(async::Executor executor) : resolver(executor), socket(executor) {}

  Async<boost::system::error_code> connect(const RedisAddress& address) {
    if (!address.path.empty()) {
      auto [error] = co_await socket.async_connect(asio::local::stream_protocol::endpoint(address.path), kTuple);
      co_return error;
    }
    auto [error, found] = co_await resolver.async_resolve(address.host, address.port, kTuple);
    for (const auto& entry : found) {
      boost::system::error_code ignored;
      socket.close(ignored);
      std::tie(error) = co_await socket.async_connect(Endpoint(entry.endpoint()), kTuple);
      if (!error || error == asio::error::operation_aborted) break;
    }
    if (!error) socket.set_option(asio::ip::tcp::no_delay(true), error);
    co_return error;
  }

  void close() {
    boost::system::error_code ignored;
    resolver.cancel();
    socket.close(ignored);
  }

  asio::ip::tcp::resolver resolver;
  asio::generic::stream_protocol::socket socket;
  ReplyReader reader;
  std::array<char, 16'384> buffer;
};

RedisLink::RedisLink(RedisAddress address, async::Executor executor, RedisOptions options)
    : address_(std::move(address)), executor_(executor), options_(options), deadline_(executor) {}

Async<Reply> RedisLink::call(std::vector<std::string> command) {
  const auto self = shared_from_this();
  if (phase_ == Phase::closed) throw Unavailable("Redis: the connection was closed");
  if (phase_ == Phase::down) {
    if (const auto wait = retry_in(); wait.count() > 0)
      throw Unavailable(fmt::format("Redis: {}; the next try is in {} ms", reason_, wait.count()));
    start_connecting();
  }
  encode(command, outgoing_);
  // The queue owns the call and through it this coroutine: who drops the queue drops its waiters.
  Call& mine = *calls_.emplace_back(std::make_unique<Call>(Clock::now() + options_.call_timeout));
  watch_deadlines();
  flush();
  const std::expected<Reply, std::string> reply = co_await mine.answer.wait();
  if (!reply) throw Unavailable("Redis: " + reply.error());
  if (reply->kind == Reply::Kind::error) throw Unavailable("Redis refused " + command.front() + ": " + reply->text);
  co_return *reply;
}

void RedisLink::listen(std::function<void(const std::string&, const std::string&)> on_message,
                       std::function<void()> on_down) {
  on_message_ = std::move(on_message);
  on_down_ = std::move(on_down);
}

std::chrono::milliseconds RedisLink::retry_in() const {
  if (phase_ != Phase::down) return {};
  return std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(retry_at_ - Clock::now()));
}

void RedisLink::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  deadline_.cancel();
  if (wire_) std::exchange(wire_, nullptr)->close();
  const auto dropped = std::exchange(calls_, {});
}

void RedisLink::start_connecting() {
  phase_ = Phase::connecting;
  wire_ = std::make_shared<Wire>(executor_);
  asio::co_spawn(executor_, serve(shared_from_this(), wire_), asio::detached);
}

Async<> RedisLink::serve(std::shared_ptr<RedisLink> self, std::shared_ptr<Wire> wire) {
  const boost::system::error_code failed = co_await wire->connect(self->address_);
  if (self->wire_ != wire) co_return;
  if (failed) {
    self->lose("cannot connect: " + failed.message());
    co_return;
  }
  self->greet();
  for (;;) {
    const auto [error, size] = co_await wire->socket.async_read_some(asio::buffer(wire->buffer), kTuple);
    if (self->wire_ != wire) co_return;
    if (error) {
      self->lose("the connection was lost: " + error.message());
      co_return;
    }
    try {
      wire->reader.feed({wire->buffer.data(), size});
      while (self->wire_ == wire) {
        auto reply = wire->reader.next();
        if (!reply) break;
        self->take(std::move(*reply));
      }
    } catch (const Unavailable& broken) {
      if (self->wire_ == wire) self->lose(broken.what());
    }
    if (self->wire_ != wire) co_return;
  }
}

void RedisLink::greet() {
  std::vector<std::vector<std::string>> greeting;
  if (!address_.password.empty()) {
    greeting.push_back({"AUTH"});
    if (!address_.user.empty()) greeting.back().push_back(address_.user);
    greeting.back().push_back(address_.password.reveal());
  }
  if (address_.db != 0) greeting.push_back({"SELECT", std::to_string(address_.db)});
  greeting.push_back({"PING"});  // a server that is still loading its data says so here, and counts as down

  std::string first;
  const auto deadline = calls_.empty() ? Clock::now() + options_.call_timeout : calls_.front()->deadline;
  for (const auto& command : greeting) {
    encode(command, first);
    calls_.push_front(std::make_unique<Call>(deadline, true));
  }
  outgoing_.insert(0, first);
  phase_ = Phase::up;
  flush();
}

void RedisLink::flush() {
  if (phase_ != Phase::up || writing_ || outgoing_.empty()) return;
  writing_ = true;
  asio::co_spawn(executor_, write(shared_from_this(), wire_), asio::detached);
}

Async<> RedisLink::write(std::shared_ptr<RedisLink> self, std::shared_ptr<Wire> wire) {
  while (self->wire_ == wire && !self->outgoing_.empty()) {
    const std::string bytes = std::exchange(self->outgoing_, {});
    const auto [error, size] = co_await asio::async_write(wire->socket, asio::buffer(bytes), kTuple);
    if (error && self->wire_ == wire) self->lose("the connection was lost: " + error.message());
  }
  if (self->wire_ == wire) self->writing_ = false;
}

void RedisLink::take(Reply reply) {
  const bool message = reply.kind == Reply::Kind::list && reply.items.size() == 3 && reply.items[0].text == "message";
  if (message && on_message_) {
    on_message_(reply.items[1].text, reply.items[2].text);
    return;
  }
  if (calls_.empty()) return lose("it answered a question that nobody asked");
  const std::unique_ptr<Call> call = std::move(calls_.front());
  calls_.pop_front();
  if (!call->handshake) {
    failures_ = 0;
    call->answer.give(std::move(reply));
  } else if (reply.kind == Reply::Kind::error) {
    lose("it refused the connection: " + reply.text);
  }
}

void RedisLink::watch_deadlines() {
  if (watching_ || calls_.empty()) return;
  watching_ = true;
  deadline_.expires_at(calls_.front()->deadline);
  deadline_.async_wait([weak = weak_from_this()](boost::system::error_code cancelled) {
    const auto self = weak.lock();
    if (!self) return;
    self->watching_ = false;
    if (cancelled || self->calls_.empty()) return;
    if (self->calls_.front()->deadline > Clock::now()) return self->watch_deadlines();
    self->lose(fmt::format("no answer in {} ms", self->options_.call_timeout.count()));
  });
}

void RedisLink::lose(std::string reason) {
  std::exchange(wire_, nullptr)->close();
  phase_ = Phase::down;
  writing_ = false;
  outgoing_.clear();
  reason_ = reason;
  // At once after a connection that worked; then 50 ms, 100 ms, … with jitter, so that many loops do not come together.
  std::chrono::milliseconds backoff{0};
  if (failures_ > 0) {
    backoff = std::min(options_.max_backoff, std::chrono::milliseconds(25) * (1 << std::min(failures_, 10)));
    static thread_local std::minstd_rand random{std::random_device{}()};
    backoff = backoff / 2 + std::chrono::milliseconds(random() % (backoff.count() / 2 + 1));
  }
  ++failures_;
  retry_at_ = Clock::now() + backoff;

  const auto self = shared_from_this();
  const auto lost = std::exchange(calls_, {});
  for (const auto& call : lost)
    if (!call->handshake) call->answer.give(std::unexpected(reason));
  if (on_down_ && phase_ != Phase::closed) on_down_();
}

}  // namespace kontor::state
