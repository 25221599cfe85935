#include "features/documents/template_store.hpp"

namespace kontor::documents {
namespace {

using db::args;
using db::Scope;
using db::Statement;

#define KONTOR_SUMMARY "id, owner_id, name, kind, locale, syntax, schema, prompt_hint, version, created_at, updated_at"
#define KONTOR_WHOLE KONTOR_SUMMARY ", syntax AS formats, source, sample, file_name, file_size, file_sha256"

const Statement kFirstPage{
    "SELECT " KONTOR_SUMMARY
    " FROM document_templates WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $1"};
const Statement kNextPage{
    "SELECT " KONTOR_SUMMARY
    " FROM document_templates WHERE deleted_at IS NULL AND (created_at, id) < ($2::timestamptz, $3::uuid)"
    " ORDER BY created_at DESC, id DESC LIMIT $1"};
/// With filters: goes down the same index, from the cursor on, and passes over what does not fit.
const Statement kFiltered{"SELECT " KONTOR_SUMMARY
                          " FROM document_templates WHERE deleted_at IS NULL"
                          " AND (created_at, id) < ($2::timestamptz, $3::uuid)"
                          " AND ($4::text IS NULL OR strpos(lower(name), $4) > 0)"
                          " AND ($5::text IS NULL OR kind = $5) AND ($6::text IS NULL OR locale = $6)"
                          " ORDER BY created_at DESC, id DESC LIMIT $1"};

const Statement kFind{"SELECT " KONTOR_WHOLE " FROM document_templates WHERE id = $1 AND deleted_at IS NULL"};
const Statement kLock{"SELECT " KONTOR_WHOLE
                      " FROM document_templates WHERE id = $1 AND deleted_at IS NULL FOR UPDATE"};
const Statement kFindVersion{R"sql(
  SELECT t.id, t.owner_id, t.name, t.kind, t.locale, v.syntax, v.schema, v.prompt_hint, v.version, t.created_at,
         v.created_at AS updated_at, v.syntax AS formats, v.source, v.sample, v.file_name, v.file_size, v.file_sha256
  FROM document_templates t JOIN document_template_versions v ON v.template_id = t.id
  WHERE t.id = $1 AND v.version = $2)sql"};
const Statement kVersions{R"sql(
  SELECT version, created_at, author_id FROM document_template_versions
  WHERE template_id = $1 ORDER BY version DESC LIMIT 1000)sql"};

const Statement kFile{"SELECT bytes FROM document_template_files WHERE sha256 = $1 AND org_id = current_org()"};
const Statement kKeepFile{R"sql(
  INSERT INTO document_template_files (org_id, sha256, bytes) VALUES (current_org(), $1, decode($2, 'hex')) ON CONFLICT DO NOTHING)sql"};
const Statement kInsert{R"sql(
  INSERT INTO document_templates (id, org_id, owner_id, name, kind, locale, schema, prompt_hint, source, sample, version,
                                  created_at, updated_at, syntax, file_name, file_size, file_sha256)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $16))sql"};
const Statement kUpdate{R"sql(
  UPDATE document_templates SET name = $2, kind = $3, locale = $4, schema = $5, prompt_hint = $6, source = $7, sample = $8,
                                version = $9, updated_at = $10, syntax = $11, file_name = $12, file_size = $13,
                                file_sha256 = $14
  WHERE id = $1)sql"};
const Statement kInsertVersion{R"sql(
  INSERT INTO document_template_versions (template_id, version, org_id, author_id, schema, prompt_hint, source, sample, created_at,
                                          syntax, file_name, file_size, file_sha256)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))sql"};
const Statement kRemove{"UPDATE document_templates SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL"};

}  // namespace

Async<std::vector<TemplateSummary>> TemplateStore::list(const Caller& caller, const ListTemplates& filter,
                                                        std::optional<PageCursor> after, int limit) {
  const std::string at = after ? rfc3339(after->created_at) : "infinity";
  const std::string id = (after ? after->id : Uuid()).text();
  const std::optional<std::string> words = filter.q ? std::optional(lowercase(filter.q->str())) : std::nullopt;
  const bool filtered = filter.q || filter.kind || filter.locale;
  const auto rows = co_await database_.read(Scope::tenant(caller.org),
                                            filtered ? kFiltered
                                            : after  ? kNextPage
                                                     : kFirstPage,
                                            filtered ? args(limit + 1, at, id, words, filter.kind, filter.locale)
                                            : after  ? args(limit + 1, at, id)
                                                     : args(limit + 1));
  co_return rows.value().as<TemplateSummary>();
}

Async<std::optional<Template>> TemplateStore::find(const Caller& caller, Id<Template> id) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kFind, args(id));
  co_return rows.value().first<Template>();
}

Async<std::optional<Template>> TemplateStore::find(const Caller& caller, Id<Template> id, int version) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kFindVersion, args(id, version));
  co_return rows.value().first<Template>();
}

Async<std::vector<TemplateVersion>> TemplateStore::versions(const Caller& caller, Id<Template> id) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kVersions, args(id));
  co_return rows.value().as<TemplateVersion>();
}

Async<std::string> TemplateStore::file(const Caller& caller, const std::string& sha256) {
  db::Transaction transaction = co_await begin(caller);  // some megabytes: not in the way of what shares a connection
  co_return co_await file(transaction, sha256);
}

Async<std::string> TemplateStore::file(db::Transaction& transaction, const std::string& sha256) {
  const auto rows = co_await transaction.query(kFile, args(sha256));
  co_return rows.value().value<std::string>();
}

Async<> TemplateStore::keep_file(db::Transaction& transaction, const std::string& sha256, std::string bytes_in_hex) {
  (void)(co_await transaction.query(kKeepFile, args(sha256, bytes_in_hex))).value();
}

Async<std::optional<Template>> TemplateStore::lock(db::Transaction& transaction, Id<Template> id) {
  const auto rows = co_await transaction.query(kLock, args(id));
  co_return rows.value().first<Template>();
}

Async<> TemplateStore::insert(db::Transaction& transaction, const Caller& caller, const Template& t) {
  (void)(co_await transaction.query(
             kInsert, args(t.id, caller.org, t.owner_id, t.name, t.kind, t.locale, t.schema, t.prompt_hint, t.source,
                           t.sample, t.version, t.created_at, t.syntax, t.file_name, t.file_size, t.file_sha256)))
      .value();
}

Async<> TemplateStore::update(db::Transaction& transaction, const Template& t) {
  (void)(co_await transaction.query(
             kUpdate, args(t.id, t.name, t.kind, t.locale, t.schema, t.prompt_hint, t.source, t.sample, t.version,
                           t.updated_at, t.syntax, t.file_name, t.file_size, t.file_sha256)))
      .value();
}

Async<> TemplateStore::insert_version(db::Transaction& transaction, const Caller& caller, const Template& t) {
  (void)(co_await transaction.query(
             kInsertVersion, args(t.id, t.version, caller.org, caller.user, t.schema, t.prompt_hint, t.source, t.sample,
                                  t.updated_at, t.syntax, t.file_name, t.file_size, t.file_sha256)))
      .value();
}

Async<bool> TemplateStore::remove(const Caller& caller, Id<Template> id) {
  const auto rows = co_await database_.write(Scope::tenant(caller.org), kRemove, args(id));
  co_return rows.value().affected() == 1;
}

}  // namespace kontor::documents
