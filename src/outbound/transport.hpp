#pragma once

#include "outbound/request.hpp"

namespace kontor::outbound {

/// Sends requests out of the house. One per loop, used on that loop only.
class Transport {
 public:
  virtual ~Transport() = default;

  /// Cancelling or dropping the awaiting coroutine ends the transfer; then it throws operation_aborted.
  virtual Async<Answer> send(Request request) = 0;
};

}  // namespace kontor::outbound
