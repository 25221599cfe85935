#pragma once

#include "features/events/events.hpp"
#include "http/router.hpp"

namespace kontor::events {

class EventsApi {
 public:
  explicit EventsApi(Events& events) : events_(events) {}

  static void routes(http::Router& router, EventsApi* api);

  Task<http::Custom> stream(Caller caller);

 private:
  Events& events_;
};

}  // namespace kontor::events
