#include "docgen/office/zip_stream.hpp"

#include <libdeflate.h>

#include <memory>
#include <stdexcept>

namespace kontor::docgen::office {
namespace {

constexpr std::uint16_t kUtf8 = 0x0800;             // of the names
constexpr std::uint16_t kVersion = 20;              // "needs deflate"
constexpr std::uint16_t kVersion64 = 45;            // "needs Zip64"
constexpr std::uint32_t kElsewhere = 0xFFFF'FFFFu;  // "it stands in the Zip64 record"
constexpr std::uint16_t kCountElsewhere = 0xFFFFu;
constexpr int kLevel = 6;  // the usual one

void u16(std::string& out, std::uint64_t v) { out += {static_cast<char>(v & 0xFF), static_cast<char>(v >> 8 & 0xFF)}; }
void u32(std::string& out, std::uint64_t v) {
  u16(out, v);
  u16(out, v >> 16);
}
void u64(std::string& out, std::uint64_t v) {
  u32(out, v);
  u32(out, v >> 32);
}

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

/// Empty when it would not become smaller.
std::string deflated(std::string_view content) {
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(libdeflate_alloc_compressor(kLevel));
  if (!compressor) throw std::bad_alloc();
  std::string out;
  out.resize_and_overwrite(content.size(), [&](char* to, std::size_t room) {
    return libdeflate_deflate_compress(compressor.get(), content.data(), content.size(), to, room);
  });
  return out;
}

}  // namespace

ZipStream::ZipStream(std::chrono::sys_seconds modified) {
  const auto day = std::chrono::floor<std::chrono::days>(modified);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(modified - day);
  const int year = std::clamp(static_cast<int>(date.year()), 1980, 2107) - 1980;
  time_ = static_cast<std::uint16_t>(clock.hours().count() << 11 | clock.minutes().count() << 5 |
                                     clock.seconds().count() / 2);
  date_ = static_cast<std::uint16_t>(static_cast<unsigned>(year) << 9 | static_cast<unsigned>(date.month()) << 5 |
                                     static_cast<unsigned>(date.day()));
}

std::string ZipStream::add(std::string_view name, std::string_view content, Packing packing) {
  if (content.size() >= kElsewhere || name.size() > 0xFFFF) throw std::length_error("a file too large for an archive");
  const std::string small = packing == Packing::deflated ? deflated(content) : std::string();
  const std::string_view body = small.empty() ? content : std::string_view(small);
  Record record{.name = std::string(name),
                .crc = libdeflate_crc32(0, content.data(), content.size()),
                .packed = static_cast<std::uint32_t>(body.size()),
                .size = static_cast<std::uint32_t>(content.size()),
                .method = static_cast<std::uint16_t>(small.empty() ? 0 : 8),
                .at = size_};
  std::string out;
  out.reserve(64 + name.size() + body.size());
  out += "PK\x03\x04";
  for (const std::uint16_t v : {kVersion, kUtf8, record.method, time_, date_}) u16(out, v);
  for (const std::uint32_t v : {record.crc, record.packed, record.size}) u32(out, v);
  u16(out, name.size());
  u16(out, 0);
  out += name;
  out += body;
  size_ += out.size();
  records_.push_back(std::move(record));
  return out;
}

std::string ZipStream::finish() {
  std::string out;
  for (const Record& record : records_) {
    const bool far = record.at >= kElsewhere;
    out += "PK\x01\x02";
    for (const std::uint16_t v : {kVersion64, far ? kVersion64 : kVersion, kUtf8, record.method, time_, date_})
      u16(out, v);
    for (const std::uint32_t v : {record.crc, record.packed, record.size}) u32(out, v);
    u16(out, record.name.size());
    u16(out, far ? 12 : 0);                   // of the extra field
    for (int i = 0; i < 3; ++i) u16(out, 0);  // no comment, first disk, binary
    u32(out, 0);
    u32(out, far ? kElsewhere : record.at);
    out += record.name;
    if (!far) continue;
    u16(out, 1);  // Zip64
    u16(out, 8);
    u64(out, record.at);
  }
  const std::uint64_t directory = out.size();
  const bool large = records_.size() >= kCountElsewhere || size_ >= kElsewhere || directory >= kElsewhere;
  if (large) {
    out += "PK\x06\x06";
    u64(out, 44);  // of the rest of this record
    u16(out, kVersion64);
    u16(out, kVersion64);
    u64(out, 0);  // the first disk, twice
    for (const std::uint64_t v : {std::uint64_t{records_.size()}, std::uint64_t{records_.size()}, directory, size_})
      u64(out, v);
    out += "PK\x06\x07";
    u32(out, 0);
    u64(out, size_ + directory);
    u32(out, 1);
  }
  out += std::string_view("PK\x05\x06\0\0\0\0", 8);
  const std::uint64_t count = large ? kCountElsewhere : records_.size();
  u16(out, count);
  u16(out, count);
  u32(out, large ? kElsewhere : directory);
  u32(out, large ? kElsewhere : size_);
  u16(out, 0);
  size_ += out.size();
  return out;
}

}  // namespace kontor::docgen::office
