#include <cstdlib>

#include "s3/s3_sandbox.hpp"

/// sandbox_s3 [PORT]   bucket kontor, keys sandbox / sandbox-secret
int main(int argc, char** argv) {
  kontor::async::Loop loop(0);
  kontor::sandbox::S3Sandbox::Options options;
  if (argc > 1) options.port = static_cast<unsigned short>(std::atoi(argv[1]));
  const kontor::sandbox::S3Sandbox sandbox(loop.executor(), options);
  fmt::print("S3_ENDPOINT={} S3_BUCKET=kontor S3_ACCESS_KEY=sandbox S3_SECRET_KEY=sandbox-secret\n", sandbox.url());
  std::fflush(stdout);
  loop.context().run();
}
