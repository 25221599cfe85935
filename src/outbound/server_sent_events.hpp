#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kontor::outbound {

struct ServerSentEvent {
  std::string event = "message";
  std::string data = {};
  std::string id = {};
};

/// The parser of the HTML standard's event streams: bytes in any pieces, events out. No I/O.
class ServerSentEvents {
 public:
  /// Past this many bytes one event is no event any more.
  explicit ServerSentEvents(std::size_t max_event = 1 << 20) : max_event_(max_event) {}

  /// The events that these bytes complete. Fails, for good, when one is too large.
  Result<std::vector<ServerSentEvent>> feed(std::string_view bytes);

 private:
  void take_line(std::vector<ServerSentEvent>& out);

  std::size_t max_event_;
  std::string line_;
  ServerSentEvent current_;
  bool has_data_ = false;
  bool after_cr_ = false;
  bool at_start_ = true;
};

}  // namespace kontor::outbound
