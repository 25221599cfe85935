#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "features/documents/template.hpp"

/// Documents made from templates. Names as in JSON and SQL.
namespace kontor::documents {

enum class Status { draft, ready, failed };
BOOST_DESCRIBE_ENUM(Status, draft, ready, failed)

/// A rendered file as it is kept: where in the blob store, how large, and the hash of its bytes.
struct StoredFile {
  Format format;
  std::int64_t size;
  std::string sha256;
  std::string key;
};
KONTOR_DESCRIBE(StoredFile, format, size, sha256, key)

/// Something to be looked at: where in the template, and what.
struct DocumentRemark {
  std::string location;  ///< "line 12, column 5", "paragraph 3 (“…near…”), column 1"; "" for the whole
  std::string message;
};
KONTOR_DESCRIBE(DocumentRemark, location, message)

/// As it stands in the database. Lists leave out the payload and what only rendering and one document's page need. With
/// a number it is issued: nobody changes it any more, and the status tells of its final files.
struct GeneratedDocument {
  Id<GeneratedDocument> id;
  Id<Template> template_id;
  std::string template_name;
  int template_version;
  Kind kind;
  Id<User> owner_id;
  std::string title;
  std::optional<reflect::RawJson> payload;
  std::vector<Format> formats;
  Status status;
  std::optional<std::string> failure;  ///< why, in a person's words
  reflect::RawJson files;
  int cost_tokens;
  Timestamp created_at;
  Timestamp updated_at;
  std::optional<std::string> number = {};
  std::optional<std::string> issued_on = {};  ///< 2026-11-23, on the organisation's calendar
  std::optional<Timestamp> issued_at = {};
  std::optional<Id<User>> issued_by = {};
  std::optional<std::string> issued_by_name = {};
  std::optional<Id<struct Series>> series_id = {};
  std::optional<Timestamp> voided_at = {};
  std::optional<std::string> void_reason = {};
  std::optional<std::string> day = {};           ///< the one of issue or, before it, of creation
  std::optional<reflect::RawJson> written = {};  ///< path → text: the passages as they were written for the draft
  std::optional<reflect::RawJson> failure_places = {};  ///< DocumentRemark for each bad place of the failure
  std::optional<reflect::RawJson> remarks = {};         ///< what a person should look at before the files go out
};
KONTOR_DESCRIBE(GeneratedDocument, id, template_id, template_name, template_version, kind, owner_id, title, payload,
                formats, status, failure, files, cost_tokens, created_at, updated_at, number, issued_on, issued_at,
                issued_by, issued_by_name, series_id, voided_at, void_reason, day, written, failure_places, remarks)

struct GenerateDocument {
  Id<Template> template_id;
  std::optional<Text<1, 300>> title;
  boost::json::object payload;
  std::optional<std::vector<Format>> formats;
};
KONTOR_DESCRIBE(GenerateDocument, template_id, title, payload, formats)

/// Where a document stands on its way: a draft bears no number.
enum class Standing { unissued, issued, voided };
BOOST_DESCRIBE_ENUM(Standing, unissued, issued, voided)

/// `q` is looked for in titles and numbers; `number` is a whole one.
struct ListDocuments {
  std::optional<int> limit;
  std::optional<Text<1, 200>> cursor;
  std::optional<Status> status;
  std::optional<Id<Template>> template_id;
  std::optional<Text<1, 200>> q;
  std::optional<Standing> standing = {};
  std::optional<Text<1, 60>> number = {};
};
KONTOR_DESCRIBE(ListDocuments, limit, cursor, status, template_id, q, standing, number)

/// The job behind every draft and every issued document. `replaced` are the keys of the draft's files, which go when
/// the final ones are there.
struct RenderDocument {
  static constexpr std::string_view kind = "render_document";
  Id<GeneratedDocument> document_id;
  std::optional<std::vector<std::string>> replaced = {};
};
KONTOR_DESCRIBE(RenderDocument, document_id, replaced)

}  // namespace kontor::documents
