#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>

#include "base/test_directory.hpp"
#include "outbound/curl_transport.hpp"

namespace kontor::outbound {
namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

/// A certificate that vouches for itself and for one name, with its key, both in one file.
class Certificate {
 public:
  explicit Certificate(const std::string& names) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3'600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* const subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
    X509_add_ext(certificate.get(), extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    FILE* const file = std::fopen(path_.c_str(), "w");
    PEM_write_X509(file, certificate.get());
    PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
  }

  const std::string& path() const { return path_; }

 private:
  const test::TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "certificate.pem";
};

class TlsServer {
 public:
  TlsServer(async::Executor executor, const Certificate& certificate)
      : acceptor_(executor, {asio::ip::address_v4::loopback(), 0}) {
    context_.use_certificate_chain_file(certificate.path());
    context_.use_private_key_file(certificate.path(), asio::ssl::context::pem);
    asio::co_spawn(executor, serve(), asio::detached);
  }
  std::string url() const { return fmt::format("https://127.0.0.1:{}/", acceptor_.local_endpoint().port()); }
  int requests = 0;

 private:
  Async<> serve() {
    for (;;) {
      auto [closed, socket] = co_await acceptor_.async_accept(kTuple);
      if (closed) co_return;
      asio::ssl::stream<asio::ip::tcp::socket> stream(std::move(socket), context_);
      if (std::get<0>(co_await stream.async_handshake(asio::ssl::stream_base::server, kTuple))) continue;
      std::string head;
      if (std::get<0>(co_await asio::async_read_until(stream, asio::dynamic_buffer(head), "\r\n\r\n", kTuple)))
        continue;
      ++requests;
      static constexpr std::string_view kAnswer =
          "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsafe";
      co_await asio::async_write(stream, asio::buffer(kAnswer), kTuple);
      co_await stream.async_shutdown(kTuple);
    }
  }

  asio::ip::tcp::acceptor acceptor_;
  asio::ssl::context context_{asio::ssl::context::tls_server};
};

Answer get(async::Loop& loop, const std::string& url, std::string ca_file) {
  CurlTransport transport(loop.executor(), {.ca_file = std::move(ca_file)});
  auto done = asio::co_spawn(loop.executor(), transport.send({.url = url}), asio::use_future);
  while (done.wait_for(std::chrono::seconds(0)) != std::future_status::ready) loop.context().run_one();
  return done.get();
}

TEST(CurlTls, TalksToWhoProvesToBeTheHost) {
  const Certificate certificate("IP:127.0.0.1");
  async::Loop loop(0);
  TlsServer server(loop.executor(), certificate);
  const Answer answer = get(loop, server.url(), certificate.path());
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_EQ(answer->body, "safe");
}

TEST(CurlTls, SendsNothingToAStrangerOrToAnotherHostsCertificate) {
  const Certificate known("IP:127.0.0.1");
  const Certificate unknown("IP:127.0.0.1");
  const Certificate other_host("DNS:example.com");
  async::Loop loop(0);
  TlsServer stranger(loop.executor(), unknown);
  TlsServer impostor(loop.executor(), other_host);
  for (const Answer& answer : {get(loop, stranger.url(), known.path()), get(loop, stranger.url(), ""),
                               get(loop, impostor.url(), other_host.path())}) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().cause, Cause::tls) << answer.error().detail;
    EXPECT_FALSE(answer.error().maybe_sent);
  }
  EXPECT_EQ(stranger.requests + impostor.requests, 0);
}

}  // namespace
}  // namespace kontor::outbound
