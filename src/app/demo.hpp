#pragma once

#include <string_view>

#include "app/site.hpp"

namespace kontor::app {

/// The login of the demo workspace. It opens nothing else, and a server with it listens on this machine only.
inline constexpr std::string_view kDemoEmail = "demo@kontor.example";
inline constexpr std::string_view kDemoPassword = "kontor-demo";

/// Makes the demo workspace through the same calls that its users make, unless it is there: an organisation, the
/// built-in templates in both languages, and two documents, which it waits for.
Async<> make_demo(Site& site, std::function<void(std::string_view)> say);

}  // namespace kontor::app
