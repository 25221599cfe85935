#pragma once

#include <string_view>

namespace kontor::docgen::pdf {

/// sRGB as an ICC profile, deflated: what colours of the file mean on any screen and printer. Made once.
std::string_view srgb_profile();

}  // namespace kontor::docgen::pdf
