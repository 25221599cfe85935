#pragma once

#include <memory>

#include "async/loops.hpp"
#include "outbound/transport.hpp"

namespace kontor::outbound {

class CurlLoop;

struct CurlOptions {
  std::string proxy = {};               ///< `http://host:port`; empty: none, whatever the environment says
  std::string no_proxy = {};            ///< hosts that are reached without it, comma-separated
  std::string ca_file = {};             ///< instead of the system's certificates
  std::vector<std::string> names = {};  ///< `host:port:address`: known without DNS
  std::string user_agent = "Kontor";
};

/// The real one: libcurl on the loop. HTTP/2 where the other side has it, connections kept, certificates always
/// checked. With a proxy, a user's URL is checked only when its host is written as an address: the proxy resolves the
/// names.
class CurlTransport final : public Transport {
 public:
  CurlTransport(async::Executor executor, CurlOptions options = {});
  ~CurlTransport() override;

  Async<Answer> send(Request request) override;

 private:
  std::shared_ptr<CurlLoop> loop_;
  CurlOptions options_;
};

}  // namespace kontor::outbound
