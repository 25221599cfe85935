#pragma once

#include "http/message.hpp"
#include "http/operation.hpp"
#include "reflect/json_schema.hpp"
#include "reflect/json_write.hpp"

/// What a handler may give. Anything that is described becomes 200 with JSON; `Task<>` becomes 204.
namespace kontor::http {

/// 201 with JSON.
template <class T>
struct Created {
  T value;
};

/// JSON with cookies to set (whole `Set-Cookie` values).
template <class T>
struct WithCookies {
  T value;
  std::vector<std::string> cookies;
  unsigned status = 200;
};

/// A response that the handler made itself: a file, a picture, a stream.
struct Custom {
  Response response;
};

template <class T>
struct Respond {
  static Response make(T value) { return json(200, value); }
  static Response json(unsigned status, const T& value) {
    // As much room as the last answer of this kind took: lists grow without copying.
    static thread_local std::size_t usual = 256;
    Response response{.status = status, .content_type = "application/json"};
    response.body.reserve(usual);
    reflect::write_json(response.body, value);
    usual = response.body.size() + response.body.size() / 8;
    return response;
  }
  static void describe(Operation& operation, reflect::Components& components) {
    operation.response_type = "application/json";
    operation.response_schema = reflect::schema_of<T>(components);
  }
};

template <>
struct Respond<void> {
  static Response make() { return {.status = 204}; }
  static void describe(Operation& operation, reflect::Components&) { operation.status = 204; }
};

template <class T>
struct Respond<Created<T>> {
  static Response make(Created<T> created) { return Respond<T>::json(201, created.value); }
  static void describe(Operation& operation, reflect::Components& components) {
    Respond<T>::describe(operation, components);
    operation.status = 201;
  }
};

template <class T>
struct Respond<WithCookies<T>> {
  static Response make(WithCookies<T> answer) {
    Response response = Respond<T>::json(answer.status, answer.value);
    for (const std::string& cookie : answer.cookies) response.add_header("Set-Cookie", cookie);
    return response;
  }
  static void describe(Operation& operation, reflect::Components& components) {
    Respond<T>::describe(operation, components);
  }
};

template <>
struct Respond<Custom> {
  static Response make(Custom custom) { return std::move(custom.response); }
  static void describe(Operation& operation, reflect::Components&) { operation.response_type = "*/*"; }
};

}  // namespace kontor::http
