#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kontor::docgen::pdf {

/// `quick` for what is made anew with each document, `small` for what is kept and used again.
enum class Effort { quick, small };

/// Appends the bytes in zlib's format. Any thread: each has its own compressors, which stay warm.
void append_deflated(std::string& out, std::string_view bytes, Effort effort);

/// Unpacks into exactly `size` bytes; false when the packed bytes are damaged or hold another number.
bool inflate(std::string_view packed, std::string& out, std::size_t size);

}  // namespace kontor::docgen::pdf
