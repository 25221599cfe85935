#pragma once

#include <chrono>
#include <string>

#include "async/task.hpp"
#include "state/state.hpp"

namespace kontor::auth {

/// How often one may try. Guessing gets hopeless, a person with a bad memory hardly notices.
class LoginLimits {
 public:
  /// Of failed logins of one account; a success forgets them.
  static constexpr int kPerAccount = 10;
  /// Of logins from one address: an office behind one address stays below.
  static constexpr int kPerAddress = 100;
  static constexpr std::chrono::minutes kWindow{15};
  /// Of new organisations from one address in an hour: each costs a password hash.
  static constexpr int kRegistrations = 200;

  explicit LoginLimits(state::State& state) : state_(state) {}

  /// Counts a try; Error{rate_limited} with the time to wait. While the shared state is away nobody is locked out.
  Task<> login(const std::string& email, const std::string& address);
  Async<> succeeded(const std::string& email);
  Task<> registration(const std::string& address);

 private:
  Task<> count(std::string key, int most, std::chrono::minutes window);

  state::State& state_;
};

}  // namespace kontor::auth
