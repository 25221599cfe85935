#include "features/documents/documents.hpp"

#include <boost/json.hpp>

#include "async/cpu_pool.hpp"
#include "base/secret.hpp"
#include "blob/blob_store.hpp"
#include "docgen/docgen.hpp"
#include "features/documents/issue_fields.hpp"
#include "office/office.hpp"
#include "reflect/json_read.hpp"
#include "reflect/json_write.hpp"

namespace kontor::documents {
namespace {

struct RenderedFile {
  Format format;
  std::string bytes;
  std::string sha256;
};

struct Rendered {
  std::string title;
  std::vector<RenderedFile> files;
  std::vector<DocumentRemark> remarks;
};

/// Remarks and errors quote what stands in the fields, which may be long; these words are for a page.
constexpr std::size_t kMaxRemark = 400;

std::string shortened(std::string text) {
  if (length(text) <= kMaxRemark) return text;
  std::size_t end = 0;
  for (std::size_t n = 0; n < kMaxRemark; ++n)
    while (++end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    }
  return text.substr(0, end) + "…";
}

std::vector<DocumentRemark> for_a_page(const std::vector<FieldError>& places) {
  std::vector<DocumentRemark> out;
  for (const FieldError& place : places) out.push_back({shortened(place.location), shortened(place.message)});
  return out;
}

Result<docgen::Template> compiled(const Template& tmpl, const Content& content) {
  return compiled_template(content, boost::json::parse(tmpl.schema.text).as_object());
}

docgen::Format docgen_format(Format format) {
  return format == Format::pdf    ? docgen::Format::pdf
         : format == Format::docx ? docgen::Format::docx
         : format == Format::xlsx ? docgen::Format::xlsx
                                  : docgen::Format::html;
}

Result<> check_payload(const Template& tmpl, const boost::json::object& payload, Timestamp now) {
  const boost::json::object schema = boost::json::parse(tmpl.schema.text).as_object();
  const IssueFields fields{.number = std::nullopt, .day = rfc3339(now).substr(0, 10), .locale = tmpl.locale};
  Result<> checked = docgen::check(schema, with_issue_fields(schema, payload, fields));
  if (checked) return {};
  for (FieldError& field : checked.error().fields)
    field.location = field.location.empty() ? "body.payload" : "body.payload." + field.location;
  return checked;
}

/// What the template is filled with: the form's fields, and the number and the date of the issue.
boost::json::object payload_of(const Template& tmpl, const docgen::Template& compiled,
                               const GeneratedDocument& document) {
  return with_issue_fields(compiled.schema(), boost::json::parse(document.payload->text).as_object(),
                           {.number = document.number, .day = *document.day, .locale = tmpl.locale});
}

std::vector<std::pair<std::string, std::string_view>> assets_of(const organization::Letterhead& letterhead) {
  if (letterhead.logo.empty()) return {};
  return {{"logo", letterhead.logo}};
}

/// The pages of a Word file by the office suite; nothing when that did not work, and then the remarks say so.
std::optional<std::string> printed(const office::Office* office, const docgen::Paper& paper,
                                   const docgen::WriteOptions& options, std::vector<FieldError>& remarks) {
  if (!office || !paper.word()) return std::nullopt;
  Result<std::string> pdf = docgen::write(paper, docgen::Format::docx, options);
  if (pdf) pdf = office->pdf_of(*pdf);
  if (pdf) return *std::move(pdf);
  remarks.push_back({"", fmt::format("the pages are Kontor's own: {}", pdf.error().public_message)});
  return std::nullopt;
}

Result<Rendered> render_files(const Template& tmpl, const docgen::Template& compiled, const GeneratedDocument& document,
                              const ai::Written& written, const organization::Letterhead& letterhead,
                              const office::Office* office) {
  TRY(docgen::Paper paper,
      compiled.fill(payload_of(tmpl, compiled, document),
                    {.locale = tmpl.locale, .written = written.texts, .assets = assets_of(letterhead)}));
  const docgen::WriteOptions options{
      .logo = letterhead.logo,
      .author = letterhead.name,
      .created = std::chrono::floor<std::chrono::seconds>(document.issued_at.value_or(document.created_at))};
  Rendered rendered{.title = std::string(paper.title())};
  std::vector<FieldError> from_office;
  for (const Format format : document.formats) {
    std::optional<std::string> bytes;
    if (format == Format::pdf) bytes = printed(office, paper, options, from_office);
    if (!bytes) {
      if (format == Format::pdf ||
          format == Format::html) {  // what the pages leave out is to be looked at before they go out
        TRY(paper, docgen::paged(paper));
      }
      TRY(bytes, docgen::write(paper, docgen_format(format), options));
    }
    std::string digest = hex(sha256(*bytes));
    rendered.files.push_back({format, *std::move(bytes), std::move(digest)});
  }
  rendered.remarks = for_a_page(paper.remarks());
  for (DocumentRemark& remark : for_a_page(from_office)) rendered.remarks.push_back(std::move(remark));
  return rendered;
}

Result<> check_formats(const std::vector<Format>& wanted, const std::vector<Format>& possible) {
  std::vector<std::string_view> names;
  for (const Format format : possible) names.push_back(reflect::enum_name(format));
  if (wanted.empty())
    return fail(Error::invalid("body.formats", fmt::format("needs at least one of {}", fmt::join(names, ", "))));
  for (const Format format : wanted)
    if (std::ranges::find(possible, format) == possible.end())
      return fail(Error::invalid("body.formats", fmt::format("cannot have {}: this template gives {} only",
                                                             reflect::enum_name(format), fmt::join(names, ", "))));
  return {};
}

std::vector<StoredFile> stored_files(const reflect::RawJson& files) {
  return reflect::from_json<std::vector<StoredFile>>(files.text).value();
}

std::string to_json(const ai::Written& written) {
  boost::json::object texts;
  for (const auto& [path, text] : written.texts) texts[path] = text;
  return reflect::to_text(texts);
}

/// What was written for the draft, and read by a person, stands in the final document word for word.
std::optional<ai::Written> written_before(const GeneratedDocument& document) {
  if (!document.written) return std::nullopt;
  ai::Written written;
  for (const auto& [path, text] : boost::json::parse(document.written->text).as_object())
    written.texts.emplace_back(path, text.as_string());
  return written;
}

blob::Key blob_key(const std::string& key) { return blob::Key::parse(key).value(); }

std::vector<Format> without_repeats(std::vector<Format> formats) {
  std::vector<Format> unique;
  for (const Format format : formats)
    if (std::find(unique.begin(), unique.end(), format) == unique.end()) unique.push_back(format);
  return unique;
}

}  // namespace

Task<GeneratedDocument> Documents::generate(const Caller& caller, const GenerateDocument& in,
                                            std::optional<std::string> key) {
  CO_TRY(caller.require(Permission::write_documents));
  const std::string request_hash = hex(sha256(reflect::to_text(boost::json::value(in.payload)) + in.template_id.text() +
                                              reflect::to_json(in.formats) + (in.title ? in.title->str() : "")));
  if (key) {
    Result<GeneratedDocument> earlier = co_await first_use(caller, *key, request_hash);
    if (earlier || earlier.error().code != Code::not_found) co_return earlier;
  }
  CO_TRY(const Template tmpl, co_await check(caller, in));

  const Timestamp now = parts_.clock.now();
  const GeneratedDocument document{.id = Id<GeneratedDocument>::make(),
                                   .template_id = tmpl.id,
                                   .template_name = tmpl.name,
                                   .template_version = tmpl.version,
                                   .kind = tmpl.kind,
                                   .owner_id = caller.user,
                                   .title = in.title ? in.title->str() : tmpl.name,
                                   .payload = reflect::RawJson{reflect::to_text(boost::json::value(in.payload))},
                                   .formats = without_repeats(in.formats.value_or(tmpl.formats.all)),
                                   .status = Status::draft,
                                   .failure = std::nullopt,
                                   .files = {"[]"},
                                   .cost_tokens = 0,
                                   .created_at = now,
                                   .updated_at = now};
  {
    db::Transaction transaction = co_await store_.begin(caller);
    const Result<> inserted =
        co_await store_.insert(transaction, caller, document, in.title.has_value(), key, request_hash);
    // Somebody was faster with the same key: theirs it is.
    if (!inserted && key && inserted.error().internal_context == "generated_documents_idempotency_key")
      co_return co_await first_use(caller, *key, request_hash);
    CO_TRY(inserted);
    CO_TRY(co_await parts_.queue.insert(transaction, caller.org, RenderDocument{.document_id = document.id}));
    co_await transaction.commit();
  }
  co_await parts_.queue.wake();
  co_await tell(caller.org, document.id, document.status);
  co_return document;
}

Task<Template> Documents::check(const Caller& caller, const GenerateDocument& in) {
  Result<Template> found = co_await parts_.templates.find(caller, in.template_id);
  if (!found) co_return fail(Error::invalid("body.template_id", "is not a template of your organisation"));
  CO_TRY(check_payload(*found, in.payload, parts_.clock.now()));
  if (in.formats) CO_TRY(check_formats(*in.formats, found->formats.all));
  co_return found;
}

Task<GeneratedDocument> Documents::first_use(const Caller& caller, const std::string& key,
                                             const std::string& request_hash) {
  const std::optional<FirstUse> first = co_await store_.find_by_key(caller, key);
  if (!first) co_return fail(Error::not_found("document with this key"));
  if (first->request_hash != request_hash)
    co_return fail({.code = Code::conflict,
                    .public_message = "This Idempotency-Key was used for another request.",
                    .fields = {{"header.Idempotency-Key", "was used for another request"}}});
  co_return co_await find(caller, first->id);
}

Task<reflect::Page<GeneratedDocument>> Documents::list(const Caller& caller, const ListDocuments& filter) {
  CO_TRY(const int limit, page_limit(filter.limit));
  CO_TRY(const std::optional<PageCursor> after, PageCursor::parse(filter.cursor));
  co_return page(co_await store_.list(caller, filter, after, limit), limit);
}

Task<GeneratedDocument> Documents::find(const Caller& caller, Id<GeneratedDocument> id) {
  std::optional<GeneratedDocument> found = co_await store_.find(caller.org, id);
  if (!found) co_return fail(Error::not_found("document"));
  co_return std::move(*found);
}

Task<GeneratedDocument> Documents::retry(const Caller& caller, Id<GeneratedDocument> id) {
  CO_TRY(caller.require(Permission::write_documents));
  CO_TRY(co_await find(caller, id));
  {
    db::Transaction transaction = co_await store_.begin(caller);
    if (!co_await store_.mark_draft(transaction, id))
      co_return fail(
          {.code = Code::conflict, .public_message = "Only a failed document that is not void can be tried again."});
    CO_TRY(co_await parts_.queue.insert(transaction, caller.org, RenderDocument{.document_id = id}));
    co_await transaction.commit();
  }
  co_await parts_.queue.wake();
  co_await tell(caller.org, id, Status::draft);
  co_return co_await find(caller, id);
}

Task<> Documents::remove(const Caller& caller, Id<GeneratedDocument> id) {
  CO_TRY(caller.require(Permission::write_documents));
  const Result<std::optional<reflect::RawJson>> removed = co_await store_.remove(caller, id);
  if (!removed && removed.error().internal_context == "issued_document_stays")
    co_return fail(
        {.code = Code::conflict,
         .public_message = "An issued document is not deleted: its number would be missing. Make it void instead."});
  if (!removed) co_return fail(removed.error());
  if (!*removed) co_return fail(Error::not_found("document"));
  for (const StoredFile& file : stored_files(**removed)) co_await parts_.blobs.remove(blob_key(file.key));
  co_return Result<>();
}

Task<File> Documents::open(std::string_view link_token) {
  CO_TRY(const FileLinks::Target target, parts_.links.open(link_token));
  const std::optional<GeneratedDocument> document = co_await store_.find(target.org, target.document);
  if (!document) co_return fail(Error::not_found("document"));
  for (const StoredFile& file : stored_files(document->files)) {
    if (file.format != target.format) continue;
    Result<std::string> bytes = co_await parts_.blobs.get(blob_key(file.key));
    if (!bytes) throw std::runtime_error(fmt::format("the file {} of a ready document is gone", file.key));
    co_return File{.name = fmt::format("{}.{}", document->title, reflect::enum_name(file.format)),
                   .format = file.format,
                   .bytes = std::move(*bytes)};
  }
  co_return fail(Error::not_found("file of this document"));
}

Task<> Documents::render(Id<Organization> org, RenderDocument job) {
  const Id<GeneratedDocument> id = job.document_id;
  std::optional<GeneratedDocument> document = co_await store_.find(org, id);
  if (document && document->status == Status::failed) {
    // Given up once, and brought back by an administrator.
    db::Transaction transaction = co_await store_.begin({.user = document->owner_id, .org = org});
    if (co_await store_.mark_draft(transaction, id)) document->status = Status::draft;
    co_await transaction.commit();
  }
  if (document && document->status == Status::draft) {
    CO_TRY(co_await render(org, *document));
  }  // otherwise deleted, or done by an earlier attempt
  for (const std::string& key : job.replaced.value_or(std::vector<std::string>()))
    co_await parts_.blobs.remove(blob_key(key));
  co_return Result<>();
}

Task<> Documents::render(Id<Organization> org, GeneratedDocument document) {
  const Result<Press> ready = co_await press(org, document.owner_id, document.template_id, document.template_version);
  if (!ready && ready.error().code == Code::not_found) co_return fail(ready.error());
  const Result<Rendering> made = ready ? co_await print(org, *ready, document) : fail(ready.error());
  if (!made && made.error().code == Code::unavailable) co_return fail(made.error());
  if (!made) {
    co_await fail_document(org, document.id, made.error());
    co_return Result<>();
  }
  if (co_await store_.mark_ready(org, *made)) co_await tell(org, document.id, Status::ready);
  co_return Result<>();
}

Task<Press> Documents::press(Id<Organization> org, Id<User> owner, Id<Template> id, int version) {
  const Caller caller{.user = owner, .org = org, .role = Role::user};
  CO_TRY(Template tmpl, co_await parts_.templates.find(caller, id, version));
  const Content content = co_await parts_.templates.content(caller, tmpl);
  CO_TRY(docgen::Template ready, co_await parts_.cpu.run([&] { return compiled(tmpl, content); }));
  co_return Press{std::move(tmpl), std::move(ready), co_await parts_.letterheads.of(org)};
}

Task<Rendering> Documents::print(Id<Organization> org, const Press& press, const GeneratedDocument& document) {
  std::optional<ai::Written> before = written_before(document);
  Result<ai::Written> written = before ? std::move(*before) : co_await write_passages(press, document);
  if (!written) co_return fail(std::move(written).error());
  CO_TRY(const Rendered rendered, co_await parts_.cpu.run([&] {
    return render_files(press.tmpl, press.compiled, document, *written, press.letterhead, parts_.office);
  }));
  Rendering made{.id = document.id,
                 .number = document.number,
                 .title = rendered.title,
                 .files = {},
                 .remarks = rendered.remarks,
                 .written = to_json(*written),
                 .cost_tokens = written->cost_tokens};
  for (const RenderedFile& file : rendered.files) {
    // The hash in the name: an attempt that was given up cannot overwrite another's file with other bytes. The draft's
    // files go when the final ones are there, so these have names of their own even when the bytes are equal.
    const std::string key =
        fmt::format("documents/{}/{}/{}{}.{}", org.text(), document.id.text(), document.number ? "issued-" : "",
                    file.sha256.substr(0, 16), reflect::enum_name(file.format));
    co_await parts_.blobs.put(blob_key(key), file.bytes);
    made.files.push_back({file.format, std::ssize(file.bytes), file.sha256, key});
  }
  co_return made;
}

Task<ai::Written> Documents::write_passages(const Press& press, const GeneratedDocument& document) {
  CO_TRY(std::vector<docgen::Passage> passages, co_await parts_.cpu.run([&] {
    return press.compiled.passages(payload_of(press.tmpl, press.compiled, document),
                                   {.locale = press.tmpl.locale, .assets = assets_of(press.letterhead)});
  }));
  // The facts are the form's alone: the texts are kept for the issue, which may have another date.
  co_return co_await parts_.sections.write({.kind = std::string(reflect::enum_name(press.tmpl.kind)),
                                            .locale = press.tmpl.locale,
                                            .currency = press.compiled.about().currency,
                                            .hint = press.tmpl.prompt_hint,
                                            .facts = document.payload->text,
                                            .passages = std::move(passages)});
}

Async<> Documents::fail_document(const Id<Organization>& org, Id<GeneratedDocument> id, const Error& why) {
  if (co_await store_.mark_failed(org, id, describe(why), for_a_page(why.fields)))
    co_await tell(org, id, Status::failed);
}

Task<> Documents::give_up(Id<Organization> org, Id<GeneratedDocument> id, std::string why) {
  if (co_await store_.mark_failed(org, id, why, {})) co_await tell(org, id, Status::failed);
  co_return Result<>();
}

Async<> Documents::tell(const Id<Organization>& org, Id<GeneratedDocument> id, Status status) {
  return parts_.events.publish(org, "document",
                               fmt::format(R"({{"id":"{}","status":"{}"}})", id.text(), reflect::enum_name(status)));
}

}  // namespace kontor::documents
