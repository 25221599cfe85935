#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "http/session.hpp"

namespace kontor::http {

using Socket = asio::basic_stream_socket<asio::ip::tcp, async::Executor>;

std::unique_ptr<Session> make_session(Shared& shared, Socket socket);

}  // namespace kontor::http
