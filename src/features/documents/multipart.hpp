#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kontor::documents {

/// A part of a multipart/form-data body (RFC 7578). The views are into the body.
struct FormPart {
  std::string name;
  std::string file_name;  ///< empty when it is no file
  std::string_view content;
};

/// `media_type` as the request says it; nothing else is a form.
bool is_form(std::string_view media_type);
/// Errors are told at `body`.
Result<std::vector<FormPart>> form_parts(std::string_view body);

}  // namespace kontor::documents
