#pragma once

#include <vector>

#include "base/embedded.hpp"
#include "connectors/prompts.hpp"
#include "db/migrator.hpp"
#include "features/documents/starter_templates.hpp"

namespace kontor::app {

/// The files of migrations/, by number.
const std::vector<db::Migration>& migrations();
/// The files of prompts/.
const connectors::Prompts& prompts();

/// The files of templates/, by language and name.
const std::vector<documents::BuiltInTemplate>& built_in_templates();

}  // namespace kontor::app
