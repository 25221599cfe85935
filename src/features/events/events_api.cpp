#include "features/events/events_api.hpp"

namespace kontor::events {

void EventsApi::routes(http::Router& router, EventsApi* api) {
  router.add(http::Method::get, "/api/v1/events", api, &EventsApi::stream,
             {"What happens in the organisation, as server-sent events", "events"});
}

Task<http::Custom> EventsApi::stream(Caller caller) {
  http::Response response{.content_type = "text/event-stream"};
  response.stream = [listener = events_.listen(caller.org)](http::StreamWriter& out) -> Async<> {
    co_await out.write(":\n\n");  // at once, so that the page knows that it is connected
    for (;;) {
      const std::string event = co_await listener->next();
      if (event.empty()) co_return;
      co_await out.write(event);
    }
  };
  co_return http::Custom{std::move(response)};
}

}  // namespace kontor::events
