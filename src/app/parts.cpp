#include "app/parts.hpp"

#include "blob/directory.hpp"
#include "blob/s3.hpp"
#include "connectors/composer/composer.hpp"
#include "connectors/openai/openai.hpp"
#include "state/memory.hpp"
#include "state/redis.hpp"

namespace kontor::app {

std::unique_ptr<state::State> make_state(const Config& config, state::MemoryStore& memory, async::Executor executor) {
  if (config.redis_url.empty()) return std::make_unique<state::MemoryState>(memory, executor);
  Result<state::RedisAddress> address = state::RedisAddress::parse(config.redis_url);
  if (!address) throw std::runtime_error("REDIS_URL: " + describe(address.error()));
  return std::make_unique<state::RedisState>(std::move(*address), executor);
}

std::unique_ptr<blob::BlobStore> make_blobs(const Config& config, const Clock& clock, async::CpuPool& cpu,
                                            outbound::Transport& transport) {
  if (config.s3_endpoint.empty()) return std::make_unique<blob::Directory>(config.home / "files", cpu);
  return std::make_unique<blob::S3>(
      transport, cpu,
      blob::S3Options{
          .endpoint = config.s3_endpoint,
          .bucket = config.s3_bucket,
          .key = {.access_key = config.s3_access_key, .secret_key = config.s3_secret_key, .region = config.s3_region}},
      clock);
}

std::unique_ptr<office::Office> make_office(const Config& config) {
  return config.office.empty() ? nullptr : std::make_unique<office::Office>(config.office);
}

std::unique_ptr<connectors::Model> make_model(const Config& config, const Clock& clock,
                                              outbound::Transport& transport) {
  if (!config.has_model) return std::make_unique<connectors::Composer>();
  connectors::OpenAiOptions options{.key = config.openai_api_key, .model = config.openai_model};
  if (!config.openai_base_url.empty()) options.base_url = config.openai_base_url;
  return std::make_unique<connectors::OpenAi>(transport, std::move(options), clock);
}

}  // namespace kontor::app
