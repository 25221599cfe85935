#pragma once

#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// Puts fields in the place of {page} and {pages}, which are known only when the pages are. True when there were any.
bool set_page_fields(Runs& runs);

}  // namespace kontor::docgen
