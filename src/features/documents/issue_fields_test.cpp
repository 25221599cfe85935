#include "features/documents/issue_fields.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace kontor::documents {
namespace {

using boost::json::object;

const object kSchema = {{"properties",
                         {{"number", {{"type", "string"}, {"maxLength", 40}}},
                          {"date", {{"type", "string"}, {"format", "date"}}},
                          {"client", {{"type", "string"}}}}}};

TEST(IssueFields, MarkADraftAsOne) {
  const object english = with_issue_fields(kSchema, {{"client", "Oak"}}, {.number = {}, .day = "2026-11-23"});
  EXPECT_EQ(english, (object{{"client", "Oak"}, {"number", "draft"}, {"date", "2026-11-23"}}));
  const object russian = with_issue_fields(kSchema, {{"number", ""}, {"date", nullptr}},
                                           {.number = {}, .day = "2026-11-23", .locale = Locale::ru});
  EXPECT_EQ(russian, (object{{"number", "б/н"}, {"date", "2026-11-23"}}));
}

TEST(IssueFields, WriteTheDateOutWhereTheTemplateHasItAsText) {
  const object text = {
      {"properties", {{"date", {{"type", "string"}}}, {"number", {{"type", "string"}, {"format", "text"}}}}}};
  EXPECT_EQ(with_issue_fields(text, {}, {.number = "7", .day = "2026-11-23"}),
            (object{{"number", "7"}, {"date", "23\u00A0November 2026"}}));
  EXPECT_EQ(with_issue_fields(text, {{"date", ""}}, {.number = "7", .day = "2026-11-23", .locale = Locale::ru}),
            (object{{"date", "23\u00A0ноября 2026\u00A0г."}, {"number", "7"}}));
  const object typed = {{"date", "on Monday"}, {"number", "7"}};
  EXPECT_EQ(with_issue_fields(text, typed, {.number = "7", .day = "2026-11-23"}), typed);
}

TEST(IssueFields, LeaveADraftTheNumberAndTheDateThatWereTyped) {
  const object typed = {{"number", "17/a"}, {"date", "2026-12-01"}};
  EXPECT_EQ(with_issue_fields(kSchema, typed, {.number = {}, .day = "2026-11-23"}), typed);
}

TEST(IssueFields, PutTheTakenNumberOverATypedOneButKeepTheTypedDate) {
  EXPECT_EQ(with_issue_fields(kSchema, {{"number", "17/a"}, {"date", "2026-12-01"}},
                              {.number = "INV-2026-0001", .day = "2026-11-23"}),
            (object{{"number", "INV-2026-0001"}, {"date", "2026-12-01"}}));
}

TEST(IssueFields, AddNothingThatTheTemplateDoesNotUse) {
  const object plain = {{"properties", {{"client", {{"type", "string"}}}}}};
  EXPECT_EQ(with_issue_fields(plain, {{"client", "Oak"}}, {.number = "1", .day = "2026-11-23"}),
            (object{{"client", "Oak"}}));
  const object counted = {{"properties",
                           {{"number", {{"type", "string"}, {"format", "decimal"}}},
                            {"date", {{"type", "string"}, {"enum", {"today", "tomorrow"}}}}}}};
  EXPECT_EQ(with_issue_fields(counted, {}, {.number = "1", .day = "2026-11-23"}), object{})
      << "an amount, and a choice";
  EXPECT_EQ(with_issue_fields({}, {}, {.number = "1", .day = "2026-11-23"}), object{});
}

}  // namespace
}  // namespace kontor::documents
