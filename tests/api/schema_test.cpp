// Promises of the database itself, whatever the program does.
#include <gmock/gmock.h>

#include "db/blocking_session.hpp"
#include "db/migrator.hpp"
#include "support/company.hpp"

namespace kontor::test {
namespace {

using testing::ElementsAre;

class Schema : public testing::Test {
 protected:
  std::vector<std::string> names(const std::string& query) {
    std::vector<std::string> all;
    for (const db::TextRow& row : owner_.run(query)) all.push_back(row.at(0).value_or(""));
    return all;
  }

  db::BlockingSession owner_{shared_server().database()};
};

constexpr const char* tables_without_row_security = R"(
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid)))";

constexpr const char* tables_without_an_organisation = R"(
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'org_id' AND attnotnull)
ORDER BY relname)";

TEST_F(Schema, ForcesRowSecurityOnEveryTable) {
  EXPECT_THAT(names(tables_without_row_security), ElementsAre("schema_migrations"));
  EXPECT_THAT(names(tables_without_an_organisation), ElementsAre("organizations", "schema_migrations"));
}

TEST_F(Schema, ShowsNothingToAQueryThatForgotItsOrganisation) {
  new_company();
  ASSERT_NE(owner_.value("SELECT count(*) FROM users"), "0");
  db::BlockingSession program(db::with_role(shared_server().database(), db::app_role_name));
  for (const std::string& table : names("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
    if (table == "schema_migrations") continue;
    EXPECT_EQ(program.value("SELECT count(*) FROM " + program.quoted_name(table)), "0") << table;
    EXPECT_THROW(program.run("TRUNCATE " + program.quoted_name(table)), db::SqlFailure) << table;
  }
}

TEST_F(Schema, LetsNobodyMoveARowIntoAnotherOrganisation) {
  const Person anna = new_company();
  const Person eve = new_company();
  db::BlockingSession program(db::with_role(shared_server().database(), db::app_role_name));
  program.value("SELECT set_config('app.org_id', $1, false)", {eve.organization_id});
  EXPECT_EQ(program.value("SELECT count(*) FROM users"), "1");
  EXPECT_THROW(program.run("UPDATE users SET org_id = $1 WHERE id = $2", {anna.organization_id, eve.id}),
               db::SqlFailure);
  program.run("UPDATE users SET name = 'Taken' WHERE id = $1", {anna.id});
  EXPECT_EQ(owner_.value("SELECT name FROM users WHERE id = $1", {anna.id}), "Anna Ivanova");
}

}  // namespace
}  // namespace kontor::test
