#include "features/documents/documents_api.hpp"

#include "http/url.hpp"
#include "reflect/json_read.hpp"

namespace kontor::documents {
namespace {

using http::Method;

std::string_view content_type(Format format) {
  switch (format) {
    case Format::pdf:
      return "application/pdf";
    case Format::docx:
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case Format::html:
      return "text/html; charset=utf-8";
    case Format::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  }
  return "application/octet-stream";
}

std::optional<std::vector<DocumentRemark>> remarks_in(const std::optional<reflect::RawJson>& json) {
  if (!json) return std::nullopt;
  return reflect::from_json<std::vector<DocumentRemark>>(json->text).value();
}

}  // namespace

void DocumentsApi::routes(http::Router& router, DocumentsApi* api) {
  router.add(Method::post, "/api/v1/documents", api, &DocumentsApi::generate,
             {"Make a document from a template", "documents"});
  router.add(Method::get, "/api/v1/documents", api, &DocumentsApi::list, {"Documents, the newest first", "documents"});
  router.add(Method::get, "/api/v1/documents/{id}", api, &DocumentsApi::find, {"A document", "documents"});
  router.add(Method::post, "/api/v1/documents/{id}/retry", api, &DocumentsApi::retry,
             {"Try a failed document again", "documents"});
  router.add(Method::del, "/api/v1/documents/{id}", api, &DocumentsApi::remove,
             {"Delete a document and its files; an issued one is kept", "documents"});
  router.add(Method::post, "/api/v1/documents/{id}/issue", api, &DocumentsApi::issue,
             {"Give a document its number: it is final from then on", "documents"});
  router.add(Method::post, "/api/v1/documents/{id}/void", api, &DocumentsApi::make_void,
             {"Make an issued document void; its number stays taken", "documents"});
  router.add(Method::get, "/api/v1/documents/files/{token}", api, &DocumentsApi::file,
             {"A file, by its signed link; ?inline=1 shows it", "documents"});
}

Document DocumentsApi::view(const Caller& caller, GeneratedDocument d) const {
  Document document{.id = d.id,
                    .template_id = d.template_id,
                    .template_name = std::move(d.template_name),
                    .template_version = d.template_version,
                    .kind = d.kind,
                    .owner_id = d.owner_id,
                    .title = std::move(d.title),
                    .payload = std::move(d.payload),
                    .formats = std::move(d.formats),
                    .status = d.status,
                    .failure = std::move(d.failure),
                    .failure_places = remarks_in(d.failure_places),
                    .remarks = remarks_in(d.remarks),
                    .file_url = std::nullopt,
                    .files = {},
                    .cost_tokens = d.cost_tokens,
                    .created_at = d.created_at,
                    .updated_at = d.updated_at,
                    .number = std::move(d.number),
                    .issued_on = std::move(d.issued_on),
                    .issued_at = d.issued_at,
                    .issued_by = d.issued_by,
                    .issued_by_name = std::move(d.issued_by_name),
                    .series_id = d.series_id,
                    .voided_at = d.voided_at,
                    .void_reason = std::move(d.void_reason)};
  for (const StoredFile& file : reflect::from_json<std::vector<StoredFile>>(d.files.text).value())
    document.files.push_back(
        {file.format, file.size, file.sha256, links_.path({caller.org, document.id, file.format, file.sha256})});
  if (!document.files.empty()) document.file_url = document.files.front().url;
  return document;
}

Task<http::Created<Document>> DocumentsApi::generate(Caller caller, http::IdempotencyKey key,
                                                     http::Body<GenerateDocument> in) {
  CO_TRY(GeneratedDocument document,
         co_await documents_.generate(caller, in.value, key.value ? std::optional(key.value->str()) : std::nullopt));
  co_return http::Created<Document>{view(caller, std::move(document))};
}

Task<reflect::Page<Document>> DocumentsApi::list(Caller caller, http::Query<ListDocuments> filter) {
  CO_TRY(reflect::Page<GeneratedDocument> found, co_await documents_.list(caller, filter.value));
  reflect::Page<Document> page{{}, std::move(found.next_cursor)};
  for (GeneratedDocument& document : found.items) page.items.push_back(view(caller, std::move(document)));
  co_return page;
}

Task<Document> DocumentsApi::find(Caller caller, http::Path<Id<GeneratedDocument>> id) {
  CO_TRY(GeneratedDocument document, co_await documents_.find(caller, id.value));
  co_return view(caller, std::move(document));
}

Task<Document> DocumentsApi::retry(Caller caller, http::Path<Id<GeneratedDocument>> id) {
  CO_TRY(GeneratedDocument document, co_await documents_.retry(caller, id.value));
  co_return view(caller, std::move(document));
}

Task<> DocumentsApi::remove(Caller caller, http::Path<Id<GeneratedDocument>> id) {
  co_return co_await documents_.remove(caller, id.value);
}

Task<Document> DocumentsApi::issue(Caller caller, http::Path<Id<GeneratedDocument>> id, http::IdempotencyKey key,
                                   http::OptionalBody<IssueDocument> in) {
  CO_TRY(GeneratedDocument document,
         co_await documents_.issue(caller, id.value, in.value,
                                   key.value ? std::optional(key.value->str()) : std::nullopt));
  co_return view(caller, std::move(document));
}

Task<Document> DocumentsApi::make_void(Caller caller, http::Path<Id<GeneratedDocument>> id,
                                       http::Body<VoidDocument> in) {
  CO_TRY(GeneratedDocument document, co_await documents_.make_void(caller, id.value, in.value));
  co_return view(caller, std::move(document));
}

Task<http::Custom> DocumentsApi::file(http::Path<std::string> token, http::Raw raw) {
  CO_TRY(File file, co_await documents_.open(token.value));
  const bool shown = raw.request.query == "inline=1";
  http::Response response{
      .content_type = std::string(content_type(file.format)), .body = std::move(file.bytes), .framed_by_us = true};
  response.add_header("Content-Disposition", http::disposition(shown ? "inline" : "attachment", file.name));
  response.add_header("Cache-Control", "private, max-age=3600");
  co_return http::Custom{std::move(response)};
}

}  // namespace kontor::documents
