#include "outbound/egress_guard.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

namespace kontor::outbound {
namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

struct Range {
  std::uint32_t first;
  int bits;
};

// IANA's special-purpose registry, RFC 6890 and its followers.
constexpr std::array kNotPublic{
    Range{0x00000000, 8},   // "this" network
    Range{0x0A000000, 8},   // private
    Range{0x64400000, 10},  // carrier-grade NAT
    Range{0x7F000000, 8},   // loopback
    Range{0xA9FE0000, 16},  // link-local: cloud metadata
    Range{0xAC100000, 12},  // private
    Range{0xC0000000, 24},  // protocol assignments
    Range{0xC0000200, 24},  // documentation
    Range{0xC0586300, 24},  // 6to4 relays
    Range{0xC0A80000, 16},  // private
    Range{0xC6120000, 15},  // benchmarks
    Range{0xC6336400, 24},  // documentation
    Range{0xCB007100, 24},  // documentation
    Range{0xE0000000, 4},   // multicast
    Range{0xF0000000, 4},   // reserved, broadcast
};

bool is_public_v4(std::uint32_t address) {
  return std::ranges::none_of(kNotPublic, [&](const Range& range) {
    const std::uint32_t mask = ~std::uint32_t{0} << (32 - range.bits);
    return (address & mask) == range.first;
  });
}

bool is_public_v6(const address_v6::bytes_type& b) {
  const auto v4_at = [&](std::size_t i) {
    return std::uint32_t{b[i]} << 24 | std::uint32_t{b[i + 1]} << 16 | std::uint32_t{b[i + 2]} << 8 | b[i + 3];
  };
  const auto zero = [&](std::size_t from, std::size_t to) {
    return std::all_of(b.begin() + from, b.begin() + to, [](unsigned char c) { return c == 0; });
  };
  if (zero(0, 10) && b[10] == 0xff && b[11] == 0xff) return is_public_v4(v4_at(12));  // ::ffff:a.b.c.d
  if (b[0] == 0 && b[1] == 0x64 && b[2] == 0xff && b[3] == 0x9b && zero(4, 12))
    return is_public_v4(v4_at(12));                                      // NAT64
  if (b[0] == 0x20 && b[1] == 0x02) return is_public_v4(v4_at(2));       // 6to4
  if ((b[0] & 0xe0) != 0x20) return false;                               // all of today's internet is 2000::/3
  if (b[0] == 0x20 && b[1] == 0x01 && (b[2] & 0xfe) == 0) return false;  // 2001::/23: Teredo, ORCHID, benchmarks
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8) return false;  // documentation
  return !(b[0] == 0x3f && b[1] == 0xff && (b[2] & 0xf0) == 0);                    // documentation, 3fff::/20
}

}  // namespace

bool is_public(const boost::asio::ip::address& address) {
  return address.is_v4() ? is_public_v4(address.to_v4().to_uint()) : is_public_v6(address.to_v6().to_bytes());
}

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET)
    return is_public_v4(ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr));
  if (address.sa_family != AF_INET6) return false;
  address_v6::bytes_type bytes;
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
  return is_public_v6(bytes);
}

bool names_private_address(std::string_view host) {
  if (host.starts_with('[')) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string(host.substr(1, host.find(']') - 1)), error);
    return error || !is_public(address);
  }
  std::string name(host.substr(0, host.rfind(':')));
  if (name.ends_with('.')) name.pop_back();
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (name == "localhost" || name.ends_with(".localhost")) return true;
  in_addr v4{};
  return ::inet_aton(name.c_str(), &v4) != 0 && !is_public_v4(ntohl(v4.s_addr));
}

}  // namespace kontor::outbound
