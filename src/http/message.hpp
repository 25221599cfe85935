#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "async/task.hpp"

namespace kontor::http {

enum class Method { get, head, post, put, patch, del, options, other };

std::string_view name(Method method);

/// The bytes of a body as they arrive, for what is too large to keep in memory.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  /// The next piece, valid until the next call; empty at the end. Error{too_large} over the limit; throws when the
  /// client goes away.
  virtual Task<std::string_view> next() = 0;
};

/// A request as handlers see it; lives as long as its handling. Names of headers are in any case.
class Request {
 public:
  virtual ~Request() = default;

  Method method = Method::get;
  std::string path;            ///< without the query, still percent-encoded
  std::string query;           ///< without the question mark
  std::string body;            ///< of routes that take a whole body
  std::string remote_address;  ///< of the client, behind a trusted proxy too
  std::string request_id;
  BodyReader* upload = nullptr;          ///< of routes that stream theirs
  std::vector<std::string> path_values;  ///< decoded, in the order of the route's placeholders

  /// Empty when absent.
  virtual std::string_view header(std::string_view name) const = 0;
  /// The value of one cookie; empty when absent.
  std::string_view cookie(std::string_view name) const;
};

/// Where a streamed response goes. Throws when the client is gone or the server stops.
class StreamWriter {
 public:
  virtual ~StreamWriter() = default;
  virtual Async<> write(std::string_view bytes) = 0;
};

struct Response {
  unsigned status = 200;
  std::string content_type;  ///< empty: no body, no type
  std::string body;
  std::string_view static_body;                  ///< instead of `body`: bytes that live as long as the program
  std::string headers;                           ///< further lines, by add_header
  bool framed_by_us = false;                     ///< our own pages may show it in a frame (the preview of a document)
  std::function<Async<>(StreamWriter&)> stream;  ///< instead of a body: called with the open response

  /// Line breaks in the value become spaces: no value starts a header of its own.
  void add_header(std::string_view name, std::string_view value);
};

}  // namespace kontor::http
