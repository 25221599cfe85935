#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "docgen/model/look.hpp"

/// How values are written in a PDF file. Each function appends to a buffer, as short as the syntax allows.
namespace kontor::docgen::pdf {

/// Lengths are kept in hundredths of a point (3.5 µm) from the beginning, so that differences add up exactly. What is
/// no length of a page becomes one: numbers that are not finite are 0, others are held within readers' limits.
std::int64_t hundredths(double points);

void append_integer(std::string& out, std::int64_t value);
/// `value` hundredths: 1250 is "12.5", -7 is "-.07".
void append_hundredths(std::string& out, std::int64_t value);
void append_thousandths(std::string& out, std::int64_t value);
/// A length with a space behind it.
void append_length(std::string& out, double points);
/// "12 0 R"
void append_reference(std::string& out, std::uint32_t id);
/// "1 0 0 rg", or "0 g" for a grey; in capitals for lines.
void append_color(std::string& out, const Color& color, bool of_lines);
/// Bytes as a string in parentheses.
void append_literal(std::string& out, std::string_view bytes);
/// UTF-8 as a text string: plain when it is ASCII, otherwise UTF-16. Malformed bytes become U+FFFD.
void append_text(std::string& out, std::string_view utf8);
/// The same as UTF-16 in hexadecimal digits without brackets, for CMaps.
void append_utf16_hex(std::string& out, std::string_view utf8);
/// "/Name" with everything escaped that a name cannot hold.
void append_name(std::string& out, std::string_view name);
/// "D:20261123140000Z"
std::string date(std::chrono::sys_seconds at);

/// The code point at `at`, which moves behind it; U+FFFD for a byte that is none.
char32_t next_letter(std::string_view utf8, std::size_t& at);
void append_utf8(std::string& out, char32_t letter);

/// Text of one line as it may stand in metadata: control characters become spaces.
std::string single_line(std::string_view text);

}  // namespace kontor::docgen::pdf
