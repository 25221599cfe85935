#include "outbound/request.hpp"

namespace kontor::outbound {

bool Request::may_repeat() const {
  if (repeatable) return *repeatable;
  return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE" || method == "OPTIONS";
}

std::string_view Response::header(std::string_view wanted) const {
  const auto found = std::ranges::find(headers, wanted, &Header::name);
  return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

std::string_view name(Cause cause) {
  switch (cause) {
    case Cause::bad_request:
      return "bad_request";
    case Cause::blocked:
      return "blocked";
    case Cause::resolve:
      return "resolve";
    case Cause::connect:
      return "connect";
    case Cause::tls:
      return "tls";
    case Cause::timed_out:
      return "timed_out";
    case Cause::cut_off:
      return "cut_off";
    case Cause::too_large:
      return "too_large";
    case Cause::stopped:
      return "stopped";
    case Cause::resting:
      return "resting";
  }
  return "unknown";
}

Error Failed::error(std::string_view service) const {
  const auto say = [&](Code code, std::string_view what) {
    return Error{.code = code,
                 .public_message = fmt::format("{} {}", service, what),
                 .internal_context = fmt::format("{}: {}", name(cause), detail)};
  };
  switch (cause) {
    case Cause::bad_request:
      return say(Code::invalid, "has an address that cannot be used");
    case Cause::blocked:
      return say(Code::invalid, "has an address inside a private network, which is not allowed");
    case Cause::resolve:
    case Cause::connect:
      return say(Code::unavailable, "cannot be reached");
    case Cause::tls:
      return say(Code::upstream, "cannot be reached securely");
    case Cause::timed_out:
      return say(Code::unavailable, "did not answer in time");
    case Cause::cut_off:
      return say(Code::unavailable, "broke off its answer");
    case Cause::too_large:
      return say(Code::upstream, "answered with more than can be taken");
    case Cause::stopped:
      return say(Code::upstream, "gave an answer that cannot be used");
    case Cause::resting:
      return say(Code::unavailable, "failed several times in a row and is given a rest");
  }
  return say(Code::unavailable, "cannot be reached");
}

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == url.npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#\\"));
  if (const auto at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
  return url;
}

}  // namespace kontor::outbound
