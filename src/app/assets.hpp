#pragma once

#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "connectors/prompts.hpp"
#include "db/migrator.hpp"

namespace kontor::app {

/// The files of migrations/, by number.
const std::vector<db::Migration>& migrations();
/// The files of prompts/.
const connectors::Prompts& prompts();

/// A template that comes with Kontor.
struct BuiltInTemplate {
  std::string_view name;  ///< "ru/proposal"
  std::string_view source;
  std::string_view sample;  ///< a payload as JSON; empty without one
};
const std::vector<BuiltInTemplate>& built_in_templates();

}  // namespace kontor::app
