#include "http/router.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include "http/problem.hpp"
#include "http/url.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"

namespace kontor::http {
namespace {

/// Calls f(segment) for each part between slashes; stops when f gives false.
template <class F>
bool each_segment(std::string_view path, F&& f) {
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    if (!f(path.substr(0, end))) return false;
    path.remove_prefix(end);
  }
  return true;
}

bool is_placeholder(std::string_view segment) { return segment.starts_with('{'); }

}  // namespace

std::vector<std::string> Operation::placeholders() const {
  std::vector<std::string> names;
  each_segment(path, [&](std::string_view segment) {
    if (is_placeholder(segment)) names.emplace_back(segment.substr(1, segment.size() - 2));
    return true;
  });
  return names;
}

Operation describe(Method method, std::string_view path, About about) {
  return {.method = method, .path = std::string(path), .about = std::move(about)};
}

void Router::add_route(Route route) {
  Node* node = &root_;
  each_segment(route.operation.path, [&](std::string_view segment) {
    auto& next = is_placeholder(segment) ? node->placeholder : node->literal[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
    return true;
  });
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  node->by_method[static_cast<std::size_t>(routes_.back()->operation.method)] = routes_.back().get();
}

void Router::measure(observe::Metrics& metrics) {
  for (const auto& route : routes_) {
    const observe::Labels labels{{"method", std::string(name(route->operation.method))},
                                 {"route", route->operation.path}};
    route->seconds =
        &metrics.seconds("kontor_http_request_seconds", "Time from a request's headers to its answer.", labels);
    for (std::size_t digit = 2; digit < route->answers.size(); ++digit) {
      observe::Labels with_status = labels;
      with_status["status"] = fmt::format("{}xx", digit);
      route->answers[digit] = &metrics.counter("kontor_http_requests_total", "Answered requests.", with_status);
    }
  }
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match match;
  const Node* node = &root_;
  const bool found = path.starts_with('/') && each_segment(path, [&](std::string_view segment) {
                       if (const auto literal = node->literal.find(segment); literal != node->literal.end()) {
                         node = literal->second.get();
                         return true;
                       }
                       auto value =
                           node->placeholder && !segment.empty() ? percent_decode(segment, false) : std::nullopt;
                       if (!value) return false;
                       match.values.push_back(std::move(*value));
                       node = node->placeholder.get();
                       return true;
                     });
  if (!found) return {};
  match.route = node->by_method[static_cast<std::size_t>(method == Method::head ? Method::get : method)];
  if (!match.route)
    for (const Route* other : node->by_method)
      if (other) match.allow += fmt::format("{}{}", match.allow.empty() ? "" : ", ", name(other->operation.method));
  return match;
}

void Router::merge(std::optional<Error>& found, const Error* next) {
  if (!next) return;
  if (!found)
    found = *next;
  else if (found->code == Code::invalid && next->code == Code::invalid)
    found->fields.insert(found->fields.end(), next->fields.begin(), next->fields.end());
}

Response Router::answer(Error error, const Request& request) {
  if (!error.internal_context.empty())
    log::info("request refused",
              {{"request_id", request.request_id}, {"code", name(error.code)}, {"context", error.internal_context}});
  return problem(error, request.request_id);
}

}  // namespace kontor::http
