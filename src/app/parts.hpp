#pragma once

#include <memory>

#include "app/config.hpp"
#include "async/cpu_pool.hpp"
#include "async/loops.hpp"
#include "base/clock.hpp"
#include "blob/blob_store.hpp"
#include "connectors/model.hpp"
#include "office/office.hpp"
#include "outbound/transport.hpp"
#include "state/memory.hpp"

/// The outside parts, each chosen by its setting.
namespace kontor::app {

std::unique_ptr<state::State> make_state(const Config& config, state::MemoryStore& memory, async::Executor executor);
std::unique_ptr<blob::BlobStore> make_blobs(const Config& config, const Clock& clock, async::CpuPool& cpu,
                                            outbound::Transport& transport);
/// Null when none is set.
std::unique_ptr<office::Office> make_office(const Config& config);
std::unique_ptr<connectors::Model> make_model(const Config& config, const Clock& clock, outbound::Transport& transport);

}  // namespace kontor::app
