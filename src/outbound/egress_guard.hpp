#pragma once

#include <boost/asio/ip/address.hpp>
#include <string_view>

struct sockaddr;

namespace kontor::outbound {

/// What a URL that a user typed (a webhook, an image, a calendar) may lead to: addresses of the open internet. Not the
/// machine itself, its network, a cloud's metadata service, or any of these written as an IPv6 address. Checked on the
/// address that is really connected to, so a name that resolves to something else the second time gains nothing.
bool is_public(const boost::asio::ip::address& address);
bool is_public(const sockaddr& address);

/// True when `host[:port]` of a URL is itself an address (also in libcurl's forms such as 0x7f.1 and 2130706433) and
/// not a public one, or is `localhost`.
bool names_private_address(std::string_view host);

}  // namespace kontor::outbound
