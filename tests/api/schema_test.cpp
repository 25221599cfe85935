// Promises of the database itself, whatever the program does.
#include <gmock/gmock.h>

#include "db/blocking_session.hpp"
#include "db/migrator.hpp"
#include "support/company.hpp"
#include "support/migrated_postgres.hpp"
#include "support/private_postgres.hpp"

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
  // Who works, works for everybody.
  EXPECT_THAT(names(tables_without_an_organisation), ElementsAre("job_workers", "organizations", "schema_migrations"));
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

constexpr const char* an_older_document = R"(
SET app.org_id = '0190a5f0-0000-7000-8000-000000000001';
INSERT INTO organizations (id, name, locale) VALUES ('0190a5f0-0000-7000-8000-000000000001', 'Ромашка', 'ru');
INSERT INTO users (id, org_id, email, name, role, password_hash) SELECT id, id, 'a@b.ru', 'Anna', 'owner', '' FROM organizations;
INSERT INTO document_templates (id, org_id, owner_id, name, kind, locale, schema, prompt_hint, source)
  SELECT id, id, id, 'Счёт', 'invoice', 'ru', '{}', '', '# Счёт' FROM organizations;
INSERT INTO document_template_versions (template_id, version, org_id, author_id, schema, prompt_hint, source)
  SELECT id, 1, id, id, '{}', '', '# Счёт' FROM organizations;
INSERT INTO generated_documents (id, org_id, owner_id, template_id, template_version, template_name, title, payload, formats)
  SELECT id, id, id, id, 1, 'Счёт', 'Счёт', '{}', '{pdf}' FROM organizations;
RESET app.org_id)";

TEST_F(Schema, GivesSeriesToOrganisationsThatWereThereBefore) {
  constexpr std::size_t kBefore = 3;
  const std::string database = PrivatePostgres::shared().new_database();
  db::BlockingSession(database).run("CREATE ROLE plain_owner; GRANT ALL ON SCHEMA public TO plain_owner");
  // An owner whom row-level security binds, as the documents of operation allow.
  db::BlockingSession plain(db::with_role(database, "plain_owner"));
  const std::vector<std::string> migrations = migration_texts();
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    if (i == kBefore) plain.run(an_older_document);
    plain.run(migrations[i]);
  }
  EXPECT_EQ(plain.value("SELECT count(*) FROM document_series"), "0") << "it is bound again";
  plain.run("SET app.org_id = '0190a5f0-0000-7000-8000-000000000001'");
  EXPECT_EQ(plain.value("SELECT string_agg(pattern, ' ' ORDER BY kind) FROM document_series WHERE is_default"),
            "АКТ-{year}-{seq:04} Д-{year}-{seq:04} Н-{year}-{seq:04} СЧ-{year}-{seq:04} ИСХ-{year}-{seq:04} "
            "ДОК-{year}-{seq:04} ДОВ-{year}-{seq:04} КП-{year}-{seq:04}");
  EXPECT_EQ(plain.value("SELECT time_zone FROM organizations"), "Europe/Moscow");
  EXPECT_EQ(plain.value("SELECT kind FROM generated_documents"), "invoice");
}

}  // namespace
}  // namespace kontor::test
