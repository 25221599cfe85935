#pragma once

namespace kontor::test {

/// A TCP port of 127.0.0.1 that was free a moment ago.
int free_port();

}  // namespace kontor::test
