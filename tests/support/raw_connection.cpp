#include "support/raw_connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "base/text.hpp"

namespace kontor::test {

RawConnection::RawConnection(const std::string& base) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int port = std::atoi(base.substr(base.rfind(':') + 1).c_str());
  const sockaddr_in address{.sin_family = AF_INET,
                            .sin_port = htons(static_cast<std::uint16_t>(port)),
                            .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  const int one = 1;
  setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(fd_);
    throw std::runtime_error("cannot connect to " + base);
  }
}

RawConnection::~RawConnection() { close(fd_); }

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawConnection::finish_sending() { shutdown(fd_, SHUT_WR); }

const std::string& RawConnection::read_until(std::string_view part, std::chrono::milliseconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  while (received_.find(part) == std::string::npos) {
    if (!read_some(deadline)) throw std::runtime_error(fmt::format("no \"{}\" in: {}", part, received_));
  }
  return received_;
}

bool RawConnection::closes(std::chrono::milliseconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  while (read_some(deadline)) {
  }
  return closed_;
}

std::string RawConnection::take_response(std::chrono::milliseconds within) {
  read_until("\r\n\r\n", within);
  const std::size_t head = received_.find("\r\n\r\n") + 4;
  const std::string names = lowercase(received_.substr(0, head));
  const std::size_t at = names.find("content-length:");
  const std::size_t size = head + (at == std::string::npos ? 0 : std::stoul(names.substr(at + 15)));
  const auto deadline = std::chrono::steady_clock::now() + within;
  while (received_.size() < size) {
    if (!read_some(deadline)) throw std::runtime_error("a response was cut off: " + received_);
  }
  std::string response = received_.substr(0, size);
  received_.erase(0, size);
  return response;
}

bool RawConnection::read_some(std::chrono::steady_clock::time_point deadline) {
  if (closed_) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  pollfd watched = {.fd = fd_, .events = POLLIN};
  if (poll(&watched, 1, static_cast<int>(std::max<long>(left.count(), 0))) <= 0) return false;
  char part[16384];
  const ssize_t size = recv(fd_, part, sizeof part, 0);
  if (size <= 0) {
    closed_ = true;
    return false;
  }
  received_.append(part, static_cast<std::size_t>(size));
  return true;
}

int status_of(std::string_view response) {
  if (!response.starts_with("HTTP/1.1 ") || response.size() < 12) return 0;
  return std::atoi(std::string(response.substr(9, 3)).c_str());
}

}  // namespace kontor::test
