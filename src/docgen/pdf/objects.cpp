#include "docgen/pdf/objects.hpp"

#include "base/text.hpp"
#include "docgen/pdf/deflate.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

// A reader unpacks a whole object stream for one object of it.
constexpr std::size_t kFullStream = 64 << 10;
constexpr std::string_view kDeflated = "/Filter/FlateDecode";

/// 128 bits that differ between different files; nobody's safety hangs on them.
std::string fingerprint(std::string_view bytes) {
  std::uint64_t a = 0x9E3779B97F4A7C15, b = 0xC2B2AE3D27D4EB4F;
  const auto mix = [&](std::uint64_t word) {
    a = (a ^ word) * 0xFF51AFD7ED558CCD;
    a ^= a >> 32;
    b = (std::rotl(b, 27) + word) * 0xC4CEB9FE1A85EC53;
    b ^= a >> 29;
  };
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    mix(word);
  }
  std::uint64_t last = bytes.size();
  for (; at < bytes.size(); ++at) last = last << 8 | static_cast<unsigned char>(bytes[at]);
  mix(last);
  mix(a);
  return fmt::format("{:016X}{:016X}", a, b);
}

void append_big_endian(std::string& out, std::uint32_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

}  // namespace

Objects::Objects() : places_(1) {
  out_.reserve(256 << 10);
  out_ = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
}

Objects::Id Objects::reserve() {
  places_.emplace_back();
  return static_cast<Id>(places_.size() - 1);
}

std::string& Objects::begin(Id id) {
  if (collected_.size() > kFullStream) flush();
  if (!collected_.empty()) collected_ += '\n';
  members_.emplace_back(id, collected_.size());
  return collected_;
}

void Objects::stream(Id id, std::string_view entries, std::string_view bytes, Packing packing) {
  if (packing == Packing::deflate) {
    scratch_.clear();
    append_deflated(scratch_, bytes, Effort::quick);
    bytes = scratch_;
  }
  places_[id] = {static_cast<std::uint32_t>(out_.size()), 0, 1};
  append_integer(out_, id);
  out_ += " 0 obj\n<<";
  out_ += entries;
  if (packing == Packing::deflate) out_ += kDeflated;
  out_ += "/Length ";
  append_integer(out_, static_cast<std::int64_t>(bytes.size()));
  out_ += ">>\nstream\n";
  out_ += bytes;
  out_ += "\nendstream\nendobj\n";
}

Objects::Id Objects::new_stream(std::string_view entries, std::string_view bytes, Packing packing) {
  const Id id = reserve();
  stream(id, entries, bytes, packing);
  return id;
}

void Objects::flush() {
  if (members_.empty()) return;
  const Id id = reserve();
  std::string head;
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    const auto& [member, offset] = members_[i];
    places_[member] = {id, i, 2};
    append_integer(head, member);
    head += ' ';
    append_integer(head, static_cast<std::int64_t>(offset));
    head += ' ';
  }
  const std::string entries = fmt::format("/Type/ObjStm/N {}/First {}", members_.size(), head.size());
  head += collected_;
  collected_.clear();
  members_.clear();
  stream(id, entries, head, Packing::deflate);
}

std::string Objects::finish(Id catalog, Id information) {
  flush();
  cross_references(catalog, information);
  return std::move(out_);
}

void Objects::cross_references(Id catalog, Id information) {
  const Id id = reserve();
  const std::size_t start = out_.size();
  places_[id] = {static_cast<std::uint32_t>(start), 0, 1};
  const int wide = start < 1 << 24 ? 3 : 4;
  const std::size_t columns = static_cast<std::size_t>(wide) + 3;
  // Each row is written as its difference from the one above: numbers that count up become equal rows.
  std::string rows, row, above(columns, '\0');
  rows.reserve(places_.size() * (columns + 1));
  for (const Place& place : places_) {
    row.clear();
    row += static_cast<char>(place.kind);
    append_big_endian(row, place.where, wide);
    append_big_endian(row, place.index, 2);
    rows += '\2';
    for (std::size_t i = 0; i < columns; ++i) rows += static_cast<char>(row[i] - above[i]);
    std::swap(row, above);
  }
  const std::string mark = fingerprint(out_);
  stream(id,
         fmt::format("/Type/XRef/Size {}/W[1 {} 2]/Root {} 0 R/Info {} 0 R/ID[<{}><{}>]"
                     "/DecodeParms<</Predictor 12/Columns {}>>",
                     places_.size(), wide, catalog, information, mark, mark, columns),
         rows, Packing::deflate);
  out_ += fmt::format("startxref\n{}\n%%EOF\n", start);
}

}  // namespace kontor::docgen::pdf
