#include "word/package.hpp"

#include <gtest/gtest.h>
#include <spdlog/fmt/fmt.h>
#include <zip.h>
#include <zlib.h>

#include <memory>

namespace kontor::test {
namespace {

constexpr std::uint16_t kVersion = 20, kDate = 0x5a21;  // 2.0, the first of January 2025

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

std::uint32_t checksum(std::string_view content) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size()));
}

/// What both headers of an entry hold, from "version needed" to the lengths of name and extra field.
void put_common(std::string& out, const Entry& entry, std::string_view packed, std::size_t extra) {
  put(out, kVersion, 2);
  put(out, entry.flags, 2);
  put(out, static_cast<std::uint32_t>(entry.method), 2);
  put(out, 0, 2);
  put(out, kDate, 2);
  put(out, entry.crc.value_or(checksum(entry.content)), 4);
  put(out, static_cast<std::uint32_t>(packed.size()), 4);
  put(out, entry.claimed_size.value_or(static_cast<std::uint32_t>(entry.content.size())), 4);
  put(out, static_cast<std::uint32_t>(entry.name.size()), 2);
  put(out, static_cast<std::uint32_t>(extra), 2);
}

}  // namespace

std::string deflated(std::string_view content) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zip(const std::vector<Entry>& entries) {
  std::string out, directory;
  for (const Entry& entry : entries) {
    const std::string packed =
        entry.packed.value_or(entry.method == Entry::Method::deflated ? deflated(entry.content) : entry.content);
    const auto at = static_cast<std::uint32_t>(out.size());
    put(out, 0x04034b50, 4);
    put_common(out, entry, packed, 0);
    out += entry.name;
    out += packed;
    put(directory, 0x02014b50, 4);
    put(directory, kVersion, 2);
    put_common(directory, entry, packed, entry.extra.size());
    put(directory, 0, 2);  // comment
    put(directory, 0, 2);  // disk
    put(directory, 0, 2);  // internal attributes
    put(directory, 0, 4);  // external attributes
    put(directory, entry.header_offset.value_or(at), 4);
    directory += entry.name + entry.extra;
  }
  const auto begin = static_cast<std::uint32_t>(out.size());
  out += directory;
  put(out, 0x06054b50, 4);
  put(out, 0, 4);  // disks
  put(out, static_cast<std::uint32_t>(entries.size()), 2);
  put(out, static_cast<std::uint32_t>(entries.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, begin, 4);
  put(out, 0, 2);  // comment
  return out;
}

std::string zip(const std::map<std::string, std::string>& parts) {
  std::vector<Entry> entries;
  for (const auto& [name, content] : parts) entries.push_back({.name = name, .content = content});
  return zip(entries);
}

std::map<std::string, std::string> unzip(std::string_view archive) {
  std::map<std::string, std::string> parts;
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(archive.data(), archive.size(), 0, &error);
  const std::unique_ptr<zip_t, decltype(&zip_discard)> opened(
      zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error), zip_discard);
  if (!opened) {
    ADD_FAILURE() << "not a zip archive: " << zip_error_strerror(&error);
    return parts;
  }
  for (zip_int64_t i = 0; i < zip_get_num_entries(opened.get(), 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(opened.get(), static_cast<zip_uint64_t>(i), 0, &stat);
    std::string content(stat.size, '\0');
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
        zip_fopen_index(opened.get(), static_cast<zip_uint64_t>(i), 0), zip_fclose);
    const zip_int64_t read = file ? zip_fread(file.get(), content.data(), content.size()) : -1;
    EXPECT_EQ(read, static_cast<zip_int64_t>(content.size())) << stat.name << " cannot be read";
    char beyond;
    if (file) {
      EXPECT_EQ(zip_fread(file.get(), &beyond, 1), 0) << stat.name << " fails its checksum";
    }
    EXPECT_TRUE(parts.emplace(stat.name, std::move(content)).second) << stat.name << " is there twice";
  }
  return parts;
}

std::string word_root(std::string_view element, std::string_view content) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
      R"(<w:{0} xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" )"
      R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" )"
      R"(xmlns:o="urn:schemas-microsoft-com:office:office" )"
      R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" )"
      R"(xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" )"
      R"(xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" )"
      R"(xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" )"
      R"(xmlns:w10="urn:schemas-microsoft-com:office:word" )"
      R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
      R"(xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" )"
      R"(xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" )"
      R"(xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" )"
      R"(mc:Ignorable="w14 w15 wp14">{1}</w:{0}>)",
      element, content);
}

std::string paragraph(std::string_view text) {
  return fmt::format(R"(<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>)", text);
}

std::map<std::string, std::string> word_parts(std::string_view body) {
  constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
  return {
      {"[Content_Types].xml",
       fmt::format(
           R"({}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
           R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
           R"(<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" )"
           R"(ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
           R"(</Types>)",
           kHead)},
      {"_rels/.rels",
       fmt::format(R"({}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
                   R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/)"
                   R"(relationships/officeDocument" Target="word/document.xml"/></Relationships>)",
                   kHead)},
      {"word/document.xml", word_root("document", fmt::format("<w:body>{}</w:body>", body))},
  };
}

std::string word_file(std::string_view body) { return zip(word_parts(body)); }

}  // namespace kontor::test
