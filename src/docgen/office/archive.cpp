#include "docgen/office/archive.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>
#include <set>

#include "base/text.hpp"

namespace kontor::docgen::office {
namespace {

/// A long manual with a picture on each page has about a thousand.
constexpr std::size_t kMaxEntries = 4096;
/// As much as the API takes as an upload of any kind.
constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
/// Of all entries together: pictures hardly shrink, so four times the archive is far above what Word writes.
constexpr std::uint64_t kMaxUnpacked = std::uint64_t{256} << 20;
/// Of one entry: the text of a book of a thousand pages takes about 10 MiB.
constexpr std::uint32_t kMaxEntry = std::uint32_t{64} << 20;
/// XML shrinks 10 to 50 times, a table of equal rows 150 times; deflate can do 1032.
constexpr std::uint64_t kMaxRatio = 300;
/// Below this size no ratio hurts.
constexpr std::uint32_t kSmallEntry = std::uint32_t{1} << 20;

struct Names {
  std::string_view program, ending, old_ending;
};
constexpr Names kNames[] = {{"Word", ".docx", ".doc"}, {"Excel", ".xlsx", ".xls"}};
const Names& names_of(Application application) { return kNames[static_cast<std::size_t>(application)]; }

constexpr std::size_t kEndSize = 22;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kMaxComment = 65535;

std::uint16_t u16(std::string_view b, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(b[at]) | static_cast<unsigned char>(b[at + 1]) << 8);
}
std::uint32_t u32(std::string_view b, std::size_t at) {
  return u16(b, at) | static_cast<std::uint32_t>(u16(b, at + 2)) << 16;
}

bool leads_out(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find_first_of("\\:") != std::string_view::npos) return true;
  if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return true;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

std::string printable(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 80)) out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
  return is_utf8(out) ? out : "?";
}

std::optional<std::size_t> end_of_directory(std::string_view bytes) {
  if (bytes.size() < kEndSize) return std::nullopt;
  const std::size_t lowest = bytes.size() - std::min(bytes.size(), kEndSize + kMaxComment);
  for (std::size_t at = bytes.size() - kEndSize + 1; at-- > lowest;)
    if (bytes.substr(at).starts_with("PK\x05\x06") && at + kEndSize + u16(bytes, at + 20) <= bytes.size()) return at;
  return std::nullopt;
}

const Bytef* bytes_of(std::string_view text) { return reinterpret_cast<const Bytef*>(text.data()); }

/// Fills `out`; false when `packed` is damaged or gives more or less than that.
bool inflated(std::string_view packed, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  stream.next_in = const_cast<Bytef*>(bytes_of(packed));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int end = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return end == Z_STREAM_END && stream.total_out == out.size();
}

}  // namespace

Error bad_file(std::string message) { return {.code = Code::invalid, .public_message = std::move(message)}; }

Result<Archive> Archive::read(std::string bytes, Application application) {
  const Names& names = names_of(application);
  if (bytes.size() > kMaxBytes)
    return fail(Error{.code = Code::too_large,
                      .public_message = fmt::format("A template for {} may have at most 64 MiB.", names.program)});
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return fail(bad_file(
        fmt::format("This is a file of {} 97-2003 ({}), or one with a password. Save it as {}, without a password.",
                    names.program, names.old_ending, names.ending)));
  Archive archive(std::move(bytes));
  TRY(archive.read_directory(application));
  return archive;
}

Result<void> Archive::read_directory(Application application) {
  const Names& names = names_of(application);
  const std::string_view bytes = bytes_;
  const auto end = end_of_directory(bytes);
  if (!end || !bytes.starts_with("PK"))
    return fail(bad_file(fmt::format("This is no {} file: a {} is a zip archive.", names.program, names.ending)));
  const std::size_t count = u16(bytes, *end + 10);
  const std::uint32_t length = u32(bytes, *end + 12);
  const std::uint32_t start = u32(bytes, *end + 16);
  if (count == 0xFFFF || start == 0xFFFFFFFF)
    return fail(bad_file("The archive is in the format for more than 4 GB (zip64), which no template needs."));
  if (count > kMaxEntries)
    return fail(bad_file(fmt::format("The file has {} parts; {} are allowed.", count, kMaxEntries)));
  if (std::uint64_t{start} + length > *end) return fail(bad_file("The archive is damaged: its directory is cut off."));

  std::uint64_t unpacked = 0;
  std::set<std::string> known;
  std::size_t at = start;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + kCentralSize > *end || !bytes.substr(at).starts_with("PK\x01\x02"))
      return fail(bad_file("The archive is damaged: its directory does not hold what it says."));
    const std::size_t name_size = u16(bytes, at + 28);
    const std::size_t next = at + kCentralSize + name_size + u16(bytes, at + 30) + u16(bytes, at + 32);
    if (next > *end) return fail(bad_file("The archive is damaged: its directory is cut off."));
    Entry entry{.name = std::string(bytes.substr(at + kCentralSize, name_size)),
                .crc = u32(bytes, at + 16),
                .packed = u32(bytes, at + 20),
                .size = u32(bytes, at + 24),
                .method = u16(bytes, at + 10),
                .time = u16(bytes, at + 12),
                .date = u16(bytes, at + 14)};
    const std::string shown = printable(entry.name);
    if (leads_out(entry.name) || !is_utf8(entry.name))
      return fail(bad_file(fmt::format("The archive holds a name that leads out of it: \"{}\".", shown)));
    if (!known.insert(lowercase(entry.name)).second)
      return fail(bad_file(fmt::format("The archive holds \"{}\" twice.", shown)));
    if ((u16(bytes, at + 8) & 1U) != 0)
      return fail(bad_file(fmt::format("\"{}\" is encrypted. Save the file without a password.", shown)));
    if (entry.method != 0 && entry.method != 8)
      return fail(bad_file(fmt::format("\"{}\" is packed in a way that Word and Excel do not use.", shown)));
    if (entry.method == 0 && entry.packed != entry.size)
      return fail(bad_file(fmt::format("The archive is damaged at \"{}\": its sizes contradict each other.", shown)));
    unpacked += entry.size;
    if (entry.size > kMaxEntry || unpacked > kMaxUnpacked)
      return fail(Error{.code = Code::too_large,
                        .public_message = fmt::format("The file becomes too large when it is unpacked (at \"{}\"); "
                                                      "{} MiB in one part and {} MiB in all are allowed.",
                                                      shown, kMaxEntry >> 20, kMaxUnpacked >> 20)});
    if (entry.size > kSmallEntry && entry.size / kMaxRatio > entry.packed)
      return fail(Error{.code = Code::too_large,
                        .public_message = fmt::format("\"{}\" unpacks to {} times its size, as only zip bombs do.",
                                                      shown, entry.size / std::max<std::uint32_t>(entry.packed, 1))});
    const std::size_t local = u32(bytes, at + 42);
    if (local + kLocalSize > start || !bytes.substr(local).starts_with("PK\x03\x04"))
      return fail(bad_file(fmt::format("The archive is damaged at \"{}\".", shown)));
    entry.at = local + kLocalSize + u16(bytes, local + 26) + u16(bytes, local + 28);
    if (entry.at + std::uint64_t{entry.packed} > start)
      return fail(bad_file(fmt::format("The archive is damaged at \"{}\": it is cut off.", shown)));
    entries_.push_back(std::move(entry));
    at = next;
  }

  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const Entry& entry : entries_)
    if (entry.packed > 0) ranges.emplace_back(entry.at, entry.at + entry.packed);
  std::ranges::sort(ranges);
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (ranges[i].first < ranges[i - 1].second)
      return fail(bad_file("Parts of the archive overlap, as only zip bombs do."));
  return {};
}

std::optional<std::size_t> Archive::find(std::string_view name) const {
  const std::string wanted = lowercase(name);
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].name.size() == name.size() && lowercase(entries_[i].name) == wanted) return i;
  return std::nullopt;
}

Result<std::string> Archive::unpack(const Entry& entry) const {
  const std::string_view from = packed(entry);
  std::string out;
  if (entry.method == 0)
    out = from;
  else if (out.resize(entry.size); !inflated(from, out))
    return fail(bad_file(fmt::format("The archive is damaged: \"{}\" cannot be unpacked.", entry.name)));
  if (crc32_z(0, bytes_of(out), out.size()) != entry.crc)
    return fail(bad_file(fmt::format("The archive is damaged: the checksum of \"{}\" is wrong.", entry.name)));
  return out;
}

}  // namespace kontor::docgen::office
