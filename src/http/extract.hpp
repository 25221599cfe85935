#pragma once

#include <boost/json/value.hpp>
#include <functional>

#include "base/caller.hpp"
#include "http/message.hpp"
#include "http/operation.hpp"
#include "reflect/json_read.hpp"
#include "reflect/json_schema.hpp"

/// What a handler may take. Each type says how it comes out of a request and how it stands in the documentation.
namespace kontor::http {

/// A JSON body.
template <class T>
struct Body {
  T value;
};

/// A JSON body that may be left out: then all of its members, which are optional, are absent.
template <class T>
struct OptionalBody {
  T value;
};

/// The next placeholder of the path.
template <class T>
struct Path {
  T value;
};

/// The query, as a struct whose members are all optional.
template <class T>
struct Query {
  T value;
};

/// The `Idempotency-Key` header, if sent.
struct IdempotencyKey {
  std::optional<Text<1, 200>> value;
};

/// A body that is streamed.
struct Upload {
  std::string content_type;
  BodyReader& reader;
};

/// The request itself, for what stands in headers and cookies.
struct Raw {
  const Request& request;
};

using Authenticate = std::function<Result<Caller>(const Request&)>;

/// The value of `text` in the path or query as JSON would hold it, so that one Reader serves all.
boost::json::value as_json(std::string_view text, bool integer);
Result<boost::json::value> json_body(const Request& request);
Result<std::vector<std::pair<std::string, std::string>>> query_pairs(const Request& request);

template <class T>
struct Extract;

template <>
struct Extract<Caller> {
  static Result<Caller> from(const Request& request, const Authenticate& authenticate, std::size_t&) {
    return authenticate(request);
  }
  static void describe(Operation& operation, reflect::Components&) { operation.authenticated = true; }
};

template <class T>
struct Extract<Body<T>> {
  static Result<Body<T>> from(const Request& request, const Authenticate&, std::size_t&) {
    TRY(const boost::json::value json, json_body(request));
    TRY(T value, reflect::decode<T>(json, "body"));
    return Body<T>{std::move(value)};
  }
  static void describe(Operation& operation, reflect::Components& components) {
    operation.body = BodyKind::json;
    operation.request_schema = reflect::schema_of<T>(components);
  }
};

template <class T>
struct Extract<OptionalBody<T>> {
  static Result<OptionalBody<T>> from(const Request& request, const Authenticate& authenticate, std::size_t& nth) {
    if (request.body.empty()) return OptionalBody<T>{};
    TRY(Body<T> body, Extract<Body<T>>::from(request, authenticate, nth));
    return OptionalBody<T>{std::move(body.value)};
  }
  static void describe(Operation& operation, reflect::Components& components) {
    Extract<Body<T>>::describe(operation, components);
    operation.body_required = false;
  }
};

template <class T>
struct Extract<Path<T>> {
  static Result<Path<T>> from(const Request& request, const Authenticate&, std::size_t& placeholder) {
    const std::string& text = request.path_values.at(placeholder++);
    TRY(T value, reflect::decode<T>(as_json(text, std::integral<T>), "path"));
    return Path<T>{std::move(value)};
  }
  static void describe(Operation& operation, reflect::Components& components) {
    std::size_t nth = 0;
    for (const Parameter& parameter : operation.parameters) nth += parameter.in == "path" ? 1 : 0;
    operation.parameters.push_back({operation.placeholders().at(nth), "path", true, reflect::schema_of<T>(components)});
  }
};

template <class T>
struct Extract<Query<T>> {
  static Result<Query<T>> from(const Request& request, const Authenticate&, std::size_t&) {
    TRY(const auto pairs, query_pairs(request));
    boost::json::object object;
    for (const auto& [key, text] : pairs) object[key] = as_json(text, is_integer(key));
    TRY(T value, reflect::decode<T>(object, "query"));
    return Query<T>{std::move(value)};
  }
  static void describe(Operation& operation, reflect::Components& components) {
    describe(operation, components, std::make_index_sequence<reflect::kMemberCount<T>>());
  }

 private:
  template <std::size_t I>
  using Value = typename reflect::MemberType<T, I>::value_type;

  static bool is_integer(std::string_view key) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return ((key == boost::mp11::mp_at_c<reflect::Members<T>, I>::name && std::integral<Value<I>>) || ...);
    }(std::make_index_sequence<reflect::kMemberCount<T>>());
  }
  template <std::size_t... I>
  static void describe(Operation& operation, reflect::Components& components, std::index_sequence<I...>) {
    (operation.parameters.push_back({boost::mp11::mp_at_c<reflect::Members<T>, I>::name, "query", false,
                                     reflect::schema_of<Value<I>>(components)}),
     ...);
  }
};

template <>
struct Extract<IdempotencyKey> {
  static Result<IdempotencyKey> from(const Request& request, const Authenticate&, std::size_t&);
  static void describe(Operation& operation, reflect::Components& components);
};

template <>
struct Extract<Upload> {
  static Result<Upload> from(const Request& request, const Authenticate&, std::size_t&);
  static void describe(Operation& operation, reflect::Components& components);
};

template <>
struct Extract<Raw> {
  static Result<Raw> from(const Request& request, const Authenticate&, std::size_t&) { return Raw{request}; }
  static void describe(Operation&, reflect::Components&) {}
};

}  // namespace kontor::http
