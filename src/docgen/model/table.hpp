#pragma once

#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// How many columns the table has: what it says of them, and what its widest row covers.
std::size_t column_count(const Table& table);

}  // namespace kontor::docgen
