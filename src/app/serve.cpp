#include "app/serve.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <future>

#include "app/demo.hpp"
#include "app/site.hpp"
#include "async/timer.hpp"
#include "observe/log.hpp"

namespace kontor::app {
namespace {

/// A database that restarts forgets who works on it; in this time nobody else is likely to be started.
constexpr std::chrono::seconds kPresenceCheck{2};

/// For the person who started it: what happens, since when.
class Console {
 public:
  void say(std::string_view line) const {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    std::fputs(fmt::format("[{:6.2f} s] {}\n", seconds, line).c_str(), stdout);
    std::fflush(stdout);
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

class Serving {
 public:
  explicit Serving(const Config& config)
      : process_(config, [this](std::string_view line) { console_.say(line); }),
        signals_(process_.loops.at(0).context()) {}

  void run() {
    make_sites();
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](boost::system::error_code error, int) {
      if (!error) stop();
    });
    process_.loops.run([this](async::Loop& loop) {
      if (loop.index() == 0) async::spawn(loop.executor(), begin());
    });
    sites_.clear();
  }

 private:
  void make_sites() {
    unsigned short port = process_.config.port;
    for (std::size_t i = 0; i < process_.loops.size(); ++i) {
      sites_.push_back(std::make_unique<Site>(process_, process_.loops.at(i), port));
      port = sites_.front()->port();
    }
  }

  /// On the first loop; the others only wait for their site to be started.
  Async<> begin() {
    async::spawn(process_.loops.at(0).executor(), watch_presence());
    if (process_.config.redis_url.empty()) co_await sites_.front()->take_back_jobs();
    for (std::size_t i = 0; i < sites_.size(); ++i)
      asio::post(process_.loops.at(i).executor(), [site = sites_[i].get()] { site->start(); });
    if (process_.config.demo) {
      co_await make_demo(*sites_.front(), [this](std::string_view line) { console_.say(line); });
      console_.say(fmt::format("Log in as {} with the password {}", kDemoEmail, kDemoPassword));
    }
    const std::string host = process_.config.host == "127.0.0.1" ? "localhost" : process_.config.host;
    console_.say(fmt::format("Kontor serves at http://{}:{}", host, sites_.front()->port()));
  }

  Async<> watch_presence() {
    for (;;) {
      co_await async::sleep_for(kPresenceCheck);
      const auto state = co_await process_.cpu.run([this] { return process_.presence->renew(); });
      if (state != db::Presence::State::taken) continue;
      log::error("another process took over the database while it was away", {});
      console_.say("Another Kontor works on this database now");
      stop();
      co_return;
    }
  }

  void stop() {
    if (std::exchange(stopping_, true)) return;
    console_.say("Stopping: what is in flight finishes first");
    left_ = sites_.size();
    for (std::size_t i = 0; i < sites_.size(); ++i)
      asio::co_spawn(process_.loops.at(i).executor(), sites_[i]->stop(), [this](std::exception_ptr failure) {
        if (failure) log::error("a loop did not stop in order", {});
        if (--left_ == 0) process_.loops.stop();
      });
    signals_.async_wait([](boost::system::error_code error, int) {
      if (!error) std::_Exit(1);  // asked twice
    });
  }

  Console console_;
  Process process_;
  asio::signal_set signals_;
  std::vector<std::unique_ptr<Site>> sites_;
  std::atomic<std::size_t> left_{0};
  bool stopping_ = false;
};

}  // namespace

void serve(const Config& config) { Serving(config).run(); }

}  // namespace kontor::app
