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

enum class Format { pdf, docx, html };
BOOST_DESCRIBE_ENUM(Format, pdf, docx, html)

/// A rendered file as it is kept: where in the blob store, how large, and the hash of its bytes.
struct StoredFile {
  Format format;
  std::int64_t size;
  std::string sha256;
  std::string key;
};
KONTOR_DESCRIBE(StoredFile, format, size, sha256, key)

/// As it stands in the database. Lists leave the payload out.
struct GeneratedDocument {
  Id<GeneratedDocument> id;
  Id<Template> template_id;
  std::string template_name;
  int template_version;
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
};
KONTOR_DESCRIBE(GeneratedDocument, id, template_id, template_name, template_version, owner_id, title, payload, formats,
                status, failure, files, cost_tokens, created_at, updated_at)

struct GenerateDocument {
  Id<Template> template_id;
  std::optional<Text<1, 300>> title;
  boost::json::object payload;
  std::optional<std::vector<Format>> formats;
};
KONTOR_DESCRIBE(GenerateDocument, template_id, title, payload, formats)

struct ListDocuments {
  std::optional<int> limit;
  std::optional<Text<1, 200>> cursor;
  std::optional<Status> status;
  std::optional<Id<Template>> template_id;
  std::optional<Text<1, 200>> q;
};
KONTOR_DESCRIBE(ListDocuments, limit, cursor, status, template_id, q)

/// The job behind every draft.
struct RenderDocument {
  static constexpr std::string_view kind = "render_document";
  Id<GeneratedDocument> document_id;
};
KONTOR_DESCRIBE(RenderDocument, document_id)

}  // namespace kontor::documents
