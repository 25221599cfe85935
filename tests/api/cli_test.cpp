// The command line: 0 done, 1 failed with one clear line, 2 wrong usage.
#include <gmock/gmock.h>

#include <fstream>

#include "base/test_directory.hpp"
#include "db/blocking_session.hpp"
#include "support/company.hpp"
#include "support/private_postgres.hpp"
#include "support/process.hpp"

namespace kontor::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Process::Outcome kontor(std::vector<std::string> arguments, Environment environment = {}) {
  static const TemporaryDirectory home;  // not ./var: what a command keeps must not lie where the tests happen to run
  environment.emplace("KONTOR_HOME", home.path().string());
  arguments.insert(arguments.begin(), kontor_binary());
  return Process::run(arguments, environment);
}

TEST(CommandLine, TellsItsVersion) {
  const Process::Outcome outcome = kontor({"version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.output, testing::ContainsRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
}

TEST(CommandLine, ExplainsWrongUsage) {
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{}, {"fly"}, {"serve", "--prot", "8000"}, {"serve", "--port", "many"}, {"render"}}) {
    const Process::Outcome outcome = kontor(wrong);
    EXPECT_EQ(outcome.code, 2) << outcome.output;
    EXPECT_NE(outcome.output, "");
  }
}

TEST(CommandLine, DescribesTheSameRoutesAsTheServer) {
  const Process::Outcome outcome = kontor({"openapi"});
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  HttpResponse offline;
  offline.body = outcome.output;
  EXPECT_EQ(offline.json(), shared_server().client().get("/openapi.json").json());
}

TEST(CommandLine, MigratesAndShowsWhatIsApplied) {
  const Environment environment = {{"DATABASE_URL", PrivatePostgres::shared().new_database()}};
  const Process::Outcome before = kontor({"migrate", "--status"}, environment);
  EXPECT_EQ(before.code, 0) << before.output;
  EXPECT_THAT(before.output, AllOf(HasSubstr("pending"), Not(HasSubstr("applied"))));
  const Process::Outcome done = kontor({"migrate"}, environment);
  EXPECT_EQ(done.code, 0) << done.output;
  const Process::Outcome after = kontor({"migrate", "--status"}, environment);
  EXPECT_THAT(after.output, AllOf(HasSubstr("applied"), Not(HasSubstr("pending"))));
  EXPECT_EQ(kontor({"migrate"}, environment).code, 0) << "twice is harmless";
}

TEST(CommandLine, RefusesADatabaseThatIsNewer) {
  const std::string database = PrivatePostgres::shared().new_database();
  const Environment environment = {{"DATABASE_URL", database}};
  ASSERT_EQ(kontor({"migrate"}, environment).code, 0);
  db::BlockingSession(database).run("INSERT INTO schema_migrations VALUES (9999, 'future', 'x')");
  const Process::Outcome outcome = kontor({"migrate"}, environment);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("newer"));
}

class Render : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& contents) {
    const std::filesystem::path path = directory_.path() / name;
    std::ofstream(path) << contents;
    return path.string();
  }
  std::string place(const std::string& name) const { return (directory_.path() / name).string(); }

  TemporaryDirectory directory_;
  std::string template_ = file("offer.md", "# Offer for {{ client.name }}\n\nIn words: {{ comment }}\n");
};

TEST_F(Render, MakesAPdfThatHoldsEveryField) {
  const std::string data = file("data.json", R"({"client": {"name": "ООО «Ёлка»"}, "comment": "Bis bald"})");
  const Process::Outcome outcome = kontor({"render", template_, data, "-o", place("out.pdf")});
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  const Process::Outcome text = Process::run({"pdftotext", place("out.pdf"), "-"});
  EXPECT_THAT(text.output, AllOf(HasSubstr("ООО «Ёлка»"), HasSubstr("Bis bald")));
}

TEST_F(Render, WritesThePassagesWithoutAnyModel) {
  const std::string written =
      file("written.txt",
           "{% write max_words=40 %}Thank the reader and close the letter.{% endwrite %} / {{ client.name }}");
  const std::string data = file("data.json", R"({"client": {"name": "Orchard"}})");
  const Process::Outcome outcome = kontor({"render", written, data, "-o", place("out.txt")});
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  std::ifstream made(place("out.txt"));
  const std::string text(std::istreambuf_iterator<char>(made), {});
  EXPECT_THAT(text, AllOf(HasSubstr("write to us."), HasSubstr(" / Orchard")));
}

TEST_F(Render, SaysWhatIsWrongWithTheData) {
  const std::string data = file("data.json", R"({"client": 5})");
  const Process::Outcome outcome = kontor({"render", template_, data, "-o", place("out.pdf")});
  EXPECT_EQ(outcome.code, 1) << outcome.output;
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("client: must be"), HasSubstr("comment: is missing")))
      << "every place at once";
  EXPECT_FALSE(std::filesystem::exists(place("out.pdf"))) << "nothing half done";
}

TEST_F(Render, SaysWhatIsWrongWithTheTemplateAndTheFiles) {
  const std::string data = file("data.json", "{}");
  EXPECT_THAT(kontor({"render", file("bad.md", "a\n{% if x %}\n"), data, "-o", place("out.pdf")}).output,
              HasSubstr("line"));
  const Process::Outcome absent = kontor({"render", place("absent.md"), data, "-o", place("out.pdf")});
  EXPECT_EQ(absent.code, 1);
  EXPECT_THAT(absent.output, HasSubstr("absent.md"));
  const Process::Outcome kind = kontor({"render", template_, data, "-o", place("out.xyz")});
  EXPECT_NE(kind.code, 0);
}

TEST_F(Render, FillsAWordFile) {
  const std::string maker = file("maker.md", "Offer for {% raw %}{{ client.name }}{% endraw %}\n");
  ASSERT_EQ(kontor({"render", maker, file("none.json", "{}"), "-o", place("offer.docx")}).code, 0);
  EXPECT_EQ(kontor({"render", "--check", place("offer.docx")}).code, 0);
  const std::string data = file("data.json", R"({"client": {"name": "Ann & Co"}})");
  const Process::Outcome outcome = kontor({"render", place("offer.docx"), data, "-o", place("out.docx")});
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  ASSERT_EQ(kontor({"render", place("out.docx"), data, "-o", place("out.txt")}).code, 0);
  std::ifstream text(place("out.txt"));
  std::string line;
  while (std::getline(text, line) && line.empty()) {
  }
  EXPECT_EQ(line, "Offer for Ann & Co");
  const Process::Outcome pdf = kontor({"render", place("offer.docx"), data, "-o", place("out.pdf")});
  ASSERT_EQ(pdf.code, 0) << pdf.output;
  std::ifstream pages(place("out.pdf"), std::ios::binary);
  std::string opening(5, ' ');
  pages.read(opening.data(), 5);
  EXPECT_EQ(opening, "%PDF-");
}

TEST_F(Render, ListsAllProblemsOfATemplate) {
  const std::string bad = file("bad.md", "{{ a | mony }}\n{% if %}\n");
  const Process::Outcome outcome = kontor({"render", "--check", bad});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("line 1, column 8: error: "), HasSubstr("did you mean \"money\"?"),
                                    HasSubstr("line 2, column "), HasSubstr("this if is never closed")));
}

TEST_F(Render, TellsTheFieldsOfATemplate) {
  const Process::Outcome outcome = kontor({"render", "--schema", template_});
  ASSERT_EQ(outcome.code, 0) << outcome.output;
  HttpResponse schema;
  schema.body = outcome.output;
  EXPECT_EQ(schema.text("properties.client.properties.name.type"), "string");
}

}  // namespace
}  // namespace kontor::test
