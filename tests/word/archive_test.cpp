// Archives that lie. Each is an error that says what is wrong, in little time and memory; none is a crash.
#include <gmock/gmock.h>

#include "word/attempt.hpp"
#include "word/package.hpp"

namespace kontor::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

constexpr double kSeconds = 1 * kSlower;
constexpr double kMegabytes = 32 * kFatter;  // above the file itself

void expect_refused(std::string_view file, const auto& sense) {
  const Attempt result = attempt(file);
  ASSERT_TRUE(result.ended) << "crashed, or did not end";
  EXPECT_FALSE(result.filled) << "was taken for a template";
  EXPECT_THAT(result.said, sense);
  EXPECT_LT(result.seconds, kSeconds);
  EXPECT_LT(result.megabytes, kMegabytes);
}

std::vector<Entry> honest() {
  std::vector<Entry> entries;
  for (const auto& [name, content] : word_parts(paragraph("{{ a }}")))
    entries.push_back({.name = name, .content = content});
  return entries;
}

std::string with(Entry entry) {
  std::vector<Entry> entries = honest();
  entries.push_back(std::move(entry));
  return zip(entries);
}

/// The directory's record of the last entry, changed by hand.
std::string patched(std::string file, std::string_view before, std::size_t offset, std::string_view bytes) {
  const std::size_t at = file.rfind(before);
  EXPECT_NE(at, std::string::npos);
  return file.replace(at + offset, bytes.size(), bytes);
}

constexpr std::string_view kDirectoryHeader = "PK\x01\x02", kEnd = "PK\x05\x06";

TEST(HostileArchive, HonestOnesAreTaken) {
  const Attempt result = attempt(zip(honest()), R"({"a": "b"})");
  EXPECT_TRUE(result.filled) << result.said;
  EXPECT_THAT(unzip(result.said)["word/document.xml"], HasSubstr("<w:t xml:space=\"preserve\">b</w:t>"));
}

TEST(HostileArchive, ABombIsNotUnpacked) {
  const std::string zeros(60 << 20, '\0');
  expect_refused(with({.name = "word/media/image1.bmp", .content = zeros}), HasSubstr("zip bomb"));
  expect_refused(with({.name = "word/header1.xml", .content = zeros}), HasSubstr("zip bomb"));
}

TEST(HostileArchive, ManyPartsThatAreLargeTogetherAreTooLarge) {
  std::vector<Entry> entries = honest();
  for (int i = 0; i < 300; ++i)
    entries.push_back({.name = fmt::format("word/media/image{}.bmp", i),
                       .claimed_size = 1'000'000,
                       .packed = std::string(10'000, 'x')});
  expect_refused(zip(entries), HasSubstr("too large"));
}

TEST(HostileArchive, APartIsNotLargerThanItSays) {
  const std::string spaces = word_root("document", "<w:body>" + std::string(20 << 20, ' ') + "</w:body>");
  std::vector<Entry> entries = honest();
  entries.back() = {.name = "word/document.xml", .content = spaces, .claimed_size = 1000};
  expect_refused(zip(entries), HasSubstr("cannot be unpacked"));
  entries.back() = {.name = "word/document.xml", .content = "<w:document/>", .claimed_size = 60 << 20};
  expect_refused(zip(entries), AnyOf(HasSubstr("zip bomb"), HasSubstr("cannot be unpacked")));
}

TEST(HostileArchive, ABombInABombIsNeverOpened) {
  std::string nested(1 << 20, '\0');
  for (int i = 0; i < 5; ++i) nested = zip(std::vector<Entry>{{.name = "word/document.xml", .content = nested}});
  const Attempt result = attempt(with({.name = "word/embeddings/object1.zip", .content = nested}), R"({"a": 1})");
  EXPECT_TRUE(result.filled) << result.said;
  EXPECT_LT(result.megabytes, kMegabytes);
}

TEST(HostileArchive, TooManyEntriesAreRefused) {
  std::vector<Entry> entries = honest();
  for (int i = 0; i < 60'000; ++i) entries.push_back({.name = fmt::format("x{}", i), .method = Entry::Method::stored});
  expect_refused(zip(entries), HasSubstr("parts"));
}

TEST(HostileArchive, EntriesThatShareBytesAreRefused) {
  std::vector<Entry> entries = honest();
  const std::string kernel(1 << 20, 'a');
  entries.push_back({.name = "word/media/a.bin", .content = kernel});
  const auto shared = static_cast<std::uint32_t>(zip(entries).rfind("PK\x03\x04"));
  for (int i = 0; i < 200; ++i)
    entries.push_back({.name = fmt::format("word/media/{:01}.bin", i % 10) + std::string(i / 10 + 1, 'b'),
                       .content = kernel,
                       .header_offset = shared});
  expect_refused(zip(entries), AnyOf(HasSubstr("overlap"), HasSubstr("damaged")));
}

TEST(HostileArchive, NamesStayWithinTheArchive) {
  for (const char* name : {"../../etc/cron.d/x", "word/../../x.xml", "/etc/passwd", "C:\\windows\\x.dll",
                           "\\\\server\\share\\x", "word\\..\\..\\x.xml", ".."})
    expect_refused(with({.name = name, .content = "x"}), HasSubstr("leads out"));
  expect_refused(with({.name = std::string("word/a\0.xml", 11), .content = "x"}), HasSubstr("leads out"));
}

TEST(HostileArchive, ANameStandsOnce) {
  const std::string other = word_root("document", "<w:body/>");
  expect_refused(with({.name = "word/document.xml", .content = other}), HasSubstr("twice"));
  expect_refused(with({.name = "WORD/Document.XML", .content = other}), HasSubstr("twice"));
}

TEST(HostileArchive, PasswordsAreNamedAsTheReason) {
  std::vector<Entry> entries = honest();
  for (Entry& entry : entries) entry.flags = 1;
  expect_refused(zip(entries), HasSubstr("password"));
  expect_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(4096, '\0'), HasSubstr("password"));
}

TEST(HostileArchive, OtherWaysOfPackingAreNamed) {
  std::vector<Entry> entries = honest();
  entries.back().method = static_cast<Entry::Method>(14);  // LZMA
  expect_refused(zip(entries), HasSubstr("packed in a way"));
}

TEST(HostileArchive, ACutOrChangedFileIsDamagedWhereverItIsCut) {
  const std::string whole = zip(honest());
  for (std::size_t length = 0; length < whole.size(); length += 37) {
    const Attempt result = attempt(std::string_view(whole).substr(0, length));
    ASSERT_TRUE(result.ended) << length;
    ASSERT_FALSE(result.filled) << length;
    EXPECT_THAT(result.said, AnyOf(HasSubstr("damaged"), HasSubstr("no Word file"))) << length;
  }
  std::string wrong = whole;
  wrong[wrong.find("word/document.xml") + 40] ^= 0x55;  // within the packed bytes
  expect_refused(wrong, HasSubstr("damaged"));
}

TEST(HostileArchive, ADirectoryThatPointsElsewhereIsDamaged) {
  const std::string whole = zip(honest());
  expect_refused(patched(whole, kEnd, 16, "\xF0\xFF\xFF\x7F"), HasSubstr("damaged"));              // where it begins
  expect_refused(patched(whole, kEnd, 12, "\xF0\xFF\xFF\x7F"), HasSubstr("damaged"));              // how long it is
  expect_refused(patched(whole, kEnd, 10, "\x09"), HasSubstr("damaged"));                          // how many it holds
  expect_refused(patched(whole, kDirectoryHeader, 42, "\xF0\xFF\xFF\x7F"), HasSubstr("damaged"));  // where a part is
  expect_refused(patched(whole, kDirectoryHeader, 20, "\xF0\xFF\xFF\x7F"), HasSubstr("damaged"));  // how long a part is
  expect_refused(patched(whole, kDirectoryHeader, 28, "\xFF\xFF"), HasSubstr("damaged"));  // how long its name is
}

TEST(HostileArchive, LargeFileFieldsDoNotHideSizes) {
  const std::string extra(
      "\x01\x00\x10\x00"
      "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"
      "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F",
      20);
  std::vector<Entry> entries = honest();
  entries.back().claimed_size = 0xFFFFFFFF;
  entries.back().extra = extra;
  expect_refused(zip(entries), AnyOf(HasSubstr("too large"), HasSubstr("zip64")));
  expect_refused(patched(zip(honest()), kEnd, 8, "\xFF\xFF\xFF\xFF"), HasSubstr("zip64"));
  expect_refused(patched(zip(honest()), kEnd, 16, "\xFF\xFF\xFF\xFF"), HasSubstr("zip64"));
}

TEST(HostileArchive, WhatIsNoWordFileIsSaidToBeNone) {
  for (const char* bytes : {"", "P", "PK", "PK\x03\x04", "%PDF-1.7", "{\\rtf1 {{ a }}}", "plain text {{ a }}"})
    expect_refused(bytes, HasSubstr("no Word file"));
  expect_refused(zip(std::vector<Entry>{}), testing::Not(testing::IsEmpty()));
  expect_refused(zip(std::vector<Entry>{{.name = "mimetype", .content = "application/vnd.oasis.opendocument.text"},
                                        {.name = "content.xml", .content = "<x/>"}}),
                 HasSubstr("Word"));
}

}  // namespace
}  // namespace kontor::test
