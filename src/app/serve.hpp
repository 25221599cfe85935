#pragma once

#include "app/config.hpp"

namespace kontor::app {

/// Serves until SIGTERM or SIGINT, then lets what is in flight finish. Throws with one clear line when it cannot start.
void serve(const Config& config);

}  // namespace kontor::app
