#include "outbound/curl_transport.hpp"

#include "outbound/curl_transfer.hpp"
#include "outbound/egress_guard.hpp"

namespace kontor::outbound {
namespace {

bool is_clean(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

std::optional<Failed> refused(const Request& request) {
  const bool clean = is_clean(request.method) && is_clean(request.url) && !request.method.empty() &&
                     std::ranges::all_of(request.headers, [](const Header& header) {
                       return !header.name.empty() && is_clean(header.name) && is_clean(header.value);
                     });
  if (!clean) return Failed{Cause::bad_request, "a line break in the method, the URL or a header"};
  if (request.host_chosen == Chosen::by_user && names_private_address(host_of(request.url)))
    return Failed{Cause::blocked, std::string(host_of(request.url))};
  return std::nullopt;
}

}  // namespace

CurlTransport::CurlTransport(async::Executor executor, CurlOptions options)
    : loop_(std::make_shared<CurlLoop>(executor)), options_(std::move(options)) {}

CurlTransport::~CurlTransport() = default;

Async<Answer> CurlTransport::send(Request request) {
  if (auto bad = refused(request)) co_return std::unexpected(std::move(*bad));
  const CurlOptions options = options_;  // the transport may go while the transfer still runs
  CurlTransfer transfer(loop_, request, options);
  transfer.start();
  for (;;) {
    if (transfer.has_data()) {
      if (!co_await request.on_data(transfer.take_data()))
        co_return std::unexpected(Failed{Cause::stopped, std::string(host_of(request.url)), true});
    } else if (transfer.is_finished()) {
      co_return transfer.answer();
    } else if (!co_await transfer.wait()) {
      co_return std::unexpected(
          Failed{Cause::timed_out,
                 fmt::format("{}: not a byte in {} ms", host_of(request.url), request.timeouts.stall.count()), true});
    }
  }
}

}  // namespace kontor::outbound
