#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kontor::docgen {

/// How much of a code may be dirty or torn before it is lost: 7, 15, 25 and 30 per cent.
enum class QrLevel { low, medium, quartile, high };
/// By the letters of the standard, L, M, Q and H; nothing for others.
std::optional<QrLevel> qr_level(std::string_view letter);

/// A QR code of ISO/IEC 18004, without its quiet zone.
struct QrCode {
  int size = 0;               ///< modules on a side
  int version = 0;            ///< 1 to 40
  std::vector<bool> modules;  ///< row by row; true is dark

  bool dark(int x, int y) const { return modules[static_cast<std::size_t>(y * size + x)]; }
};

/// The smallest code that holds the text (UTF-8, as bytes: what phones and banks' programs expect). Fails for an empty
/// text and for one that no code of the level holds; the error is in a person's words, without a place.
Result<QrCode> qr_code(std::string_view text, QrLevel level = QrLevel::medium);

/// The code in its quiet zone of four modules as a black and white PNG, `scale` pixels for each module. Equal codes
/// give equal bytes.
std::string qr_png(const QrCode& code, int scale = 8);

}  // namespace kontor::docgen
