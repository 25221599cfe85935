#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "http/extract.hpp"
#include "http/message.hpp"
#include "http/operation.hpp"
#include "http/respond.hpp"
#include "reflect/json_schema.hpp"

namespace kontor::observe {
class Metrics;
}
namespace prometheus {
class Counter;
class Histogram;
}  // namespace prometheus

namespace kontor::http {

using Handler = std::function<Async<Response>(Request&)>;

struct Route {
  Operation operation;
  Handler handler;
  prometheus::Histogram* seconds = nullptr;
  std::array<prometheus::Counter*, 6> answers{};  ///< by the status' first digit
};

/// The table of routes of one loop, and the same table as documentation.
///
///     router.add(Method::post, "/api/v1/documents", &api, &DocumentsApi::generate, {.summary = "Make a document"});
///
/// A handler's signature says all: what it takes from the request (http/extract.hpp), what it gives (http/respond.hpp).
class Router {
 public:
  /// `authenticate` tells who asks, Error{unauthenticated} for nobody, and checks CSRF.
  explicit Router(Authenticate authenticate = {}) : authenticate_(std::move(authenticate)) {}

  template <class Api, class R, class... Args>
  void add(Method method, std::string_view path, Api* api, Task<R> (Api::*handler)(Args...), About about) {
    Operation operation = describe(method, path, std::move(about));
    (Extract<Args>::describe(operation, components_), ...);
    Respond<R>::describe(operation, components_);
    add_route({.operation = std::move(operation), .handler = [this, api, handler](Request& request) -> Async<Response> {
                 [[maybe_unused]] std::size_t placeholder = 0;
                 [[maybe_unused]] const Authenticate& who = authenticate_;
                 std::tuple<Result<Args>...> args{Extract<Args>::from(request, who, placeholder)...};
                 if (std::optional<Error> bad = first_error(args)) co_return answer(std::move(*bad), request);
                 Result<R> result = co_await std::apply(
                     [&](Result<Args>&... each) { return (api->*handler)(std::move(*each)...); }, args);
                 if (!result) co_return answer(std::move(result).error(), request);
                 if constexpr (std::is_void_v<R>)
                   co_return Respond<void>::make();
                 else
                   co_return Respond<R>::make(std::move(*result));
               }});
  }

  void add_route(Route route);
  /// Counts and times every answer from now on.
  void measure(observe::Metrics& metrics);

  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> values;  ///< of the placeholders, decoded
    std::string allow;                ///< of the path when only the method does not fit
  };
  Match match(Method method, std::string_view path) const;

  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }
  reflect::Components& components() { return components_; }

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> placeholder;
    std::array<Route*, 8> by_method{};
  };

  /// All bad fields of all arguments; but who is nobody, or may not, hears only that.
  template <class... Args>
  static std::optional<Error> first_error(std::tuple<Result<Args>...>& args) {
    std::optional<Error> found;
    std::apply([&](auto&... each) { (merge(found, each.has_value() ? nullptr : &each.error()), ...); }, args);
    return found;
  }
  static void merge(std::optional<Error>& found, const Error* next);
  static Response answer(Error error, const Request& request);

  Authenticate authenticate_;
  reflect::Components components_;
  std::vector<std::unique_ptr<Route>> routes_;
  Node root_;
};

}  // namespace kontor::http
