#include <gmock/gmock.h>
#include <signal.h>

#include "db/blocking_session.hpp"
#include "support/http_client.hpp"
#include "support/ports.hpp"
#include "support/private_postgres.hpp"
#include "support/private_redis.hpp"
#include "support/process.hpp"
#include "support/raw_connection.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;

TEST(ProcessTest, TellsLinesAndExitStatus) {
  Process process({"sh", "-c", "echo one; echo two >&2; exit 3"});
  EXPECT_EQ(process.line_with("tw"), "two");
  EXPECT_EQ(process.wait(), 3);
  EXPECT_EQ(process.line_with("three"), std::nullopt);
  EXPECT_EQ(Process::run({"sh", "-c", "echo $WHO; kill -9 $$"}, {{"WHO", "me"}}).code, 128 + SIGKILL);
}

TEST(ProcessTest, HidesTheTestersDatabase) {
  setenv("DATABASE_URL", "postgresql://production", 1);
  EXPECT_THAT(Process::run({"env"}).output, testing::Not(testing::HasSubstr("production")));
}

TEST(PrivatePostgresTest, GivesDatabasesThatAreCopiesOfATemplate) {
  PrivatePostgres& postgres = PrivatePostgres::shared();
  const std::string first = postgres.new_database();
  db::BlockingSession(first).run("CREATE TABLE kept (x int)");
  const std::string copy = postgres.new_database(first);
  EXPECT_EQ(db::BlockingSession(copy).value("SELECT count(*) FROM kept"), "0");
  EXPECT_THROW(db::BlockingSession(postgres.new_database()).run("SELECT * FROM kept"), db::SqlFailure);
}

TEST(PrivateRedisTest, ComesBackAfterAKill) {
  PrivateRedis redis;
  redis.kill();
  redis.start();
  RawConnection connection("http" + redis.url().substr(5));
  connection.send("PING\r\n");
  EXPECT_EQ(connection.read_until("\r\n"), "+PONG\r\n");
}

TEST(HttpClientTest, ReadsStatusHeadersAndJson) {
  const int port = free_port();
  Process server({"python3", "-c", R"(
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Set-Cookie", "a=1; Path=/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
print("ready", flush=True)
server.serve_forever()
)",
                  std::to_string(port)});
  ASSERT_TRUE(server.line_with("ready"));
  HttpClient client(fmt::format("http://127.0.0.1:{}", port), "127.0.0.9");
  for (int i = 0; i < 2; ++i) {
    const HttpResponse response = client.post("/x", {{"user", {{"name", "Анна"}}}, {"list", {1, 2}}});
    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(response.text("user.name"), "Анна");
    EXPECT_EQ(response.text("list.1"), "2");
    EXPECT_EQ(response.cookie("a"), "1");
  }
  EXPECT_EQ(client.connections(), 1);
}

}  // namespace
}  // namespace kontor::test
