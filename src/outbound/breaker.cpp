#include "outbound/breaker.hpp"

namespace kontor::outbound {
namespace {

bool is_failure(const Answer& answer) {
  if (answer) return answer->status >= 500;
  switch (answer.error().cause) {
    case Cause::resolve:
    case Cause::connect:
    case Cause::tls:
    case Cause::timed_out:
    case Cause::cut_off:
      return true;
    default:
      return false;
  }
}

/// Reports the call as abandoned unless it was reported otherwise, also when its coroutine is dropped.
class Admission {
 public:
  explicit Admission(std::shared_ptr<Breaker> breaker) : breaker_(std::move(breaker)) {}
  Admission(const Admission&) = delete;
  Admission& operator=(const Admission&) = delete;
  ~Admission() {
    if (breaker_) breaker_->abandoned();
  }
  void report(bool failed) {
    const auto breaker = std::exchange(breaker_, nullptr);
    failed ? breaker->failed() : breaker->succeeded();
  }

 private:
  std::shared_ptr<Breaker> breaker_;
};

}  // namespace

bool Breaker::admit() {
  if (!open_) return true;
  if (trying_ || clock_.now() < until_) return false;
  trying_ = true;
  return true;
}

void Breaker::succeeded() {
  open_ = trying_ = false;
  failures_ = 0;
  rest_ = limits_.rest;
}

void Breaker::failed() {
  if (open_) {
    if (!trying_) return;  // it began before the others opened the breaker
    rest_ = std::min(limits_.longest, rest_ * 2);
  } else if (++failures_ < limits_.failures) {
    return;
  }
  open_ = true;
  trying_ = false;
  until_ = clock_.now() + rest_;
}

void Breaker::abandoned() { trying_ = false; }

Async<Answer> Breaking::send(Request request) {
  const std::string host(host_of(request.url));
  const auto breaker = breaker_of(host);
  if (!breaker->admit()) co_return std::unexpected(Failed{Cause::resting, host});
  Admission admission(breaker);
  Answer answer = co_await inner_.send(std::move(request));
  admission.report(is_failure(answer));
  co_return answer;
}

std::shared_ptr<Breaker> Breaking::breaker_of(std::string_view host) {
  if (breakers_.size() >= kMaxHosts)
    std::erase_if(breakers_, [](const auto& entry) { return !entry.second->open() && entry.second.use_count() == 1; });
  auto& breaker = breakers_[std::string(host)];
  if (!breaker) breaker = std::make_shared<Breaker>(clock_, limits_);
  return breaker;
}

}  // namespace kontor::outbound
