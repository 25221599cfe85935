#include "docgen/layout/text/symbol_fonts.hpp"

namespace kontor::docgen::layout {
namespace {

struct Place {
  unsigned char at;
  char32_t letter;
};

constexpr Place kSymbol[] = {
    {0x22, U'∀'}, {0x24, U'∃'}, {0x2A, U'∗'}, {0x2D, U'−'}, {0x40, U'≅'}, {0x41, U'Α'}, {0x42, U'Β'}, {0x43, U'Χ'},
    {0x44, U'Δ'}, {0x45, U'Ε'}, {0x46, U'Φ'}, {0x47, U'Γ'}, {0x48, U'Η'}, {0x49, U'Ι'}, {0x4A, U'ϑ'}, {0x4B, U'Κ'},
    {0x4C, U'Λ'}, {0x4D, U'Μ'}, {0x4E, U'Ν'}, {0x4F, U'Ο'}, {0x50, U'Π'}, {0x51, U'Θ'}, {0x52, U'Ρ'}, {0x53, U'Σ'},
    {0x54, U'Τ'}, {0x55, U'Υ'}, {0x56, U'ς'}, {0x57, U'Ω'}, {0x58, U'Ξ'}, {0x59, U'Ψ'}, {0x5A, U'Ζ'}, {0x61, U'α'},
    {0x62, U'β'}, {0x63, U'χ'}, {0x64, U'δ'}, {0x65, U'ε'}, {0x66, U'φ'}, {0x67, U'γ'}, {0x68, U'η'}, {0x69, U'ι'},
    {0x6A, U'ϕ'}, {0x6B, U'κ'}, {0x6C, U'λ'}, {0x6D, U'μ'}, {0x6E, U'ν'}, {0x6F, U'ο'}, {0x70, U'π'}, {0x71, U'θ'},
    {0x72, U'ρ'}, {0x73, U'σ'}, {0x74, U'τ'}, {0x75, U'υ'}, {0x76, U'ϖ'}, {0x77, U'ω'}, {0x78, U'ξ'}, {0x79, U'ψ'},
    {0x7A, U'ζ'}, {0xA3, U'≤'}, {0xA5, U'∞'}, {0xA7, U'♣'}, {0xA8, U'♦'}, {0xA9, U'♥'}, {0xAA, U'♠'}, {0xAB, U'↔'},
    {0xAC, U'←'}, {0xAD, U'↑'}, {0xAE, U'→'}, {0xAF, U'↓'}, {0xB0, U'°'}, {0xB1, U'±'}, {0xB3, U'≥'}, {0xB4, U'×'},
    {0xB7, U'•'}, {0xB8, U'÷'}, {0xB9, U'≠'}, {0xBA, U'≡'}, {0xBB, U'≈'}, {0xBC, U'…'}, {0xC5, U'⊕'}, {0xC7, U'∩'},
    {0xC8, U'∪'}, {0xCE, U'∈'}, {0xD2, U'®'}, {0xD3, U'©'}, {0xD4, U'™'}, {0xD6, U'√'}, {0xDE, U'⇒'}, {0xE5, U'∑'},
    {0xF2, U'∫'}};

constexpr Place kWingdings[] = {{0x22, U'✂'}, {0x28, U'☎'}, {0x2A, U'✉'}, {0x3F, U'✍'}, {0x46, U'☞'}, {0x4A, U'☺'},
                                {0x6C, U'●'}, {0x6D, U'❍'}, {0x6E, U'■'}, {0x6F, U'□'}, {0x70, U'❐'}, {0x71, U'❑'},
                                {0x72, U'❒'}, {0x74, U'⧫'}, {0x75, U'◆'}, {0x76, U'❖'}, {0x77, U'⬥'}, {0x9F, U'•'},
                                {0xA1, U'○'}, {0xA7, U'▪'}, {0xA8, U'◻'}, {0xAB, U'★'}, {0xD8, U'➢'}, {0xDC, U'➲'},
                                {0xDF, U'←'}, {0xE0, U'→'}, {0xE1, U'↑'}, {0xE2, U'↓'}, {0xE8, U'➔'}, {0xF0, U'⇨'},
                                {0xFB, U'✗'}, {0xFC, U'✓'}, {0xFD, U'☒'}, {0xFE, U'☑'}};

std::string_view small(std::string_view family, std::array<char, 12>& room) {
  const std::size_t length = std::min(family.size(), room.size());
  for (std::size_t i = 0; i < length; ++i)
    room[i] = family[i] >= 'A' && family[i] <= 'Z' ? static_cast<char>(family[i] + 32) : family[i];
  return {room.data(), length};
}

}  // namespace

bool is_symbol_font(std::string_view family) {
  std::array<char, 12> room;
  const std::string_view name = small(family, room);
  return name == "symbol" || name.starts_with("wingdings") || name == "webdings";
}

char32_t symbol_letter(std::string_view family, char32_t letter) {
  const bool in_private_area = letter >= 0xF000 && letter <= 0xF0FF;
  const char32_t place = in_private_area ? letter - 0xF000 : letter;
  if (place > 0xFF || place <= 0x20) return letter;
  std::array<char, 12> room;
  const bool wingdings = small(family, room).starts_with("wingdings");
  const std::span<const Place> table = wingdings ? std::span<const Place>(kWingdings) : std::span<const Place>(kSymbol);
  for (const Place& row : table)
    if (row.at == place) return row.letter;
  if (wingdings) return U'•';
  return in_private_area && place >= 0x80 ? U'•' : place;
}

}  // namespace kontor::docgen::layout
