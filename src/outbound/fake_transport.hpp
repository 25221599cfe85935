#pragma once

#include <deque>

#include "outbound/transport.hpp"

namespace kontor::outbound {

/// For tests: gives prepared answers in order and remembers what was asked.
class FakeTransport final : public Transport {
 public:
  struct Prepared {
    Answer answer;
    std::vector<std::string> pieces = {};  ///< for on_data, before the answer
  };

  std::deque<Prepared> prepared;
  std::vector<Request> asked;

  void prepare(int status, std::string body = {}, std::vector<Header> headers = {}) {
    prepared.push_back({Response{status, std::move(headers), std::move(body)}});
  }
  void prepare(Failed failed) { prepared.push_back({std::unexpected(std::move(failed))}); }

  Async<Answer> send(Request request) override {
    asked.push_back(request);
    if (prepared.empty()) throw std::logic_error("no answer was prepared for " + request.method + " " + request.url);
    Prepared next = std::move(prepared.front());
    prepared.pop_front();
    for (std::string& piece : next.pieces)
      if (!co_await request.on_data(std::move(piece))) co_return std::unexpected(Failed{Cause::stopped});
    co_return std::move(next.answer);
  }
};

}  // namespace kontor::outbound
