#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "async/test_loop.hpp"
#include "db/blocking_session.hpp"
#include "features/documents/bulk/bulk_store.hpp"
#include "features/documents/document_store.hpp"
#include "features/documents/series_store.hpp"
#include "features/documents/template_store.hpp"
#include "support/migrated_postgres.hpp"

/// The statements of the stores on 100,000 rows of two organisations, as the role that row-level security binds: each
/// must find its rows by an index. PostgreSQL's own counters tell: it counts the scans of a whole table, and the rows
/// that it looked at.
namespace kontor::documents {
namespace {

constexpr const char* kFill = R"sql(
  INSERT INTO organizations (id, name) VALUES
    ('0190a5f0-0000-7000-8000-000000000001', 'One'), ('0190a5f0-0000-7000-8000-000000000002', 'Two');
  INSERT INTO users (id, org_id, email, name, role, password_hash)
    SELECT id, id, 'u' || right(id::text, 1) || '@x.ru', 'Anna', 'owner', '' FROM organizations;
  INSERT INTO document_templates (id, org_id, owner_id, name, kind, locale, schema, prompt_hint, source, created_at, deleted_at)
    SELECT ('0190a5f1-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, o, o, 'Proposal ' || n,
           (ARRAY['proposal', 'contract', 'invoice', 'other'])[n / 2 % 4 + 1], CASE WHEN n % 3 = 0 THEN 'ru' ELSE 'en' END,
           '{}', '', '# Text', timestamptz '2026-01-01' + n * interval '1 minute', CASE WHEN n % 50 = 0 THEN now() END
    FROM generate_series(1, 100000) n,
         LATERAL (SELECT ('0190a5f0-0000-7000-8000-00000000000' || (n % 2 + 1))::uuid AS o) org;
  INSERT INTO document_template_versions (template_id, version, org_id, author_id, schema, prompt_hint, source)
    SELECT id, 1, org_id, owner_id, schema, prompt_hint, source FROM document_templates;
  INSERT INTO generated_documents (id, org_id, owner_id, template_id, template_version, template_name, kind, title, payload, formats,
                                   status, failure, idempotency_key, request_hash, created_at)
    SELECT ('0190a5f2-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, t.org_id, t.owner_id, t.id, 1, t.name, t.kind, 'Offer ' || n,
           '{}', '{pdf}', s, CASE WHEN s = 'failed' THEN 'why' END, 'key-' || n, 'hash', timestamptz '2026-01-01' + n * interval '1 minute'
    FROM generate_series(1, 100000) n
         JOIN document_templates t ON t.id = ('0190a5f1-0000-7000-8000-' || lpad((n % 100 + 1)::text, 12, '0'))::uuid,
         LATERAL (SELECT CASE WHEN n % 1000 < 2 THEN 'failed' WHEN n % 500 < 4 THEN 'draft' ELSE 'ready' END AS s) status;
  INSERT INTO organizations (id, name)
    SELECT ('0190a5f3-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Neighbour' FROM generate_series(1, 200) n;
  INSERT INTO document_series (id, org_id, kind, name, pattern, reset)
    SELECT uuid_v7(), id, 'other', 'One of many', 'X' || n || '-{seq}', 'never'
    FROM organizations, generate_series(1, 500) n WHERE name = 'Neighbour';
  INSERT INTO document_series_counters (series_id, org_id, period, last, last_on)
    SELECT id, org_id, CASE reset WHEN 'yearly' THEN '2026' ELSE '' END, 100000, '2026-11-23' FROM document_series;
  -- The later half is issued, one in a hundred of them is void (contracts, as it comes).
  INSERT INTO document_numbers (id, org_id, series_id, kind, period, seq, number, document_id, issued_on, issued_at, issued_by,
                                idempotency_key, voided_at, voided_by, void_reason)
    SELECT ('0190a5f4-0000-7000-8000-' || right(d.id::text, 12))::uuid, d.org_id, s.id, d.kind, '2026', n, 'N-' || n, d.id,
           d.created_at, d.created_at, d.owner_id, 'key-' || n,
           CASE WHEN void THEN now() END, CASE WHEN void THEN d.owner_id END, CASE WHEN void THEN 'mistaken' END
    FROM generated_documents d JOIN document_series s USING (org_id, kind),
         LATERAL (SELECT right(d.id::text, 12)::integer AS n) number,
         LATERAL (SELECT n % 200 < 2 AS void) fate
    WHERE n > 50000;
  UPDATE generated_documents d
    SET number = n.number, issued_on = n.issued_on, issued_at = n.issued_at, issued_by = n.issued_by, voided_at = n.voided_at
    FROM document_numbers n WHERE n.document_id = d.id;
  -- A thousand runs of a hundred rows.
  INSERT INTO bulk_runs (id, org_id, owner_id, template_id, template_version, template_name, locale, kind, file_name, formats,
                         name_pattern, head, workflow_id, total, idempotency_key, request_hash, created_at)
    SELECT ('0190a5f5-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, t.org_id, t.owner_id, t.id, 1, t.name, 'en', t.kind,
           'a.csv', '{pdf}', '{row}', '{name}', uuid_v7(), 100, 'key-' || n, 'hash', timestamptz '2026-01-01' + n * interval '1 minute'
    FROM generate_series(1, 1000) n
         JOIN document_templates t ON t.id = ('0190a5f1-0000-7000-8000-' || lpad((n % 100 + 1)::text, 12, '0'))::uuid;
  INSERT INTO bulk_rows (run_id, row, org_id, state, document_id, cells, payload)
    SELECT r.id, n, r.org_id, (ARRAY['done', 'failed', 'waiting', 'done'])[n % 4 + 1],
           ('0190a5f2-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '["Anna"]', '{}'
    FROM bulk_runs r, generate_series(1, 100) n;
)sql";

const db::Statement kTellCounters{"SELECT pg_stat_force_next_flush()"};

/// Filled once; the tests only read it.
const std::string& filled_database() {
  static const std::string conninfo = [] {
    std::string made = test::new_migrated_database();
    db::BlockingSession session(made);
    session.run(kFill);
    session.run("VACUUM ANALYZE");
    return made;
  }();
  return conninfo;
}

/// What PostgreSQL has counted on the tables of documents and templates.
struct Counted {
  int read_through;  ///< scans of a whole table
  int rows;          ///< rows that scans looked at
};

class Indexes : public testing::Test {
 protected:
  /// Runs what a store does and gives what it cost the database.
  template <class T>
  Counted cost(Async<T> work, T* result = nullptr) {
    const Counted before = counted();
    T found = loop_.run(std::move(work));
    if (result) *result = std::move(found);
    const Counted after = counted();
    return {after.read_through - before.read_through, after.rows - before.rows};
  }

  /// A session tells what it has counted when it is idle for a while, when it is asked to, or when it ends; the stores'
  /// one is asked.
  Counted counted() {
    loop_.run([](db::Database& database) -> Async<> {
      (void)co_await database.read(db::Scope{}, kTellCounters);
      (void)co_await database.read(db::Scope{}, kTellCounters);  // answered only after the first has had its effect
    }(database_));
    const auto rows = db::BlockingSession(filled_database())
                          .run(
                              "SELECT sum(seq_scan), sum(seq_tup_read + coalesce(idx_tup_fetch, 0))"
                              " FROM pg_stat_user_tables WHERE relname ~ '^(document_|generated_|bulk_)'");
    return {std::stoi(rows[0][0].value()), std::stoi(rows[0][1].value())};
  }

  async::TestLoop loop_;
  db::Database database_{loop_.executor(),
                         loop_.cpu(),
                         loop_.ticker(),
                         {.conninfo = filled_database(), .app_role = "kontor_app", .shared = 1}};
  TemplateStore templates_{database_};
  DocumentStore documents_{database_};
  SeriesStore series_{database_};
  bulk::BulkStore bulk_{database_};
  Caller caller_{.user = *Id<User>::parse("0190a5f0-0000-7000-8000-000000000001"),
                 .org = *Id<Organization>::parse("0190a5f0-0000-7000-8000-000000000001"),
                 .role = Role::owner};
  PageCursor middle_{*parse_rfc3339("2026-02-01T00:00:00Z"), *Uuid::parse("0190a5f1-0000-7000-8000-000000044640")};
};

const db::Statement kByTitle{"SELECT count(*) FROM generated_documents WHERE title = 'Offer 2'"};

TEST_F(Indexes, CountWhatAStatementWithoutOneCosts) {
  const auto read = [](db::Database& database, Caller caller) -> Async<int> {
    co_return (co_await database.read(db::Scope::tenant(caller.org), kByTitle)).value().value<int>();
  };
  EXPECT_GE(cost(read(database_, caller_)).rows, 50'000) << "or the other tests could not fail";
}

TEST_F(Indexes, ServeEveryListOfTemplates) {
  for (const ListTemplates& filter :
       {ListTemplates{}, ListTemplates{.kind = Kind::invoice}, ListTemplates{.locale = Locale::ru},
        ListTemplates{.kind = Kind::invoice, .locale = Locale::en}}) {
    for (const std::optional<PageCursor>& after : {std::optional<PageCursor>(), std::optional(middle_)}) {
      std::vector<TemplateSummary> page;
      const Counted counted = cost(templates_.list(caller_, filter, after, 20), &page);
      EXPECT_EQ(counted.read_through, 0);
      EXPECT_LE(counted.rows, filter.kind || filter.locale ? 200 : 21) << "goes down the newest until the page is full";
      EXPECT_EQ(page.size(), 21u);
      for (std::size_t i = 1; i < page.size(); ++i) EXPECT_GT(page[i - 1].created_at, page[i].created_at);
    }
  }
}

TEST_F(Indexes, ServeEveryListOfDocuments) {
  const auto of_template = *Id<Template>::parse("0190a5f1-0000-7000-8000-000000000002");
  for (const ListDocuments& filter :
       {ListDocuments{}, ListDocuments{.status = Status::failed}, ListDocuments{.template_id = of_template},
        ListDocuments{.status = Status::ready, .template_id = of_template},
        ListDocuments{.standing = Standing::unissued}, ListDocuments{.standing = Standing::issued},
        ListDocuments{.standing = Standing::voided}}) {
    const PageCursor late{*parse_rfc3339("2026-03-01T00:00:00Z"), middle_.id};
    for (const std::optional<PageCursor>& after : {std::optional<PageCursor>(), std::optional(late)}) {
      std::vector<GeneratedDocument> page;
      const Counted counted = cost(documents_.list(caller_, filter, after, 20), &page);
      EXPECT_EQ(counted.read_through, 0);
      EXPECT_LE(counted.rows, 30);
      EXPECT_EQ(page.size(), 21u);
    }
  }
}

TEST_F(Indexes, ServeASearchForANumber) {
  std::vector<GeneratedDocument> found;
  const auto number = Text<1, 60>::parse("N-77777").value();
  for (const std::optional<Standing>& standing : {std::optional<Standing>(), std::optional(Standing::issued)}) {
    const Counted counted =
        cost(documents_.list(caller_, {.standing = standing, .number = number}, std::nullopt, 20), &found);
    EXPECT_EQ(counted.read_through, 0);
    EXPECT_LE(counted.rows, 2);
    EXPECT_EQ(found.size(), 1u);
  }
}

TEST_F(Indexes, ServeTheRegister) {
  std::vector<StoredSeries> all;
  const Counted of_list = cost(series_.list(caller_), &all);
  EXPECT_EQ(of_list.read_through, 0);
  EXPECT_LE(of_list.rows, 16) << "the series and their counters";
  ASSERT_EQ(all.size(), 8u);
  for (const std::optional<NumberState>& state :
       {std::optional<NumberState>(), std::optional(NumberState::issued), std::optional(NumberState::voided)}) {
    const PageCursor late{*parse_rfc3339("2026-03-01T00:00:00Z"), middle_.id};
    for (const std::optional<PageCursor>& after : {std::optional<PageCursor>(), std::optional(late)}) {
      std::vector<RegisteredNumber> page;
      const Counted counted = cost(series_.numbers(caller_, all[1].id, state, after, 20), &page);
      EXPECT_EQ(counted.read_through, 0);
      EXPECT_LE(counted.rows, 2 * 21 + 4) << "each with its document";
      EXPECT_EQ(page.size(), 21u);
    }
  }
  std::optional<StoredSeries> one;
  std::optional<Id<GeneratedDocument>> used;
  for (const Counted& counted :
       {cost(series_.find(caller_, all[0].id), &one), cost(series_.find_by_key(caller_, "key-77777"), &used)}) {
    EXPECT_EQ(counted.read_through, 0);
    EXPECT_LE(counted.rows, 2);
  }
  EXPECT_TRUE(one && used);
}

/// Issues a document and makes it void.
Async<int> take_a_number(SeriesStore& series, DocumentStore& documents, Caller caller, Id<GeneratedDocument> id) {
  db::Transaction transaction = co_await series.begin(caller);
  const auto document = co_await documents.lock(transaction, id);
  const auto found = co_await series.lock_default(transaction, document->kind);
  const TakenNumber taken = co_await series.take(transaction, found->id);
  (void)(co_await series.enter(transaction, caller,
                               {.series_id = found->id,
                                .kind = found->kind,
                                .taken = taken,
                                .number = "A-1",
                                .document_id = id,
                                .idempotency_key = "first"}))
      .value();
  co_await documents.mark_issued(transaction, id);
  (void)co_await series.make_void(transaction, caller, id, "tried");
  co_await documents.mark_void(transaction, id);
  (void)co_await transaction.query(kTellCounters);
  co_await transaction.commit();
  co_return taken.seq;
}

TEST_F(Indexes, ServeTheTakingOfANumber) {
  const auto document_id = *Id<GeneratedDocument>::parse("0190a5f2-0000-7000-8000-000000000101");
  int seq = 0;
  const Counted counted = cost(take_a_number(series_, documents_, caller_, document_id), &seq);
  EXPECT_EQ(seq, 100'001);
  EXPECT_EQ(counted.read_through, 0);
  EXPECT_GE(counted.rows, 4) << "or nothing was counted";
  EXPECT_LE(counted.rows, 30) << "single rows, and what foreign keys look up";
}

TEST_F(Indexes, ServeASearchForWordsInTheOrderOfTheList) {
  std::vector<TemplateSummary> templates;
  const auto proposal = Text<1, 200>::parse("Proposal 99").value();
  const Counted of_templates = cost(templates_.list(caller_, {.q = proposal}, std::nullopt, 20), &templates);
  EXPECT_EQ(of_templates.read_through, 0);
  EXPECT_LE(of_templates.rows, 200);
  EXPECT_EQ(templates.size(), 21u);
  std::vector<GeneratedDocument> documents;
  const auto offer = Text<1, 200>::parse("Offer 99").value();
  const Counted of_documents = cost(documents_.list(caller_, {.q = offer}, std::nullopt, 20), &documents);
  EXPECT_EQ(of_documents.read_through, 0);
  EXPECT_LE(of_documents.rows, 200);
  EXPECT_EQ(documents.size(), 21u);
}

TEST_F(Indexes, ServeEverySingleThing) {
  const auto template_id = *Id<Template>::parse("0190a5f1-0000-7000-8000-000000000002");
  const auto document_id = *Id<GeneratedDocument>::parse("0190a5f2-0000-7000-8000-000000000001");
  std::optional<Template> found;
  std::optional<Template> version;
  std::vector<TemplateVersion> versions;
  std::optional<GeneratedDocument> document;
  std::optional<FirstUse> use;
  for (const Counted& counted :
       {cost(templates_.find(caller_, template_id), &found), cost(templates_.find(caller_, template_id, 1), &version),
        cost(templates_.versions(caller_, template_id), &versions),
        cost(documents_.find(caller_.org, document_id), &document),
        cost(documents_.find_by_key(caller_, "key-1"), &use)}) {
    EXPECT_EQ(counted.read_through, 0);
    EXPECT_LE(counted.rows, 2);
  }
  EXPECT_TRUE(found && version && document && use);
  EXPECT_EQ(versions.size(), 1u);
}

TEST_F(Indexes, ServeEveryChange) {
  const auto document_id = *Id<GeneratedDocument>::parse("0190a5f2-0000-7000-8000-000000000001");
  for (const Counted& counted :
       {cost(documents_.mark_failed(caller_.org, document_id, "why", {})),
        cost(documents_.mark_ready(caller_.org,
                                   {.id = document_id, .title = "Offer", .remarks = {}, .written = "{}"}))}) {
    EXPECT_EQ(counted.read_through, 0);
    EXPECT_LE(counted.rows, 2);
  }
}

TEST_F(Indexes, ServeManyDocumentsAtOnce) {
  // Of the first organisation, and one of its templates.
  const auto run = *Id<bulk::BulkRun>::parse("0190a5f5-0000-7000-8000-000000000501");
  const auto of = Id<Template>::parse("0190a5f1-0000-7000-8000-000000000002");
  std::vector<bulk::BulkRun> all;
  std::vector<bulk::BulkRun> of_template;
  std::optional<bulk::BulkRun> found;
  std::optional<bulk::FirstRun> first;
  std::vector<bulk::FailedRow> failed;
  std::vector<bulk::WaitingRow> waiting;
  std::vector<bulk::PackedRow> packed;
  for (const Counted& counted :
       {cost(bulk_.list(caller_.org, std::nullopt, std::nullopt, 10), &all),
        cost(bulk_.list(caller_.org, of, std::nullopt, 3), &of_template), cost(bulk_.find(caller_.org, run), &found),
        cost(bulk_.find_by_key(caller_, "key-501"), &first), cost(bulk_.failed(caller_.org, run, 0, 10), &failed),
        cost(bulk_.waiting(caller_.org, run, 1, 20), &waiting), cost(bulk_.packed(caller_.org, run, 0, 10), &packed)}) {
    EXPECT_EQ(counted.read_through, 0);
    EXPECT_LE(counted.rows, 120) << "no more than the rows of one run";
  }
  EXPECT_EQ(all.size(), 11u);
  EXPECT_EQ(of_template.size(), 4u);
  EXPECT_TRUE(found && first);
  EXPECT_EQ(failed.size(), 10u);
  EXPECT_EQ(waiting.size(), 5u);
  EXPECT_EQ(packed.size(), 10u);
}

}  // namespace
}  // namespace kontor::documents
