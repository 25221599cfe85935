#include "http/problem.hpp"

#include "reflect/json_write.hpp"

namespace kontor {
KONTOR_DESCRIBE(FieldError, location, message)
}

namespace kontor::http {
namespace {

struct Problem {
  std::string_view type;
  std::string_view title;
  unsigned status;
  std::string_view detail;
  std::string_view request_id;
  std::vector<FieldError> errors;
};
KONTOR_DESCRIBE(Problem, type, title, status, detail, request_id, errors)

Response written(const Problem& problem) {
  Response response{.status = problem.status, .content_type = "application/problem+json"};
  reflect::write_json(response.body, problem);
  return response;
}

}  // namespace

unsigned status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return 422;
    case Code::unauthenticated:
      return 401;
    case Code::forbidden:
      return 403;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::too_large:
      return 413;
    case Code::unsupported:
      return 415;
    case Code::rate_limited:
      return 429;
    case Code::unavailable:
      return 503;
    case Code::upstream:
      return 502;
  }
  return 500;
}

std::string_view reason_of(unsigned status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 302:
      return "Found";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

Response problem(const Error& error, std::string_view request_id) {
  const unsigned status = status_of(error.code);
  Response response = written({.type = "about:blank",
                               .title = reason_of(status),
                               .status = status,
                               .detail = error.public_message,
                               .request_id = request_id,
                               .errors = error.fields});
  if (error.retry_after) response.add_header("Retry-After", std::to_string(error.retry_after->count()));
  if (status == 401) response.add_header("WWW-Authenticate", "Bearer");
  return response;
}

Response problem(unsigned status, std::string_view detail, std::string_view request_id) {
  return written({.type = "about:blank",
                  .title = reason_of(status),
                  .status = status,
                  .detail = detail,
                  .request_id = request_id,
                  .errors = {}});
}

}  // namespace kontor::http
