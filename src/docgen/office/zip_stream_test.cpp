#include "docgen/office/zip_stream.hpp"

#include <gmock/gmock.h>

#include "docgen/office/archive.hpp"

namespace kontor::docgen::office {
namespace {

using Packing = ZipStream::Packing;
constexpr std::chrono::sys_seconds kMoment{std::chrono::sys_days(std::chrono::year{2026} / 11 / 23)};

TEST(ZipStream, GivesAnArchiveThatOthersRead) {
  ZipStream zip(kMoment);
  const std::string page(100'000, 'a');
  std::string bytes = zip.add("0001 Счёт.pdf", "%PDF", Packing::stored);
  bytes += zip.add("0002.html", page, Packing::deflated);
  bytes += zip.add("0003.html", "<p>", Packing::deflated);  // does not become smaller
  bytes += zip.finish();
  EXPECT_EQ(zip.size(), bytes.size());
  EXPECT_LT(bytes.size(), 3000u);
  const Result<Archive> archive = Archive::read(std::move(bytes), Application::excel);
  ASSERT_TRUE(archive.has_value()) << describe(archive.error());
  ASSERT_EQ(archive->entries().size(), 3u);
  EXPECT_EQ(archive->entries()[0].name, "0001 Счёт.pdf");
  EXPECT_EQ(archive->unpack(archive->entries()[0]).value(), "%PDF");
  EXPECT_EQ(archive->unpack(archive->entries()[1]).value(), page);
  EXPECT_EQ(archive->unpack(archive->entries()[2]).value(), "<p>");
}

TEST(ZipStream, OfMoreFilesThanTheOldFormatCountsHasTheNewRecords) {
  ZipStream zip(kMoment);
  std::string bytes;
  for (int i = 0; i < 70'000; ++i) bytes += zip.add(std::to_string(i), "", Packing::stored);
  bytes += zip.finish();
  EXPECT_EQ(zip.size(), bytes.size());
  const std::size_t record = bytes.find("PK\x06\x06");
  ASSERT_NE(record, std::string::npos);
  // Entries on this disk and in all, then where the directory is.
  EXPECT_EQ(static_cast<unsigned char>(bytes[record + 24]), 70'000 & 0xFF);
  EXPECT_EQ(static_cast<unsigned char>(bytes[record + 25]), 70'000 >> 8 & 0xFF);
  EXPECT_EQ(static_cast<unsigned char>(bytes[record + 26]), 70'000 >> 16);
}

TEST(ZipStream, OfNothingIsAnEmptyArchive) {
  ZipStream zip(kMoment);
  EXPECT_EQ(zip.finish().size(), 22u);
}

}  // namespace
}  // namespace kontor::docgen::office
