#include "features/documents/file_links.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace kontor::documents {
namespace {

using namespace std::chrono_literals;

class Links : public testing::Test {
 protected:
  std::string token(const FileLinks::Target& target) const {
    const std::string path = links_.path(target);
    return path.substr(path.rfind('/') + 1);
  }
  bool opens(std::string_view token) const {
    const auto opened = links_.open(token);
    if (!opened) EXPECT_EQ(opened.error().code, Code::not_found);
    return opened.has_value();
  }

  ManualClock clock_{*parse_rfc3339("2026-11-23T14:00:00.9Z")};
  auth::Tokens tokens_{Secret(std::string(48, 's')), clock_};
  FileLinks links_{tokens_, clock_};
  FileLinks::Target target_{Id<Organization>::make(), Id<GeneratedDocument>::make(), Format::docx, "b5bb9d80"};
};

TEST_F(Links, OpenTheOneFileTheyWereMadeFor) {
  EXPECT_TRUE(links_.path(target_).starts_with("/api/v1/documents/files/"));
  const auto opened = links_.open(token(target_));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->org, target_.org);
  EXPECT_EQ(opened->document, target_.document);
  EXPECT_EQ(opened->format, Format::docx);
}

TEST_F(Links, AreOthersForOtherBytesMadeWithinTheSameSecond) {
  FileLinks::Target issued = target_;
  issued.sha256 = "7d865e95";
  EXPECT_NE(links_.path(issued), links_.path(target_));
}

TEST_F(Links, OfManyDocumentsAtOnceOpenNothingElse) {
  const FileLinks::BulkTarget target{Id<Organization>::make(), Id<bulk::BulkRun>::make(), BulkFile::csv};
  const std::string path = links_.path(target);
  EXPECT_TRUE(path.starts_with("/api/v1/documents/bulk/files/"));
  const std::string bulk_token = path.substr(path.rfind('/') + 1);
  const auto opened = links_.open_bulk(bulk_token);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->org, target.org);
  EXPECT_EQ(opened->run, target.run);
  EXPECT_EQ(opened->file, BulkFile::csv);
  EXPECT_FALSE(opens(bulk_token));
  EXPECT_FALSE(links_.open_bulk(token(target_)));
  clock_.advance(FileLinks::kLife);
  EXPECT_FALSE(links_.open_bulk(bulk_token));
}

TEST_F(Links, EndAfterTheirTime) {
  const std::string link = token(target_);
  clock_.advance(FileLinks::kLife - 1s);
  EXPECT_TRUE(opens(link));
  clock_.advance(1s);
  EXPECT_FALSE(opens(link));
}

TEST_F(Links, WithAnyCharacterChangedOpenNothing) {
  const std::string link = token(target_);
  for (std::size_t i = 0; i < link.size(); ++i) {
    std::string forged = link;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(opens(forged)) << i;
  }
  for (const char* broken : {"", ".", "..", "x", "x.y"}) EXPECT_FALSE(opens(broken)) << broken;
  EXPECT_FALSE(opens(link + "A"));
  EXPECT_FALSE(opens(link + "."));
  EXPECT_FALSE(opens(link.substr(0, link.find('.'))));
}

TEST_F(Links, DoNotOpenTheFileInAnotherFormat) {
  const std::string docx = token(target_);
  target_.format = Format::pdf;
  const std::string pdf = token(target_);
  EXPECT_FALSE(opens(pdf.substr(0, pdf.find('.')) + docx.substr(docx.find('.'))));
}

TEST_F(Links, OfOtherThingsThatWeSignOpenNothing) {
  const std::string claim = from_base64url(token(target_).substr(0, token(target_).find('.'))).value();
  EXPECT_TRUE(opens(base64url(claim) + "." + tokens_.sign("file", claim)));
  EXPECT_FALSE(opens(base64url(claim) + "." + tokens_.sign("csrf", claim)));
  const auth::Tokens others(Secret(std::string(48, 'o')), clock_);
  EXPECT_FALSE(opens(base64url(claim) + "." + others.sign("file", claim)));
}

}  // namespace
}  // namespace kontor::documents
