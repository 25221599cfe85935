#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace kontor::app {

enum class Role { api, auth, ai, email, worker, scheduler, dashboard };
BOOST_DESCRIBE_ENUM(Role, api, auth, ai, email, worker, scheduler, dashboard)

/// What this process does; all of it, unless told otherwise.
class Roles {
 public:
  static Roles all();
  /// `api,worker`; the error names the unknown one and the choices.
  static Result<Roles> parse(std::string_view text);

  bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }

 private:
  std::uint32_t bits_ = 0;
};

}  // namespace kontor::app
