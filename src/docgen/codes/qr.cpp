#include "docgen/codes/qr.hpp"

#include <qrencode.h>

#include <stdexcept>

#include "docgen/codes/bilevel_png.hpp"

namespace kontor::docgen {
namespace {

constexpr int kQuietZone = 4;  // modules of white on each side: ISO/IEC 18004, 9.1

/// Bytes that the largest code (version 40) holds, by level: ISO/IEC 18004, table 7.
constexpr std::size_t kCapacity[] = {2953, 2331, 1663, 1273};

QRecLevel library_level(QrLevel level) {
  static constexpr QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
  return levels[static_cast<std::size_t>(level)];
}

Failure refused(std::string message) { return fail(Error{.public_message = std::move(message)}); }

}  // namespace

std::optional<QrLevel> qr_level(std::string_view letter) {
  constexpr std::string_view kLetters = "LMQHlmqh";
  const std::size_t at = letter.size() == 1 ? kLetters.find(letter[0]) : std::string_view::npos;
  return at == std::string_view::npos ? std::nullopt : std::optional(static_cast<QrLevel>(at % 4));
}

Result<QrCode> qr_code(std::string_view text, QrLevel level) {
  if (text.empty()) return refused("the text of a QR code cannot be empty");
  if (text.find('\0') != std::string_view::npos) return refused("the text of a QR code cannot hold a zero byte");
  const std::string bytes(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      QRcode_encodeString(bytes.c_str(), 0, library_level(level), QR_MODE_8, 1), QRcode_free);
  if (!made && errno == ENOMEM) throw std::bad_alloc();
  if (!made)
    return refused(fmt::format("the text is too long for a QR code: {} bytes, of which one of level {} holds {}",
                               bytes.size(), "LMQH"[static_cast<std::size_t>(level)],
                               kCapacity[static_cast<std::size_t>(level)]));
  QrCode code{.size = made->width, .version = made->version, .modules = {}};
  const auto count = static_cast<std::size_t>(code.size) * static_cast<std::size_t>(code.size);
  code.modules.reserve(count);
  for (std::size_t i = 0; i < count; ++i) code.modules.push_back((made->data[i] & 1) != 0);  // the other bits say why
  return code;
}

std::string qr_png(const QrCode& code, int scale) {
  const int side = (code.size + 2 * kQuietZone) * scale;
  return bilevel_png(side, side, [&](int x, int y) {
    const int column = x / scale - kQuietZone, row = y / scale - kQuietZone;
    return column >= 0 && row >= 0 && column < code.size && row < code.size && code.dark(column, row);
  });
}

}  // namespace kontor::docgen
