#pragma once

#include "docgen/model/look.hpp"

namespace kontor::docgen::html {

/// One self-contained page: good on a phone, on paper and in a mail program that keeps styles.
std::string write(const Document& document, const Look& look, const WriteOptions& options);

}  // namespace kontor::docgen::html
