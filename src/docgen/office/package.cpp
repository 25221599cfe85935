#include "docgen/office/package.hpp"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <memory>
#include <stdexcept>

namespace kontor::docgen::office {
namespace {

constexpr std::uint16_t kVersion = 20;      // "needs deflate"
constexpr std::uint16_t kUtf8 = 0x0800;     // of the names
constexpr std::uint16_t kNewDate = 0x0021;  // 1 January 1980, the first day that zip knows

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

/// The most that deflating makes of so many bytes: what does not shrink is stored in blocks of 65,535 with 5 before
/// each.
std::size_t packed_at_most(std::size_t size) { return size + 5 * (size / 65'535 + 1) + 16; }

std::size_t packed_usually(std::size_t size) { return size / 4 + 1024; }

/// Deflates whole texts. Level 1 packs the XML of Word 17 times smaller at 3 GB/s; zlib's level 6 would save a seventh
/// more at ten times the cost. Used by one thread.
class Deflater {
 public:
  /// Its room is 170 KB, so each thread keeps its own.
  static Deflater& of_this_thread() {
    thread_local const auto kept = std::make_unique<Deflater>();
    return *kept;
  }

  /// XML has room enough in packed_usually(); what does not, such as a picture, is packed again with room for all of
  /// it.
  void append(std::string_view content, std::string& out) {
    if (!append(content, packed_usually(content.size()), out) && !append(content, packed_at_most(content.size()), out))
      throw std::logic_error("ISA-L: no room for the packed text");
  }

 private:
  bool append(std::string_view content, std::size_t room, std::string& out) {
    const std::size_t from = out.size();
    bool done = false;
    out.resize_and_overwrite(from + room, [&](char* data, std::size_t) {
      done = deflate(content, data + from, room);
      return from + (done ? stream_.total_out : 0);
    });
    return done;
  }

  bool deflate(std::string_view content, char* to, std::size_t room) {
    isal_deflate_stateless_init(&stream_);
    stream_.level = 1;
    stream_.level_buf = tokens_;
    stream_.level_buf_size = sizeof tokens_;
    stream_.end_of_stream = 1;
    stream_.next_in = const_cast<std::uint8_t*>(bytes_of(content));
    stream_.avail_in = static_cast<std::uint32_t>(content.size());
    stream_.next_out = reinterpret_cast<std::uint8_t*>(to);
    stream_.avail_out = static_cast<std::uint32_t>(room);
    return isal_deflate_stateless(&stream_) == COMP_OK;
  }

  isal_zstream stream_;
  alignas(16) std::uint8_t tokens_[ISAL_DEF_LVL1_SMALL];  // more is not faster
};

/// A moment as zip writes it: to two seconds, from 1980 until 2107.
struct ZipTime {
  std::uint16_t time = 0, date = kNewDate;
};

ZipTime zip_time(std::chrono::sys_seconds moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(moment - day);
  const int year = static_cast<int>(date.year()) - 1980;
  if (year < 0 || year > 127) return {};
  const auto bits = [](auto value) { return static_cast<unsigned>(value); };
  return {.time = static_cast<std::uint16_t>(bits(clock.hours().count()) << 11 | bits(clock.minutes().count()) << 5 |
                                             bits(clock.seconds().count()) / 2),
          .date = static_cast<std::uint16_t>(bits(year) << 9 | bits(date.month()) << 5 | bits(date.day()))};
}

class Writer {
 public:
  Writer(std::size_t bound, std::size_t entries) {
    out_.reserve(bound);
    central_.reserve(entries);
  }

  void keep(const Archive& archive, const Archive::Entry& entry) {
    const Record record{entry.name, entry.crc, entry.packed, entry.size, entry.method, entry.time, entry.date};
    local(record);
    out_ += archive.packed(entry);
  }

  void add(std::string_view name, std::string_view content, std::uint16_t time, std::uint16_t date) {
    const Record record{name, crc32_gzip_refl(0, bytes_of(content), content.size()),
                        0,    static_cast<std::uint32_t>(content.size()),
                        8,    time,
                        date};
    const std::size_t head = out_.size();
    local(record);
    const std::size_t from = out_.size();
    Deflater::of_this_thread().append(content, out_);
    const auto size = static_cast<std::uint32_t>(out_.size() - from);
    central_.back().packed = size;
    patch(head + 18, size);
  }

  std::string finish() {
    const std::size_t start = out_.size();
    for (const Record& record : central_) {
      out_ += "PK\x01\x02";
      u16(kVersion);
      facts(record);
      for (int i = 0; i < 3; ++i) u16(0);  // no comment, first disk, binary
      u32(0);
      u32(record.at);
      out_ += record.name;
    }
    const std::size_t size = out_.size() - start;
    out_ += std::string_view("PK\x05\x06\0\0\0\0", 8);
    u16(static_cast<std::uint16_t>(central_.size()));
    u16(static_cast<std::uint16_t>(central_.size()));
    u32(static_cast<std::uint32_t>(size));
    u32(static_cast<std::uint32_t>(start));
    u16(0);
    return std::move(out_);
  }

 private:
  struct Record {
    std::string_view name;
    std::uint32_t crc, packed, size;
    std::uint16_t method, time, date;
    std::uint32_t at = 0;
  };

  void local(Record record) {
    record.at = static_cast<std::uint32_t>(out_.size());
    out_ += "PK\x03\x04";
    facts(record);
    out_ += record.name;
    central_.push_back(record);
  }

  /// What a local header and the directory both say, from "version needed" to the length of the extra field.
  void facts(const Record& record) {
    u16(kVersion);
    u16(kUtf8);
    u16(record.method);
    u16(record.time);
    u16(record.date);
    u32(record.crc);
    u32(record.packed);
    u32(record.size);
    u16(static_cast<std::uint16_t>(record.name.size()));
    u16(0);
  }

  void u16(std::uint16_t v) { out_ += {static_cast<char>(v & 0xFF), static_cast<char>(v >> 8)}; }
  void u32(std::uint32_t v) {
    u16(static_cast<std::uint16_t>(v & 0xFFFF));
    u16(static_cast<std::uint16_t>(v >> 16));
  }
  void patch(std::size_t at, std::uint32_t v) {
    for (std::size_t i = 0; i < 4; ++i) out_[at + i] = static_cast<char>(v >> (8 * i) & 0xFF);
  }

  std::string out_;
  std::vector<Record> central_;
};

}  // namespace

std::string packed(const Archive& archive, std::span<const Changed> changed) {
  constexpr std::size_t kHeads = 2 * 64;  // of one entry, both headers, without its name twice
  std::size_t bound = 64;
  for (const Archive::Entry& entry : archive.entries()) bound += kHeads + 2 * entry.name.size() + entry.packed;
  for (const Changed& each : changed) bound += kHeads + 2 * each.name.size() + packed_usually(each.content.size());
  Writer writer(bound, archive.entries().size() + changed.size());
  for (std::size_t i = 0; i < archive.entries().size(); ++i) {
    const Archive::Entry& entry = archive.entries()[i];
    const auto found = std::ranges::find(changed, i, &Changed::entry);
    if (found == changed.end())
      writer.keep(archive, entry);
    else if (!found->content.empty())
      writer.add(entry.name, found->content, entry.time, entry.date);
  }
  for (const Changed& each : changed)
    if (each.entry == kNew) writer.add(each.name, each.content, 0, kNewDate);
  return writer.finish();
}

std::string packed(std::span<const Part> parts, std::chrono::sys_seconds modified) {
  std::size_t bound = 64;
  for (const Part& part : parts) bound += 2 * 64 + 2 * part.name.size() + packed_usually(part.content.size());
  Writer writer(bound, parts.size());
  const ZipTime at = zip_time(modified);
  for (const Part& part : parts) writer.add(part.name, part.content, at.time, at.date);
  return writer.finish();
}

}  // namespace kontor::docgen::office
