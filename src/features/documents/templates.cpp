#include "features/documents/templates.hpp"

#include <boost/json.hpp>

#include "async/cpu_pool.hpp"
#include "base/secret.hpp"
#include "features/documents/template_fields.hpp"

namespace kontor::documents {
namespace {

using boost::json::object;

object schema_of(const Template& tmpl) { return boost::json::parse(tmpl.schema.text).as_object(); }

reflect::RawJson raw(const object& json) { return {reflect::to_text(json)}; }

std::optional<reflect::RawJson> raw(const std::optional<object>& json) {
  return json ? std::optional(raw(*json)) : std::nullopt;
}

/// A sample is there to be tried: it must fit its own template.
Result<> check_sample(const object& schema, const object& sample) {
  Result<> checked = docgen::check(schema, sample);
  if (checked) return {};
  for (FieldError& field : checked.error().fields) field.location = "body.sample." + field.location;
  return checked;
}

/// The new content with what the author had made of the old one's fields.
Result<Compiled> compile_next(const Template& old, const Content& old_content, const Content& next,
                              std::string_view place) {
  TRY(Compiled found, compile(next, nullptr, place));
  const Result<Compiled> before = compile(old_content, nullptr, place);
  // An old text that is refused today does not tell what was found in it: then all of the schema counts as the
  // author's.
  const object merged = carried_over(before ? before->schema : object(), schema_of(old), found.schema);
  return compile(next, &merged, place);
}

}  // namespace

Task<reflect::Page<TemplateSummary>> Templates::list(const Caller& caller, const ListTemplates& filter) {
  CO_TRY(const int limit, page_limit(filter.limit));
  CO_TRY(const std::optional<PageCursor> after, PageCursor::parse(filter.cursor));
  co_return page(co_await store_.list(caller, filter, after, limit), limit);
}

Task<Template> Templates::find(const Caller& caller, Id<Template> id) {
  std::optional<Template> found = co_await store_.find(caller, id);
  if (!found) co_return fail(Error::not_found("template"));
  co_return std::move(*found);
}

Task<Template> Templates::find(const Caller& caller, Id<Template> id, int version) {
  std::optional<Template> found = co_await store_.find(caller, id, version);
  if (!found) co_return fail(Error::not_found("version of this template"));
  co_return std::move(*found);
}

Task<std::vector<TemplateVersion>> Templates::versions(const Caller& caller, Id<Template> id) {
  CO_TRY(co_await find(caller, id));
  co_return co_await store_.versions(caller, id);
}

Async<Content> Templates::content(const Caller& caller, const Template& version) {
  Content content{version.syntax, version.source.value_or("")};
  if (version.file_sha256) content.bytes = co_await store_.file(caller, *version.file_sha256);
  co_return content;
}

Async<Content> Templates::content(db::Transaction& transaction, const Template& version) {
  Content content{version.syntax, version.source.value_or("")};
  if (version.file_sha256) content.bytes = co_await store_.file(transaction, *version.file_sha256);
  co_return content;
}

Task<TakenFile> Templates::file(const Caller& caller, Id<Template> id, std::optional<int> version) {
  CO_TRY(Template of, co_await find(caller, id));
  if (version) {
    CO_TRY(Template earlier, co_await find(caller, id, *version));
    of = std::move(earlier);
  }
  co_return TakenFile{.name = of.file_name.value_or(of.name + ".md"), .content = co_await content(caller, of)};
}

Task<Template> Templates::create(const Caller& caller, const CreateTemplate& in) {
  CO_TRY(caller.require(Permission::edit_templates));
  const Content content{Syntax::markdown, in.source.str()};
  CO_TRY(const Compiled compiled,
         co_await cpu_.run([&] { return compile(content, in.schema ? &*in.schema : nullptr, "body.source"); }));
  if (in.sample) CO_TRY(check_sample(compiled.schema, *in.sample));
  const docgen::About& about = compiled.about;
  const std::string name = in.name ? in.name->str() : about.name;
  if (name.empty())
    co_return fail(
        Error::invalid("body.name", "is required: neither the request nor the template's front matter has a name"));
  const Timestamp now = clock_.now();
  const Template made{.id = Id<Template>::make(),
                      .owner_id = caller.user,
                      .name = name,
                      .kind = in.kind.value_or(reflect::enum_value<Kind>(about.kind).value_or(Kind::other)),
                      .locale = in.locale.value_or(about.locale),
                      .syntax = Syntax::markdown,
                      .schema = raw(compiled.schema),
                      .prompt_hint = in.prompt_hint ? in.prompt_hint->str() : about.prompt_hint,
                      .version = 1,
                      .created_at = now,
                      .updated_at = now,
                      .formats = {formats_of(Syntax::markdown)},
                      .source = in.source.str(),
                      .sample = raw(in.sample),
                      .file_name = std::nullopt,
                      .file_size = std::nullopt,
                      .file_sha256 = std::nullopt};
  db::Transaction transaction = co_await store_.begin(caller);
  co_await store_.insert(transaction, caller, made);
  co_await store_.insert_version(transaction, caller, made);
  co_await transaction.commit();
  co_return made;
}

Task<Template> Templates::change(const Caller& caller, Id<Template> id, const ChangeTemplate& in) {
  CO_TRY(caller.require(Permission::edit_templates));
  db::Transaction transaction = co_await store_.begin(caller);
  std::optional<Template> found = co_await store_.lock(transaction, id);
  if (!found) co_return fail(Error::not_found("template"));
  Template& changed = *found;
  if (in.source && changed.syntax != Syntax::markdown)
    co_return fail(Error::invalid("body.source", "cannot be set: this template is a file. Send a new file instead."));
  if (in.name) changed.name = in.name->str();
  if (in.kind) changed.kind = *in.kind;
  if (in.locale) changed.locale = *in.locale;
  if (in.prompt_hint) changed.prompt_hint = in.prompt_hint->str();
  if (in.source || in.schema) {
    const Content old = co_await content(transaction, changed);
    const Content next = in.source ? Content{Syntax::markdown, in.source->str()} : old;
    const std::string_view place = next.syntax != Syntax::markdown ? "body.schema" : "body.source";
    CO_TRY(const Compiled compiled, co_await cpu_.run([&] {
      return in.schema ? compile(next, &*in.schema, place) : compile_next(changed, old, next, place);
    }));
    changed.schema = raw(compiled.schema);
  }
  if (in.source) {
    changed.source = in.source->str();
    changed.file_name = std::nullopt;  // it is no longer what was in that file
  }
  if (in.sample) {
    CO_TRY(check_sample(schema_of(changed), *in.sample));
    changed.sample = raw(in.sample);
  }
  changed.updated_at = clock_.now();
  if (in.source || in.schema || in.prompt_hint || in.sample) {
    ++changed.version;
    co_await store_.insert_version(transaction, caller, changed);
  }
  co_await store_.update(transaction, changed);
  co_await transaction.commit();
  co_return changed;
}

Task<> Templates::remove(const Caller& caller, Id<Template> id) {
  CO_TRY(caller.require(Permission::edit_templates));
  if (!co_await store_.remove(caller, id)) co_return fail(Error::not_found("template"));
  co_return Result<>();
}

Task<InspectedTemplate> Templates::inspect(const Caller& caller, IncomingFile incoming,
                                           const std::optional<Id<Template>>& of) {
  CO_TRY(caller.require(Permission::edit_templates));
  std::optional<Template> old;
  if (of) {
    CO_TRY(Template found, co_await find(caller, *of));
    old = std::move(found);
  }
  CO_TRY(const TakenFile file, co_await taken(std::move(incoming)));
  const Content old_content = old ? co_await content(caller, *old) : Content{};
  co_return co_await cpu_.run([&]() -> Result<InspectedTemplate> {
    Inspected inspection = inspected(file.content);
    InspectedTemplate out{.syntax = file.content.syntax,
                          .name = name_of_file(file.name),
                          .kind = Kind::other,
                          .locale = language_of_file(file.name, Locale::en),
                          .schema = std::nullopt,
                          .notes = std::move(inspection.notes),
                          .formats = formats_of(file.content.syntax),
                          .fields_added = {},
                          .fields_removed = {}};
    if (!usable(out.notes)) return out;
    TRY(const Compiled compiled,
        old ? compile_next(*old, old_content, file.content, "body") : compile(file.content, nullptr, "body"));
    const docgen::About& about = compiled.about;
    if (!about.name.empty()) out.name = about.name;
    out.kind = reflect::enum_value<Kind>(about.kind).value_or(Kind::other);
    out.locale = language_of_file(file.name, about.locale);
    out.schema = raw(compiled.schema);
    if (!old) return out;
    const std::vector<std::string> before = field_paths(schema_of(*old)), after = field_paths(compiled.schema);
    out.fields_added = paths_without(after, before);
    out.fields_removed = paths_without(before, after);
    return out;
  });
}

Task<UploadedTemplate> Templates::upload(const Caller& caller, IncomingFile incoming, const UploadTemplate& in) {
  CO_TRY(caller.require(Permission::edit_templates));  // before the megabytes are taken in
  CO_TRY(TakenFile file, co_await taken(std::move(incoming)));
  const Inspected inspection = co_await cpu_.run([&] { return inspected(file.content); });
  CO_TRY(usable(inspection.notes));
  const RefineTemplate said = file.about;
  CO_TRY(const Compiled compiled,
         co_await cpu_.run([&] { return compile(file.content, said.schema ? &*said.schema : nullptr, "body"); }));
  const docgen::About& about = compiled.about;
  const Timestamp now = clock_.now();
  Template made{.id = Id<Template>::make(),
                .owner_id = caller.user,
                .name = in.name              ? in.name->str()
                        : said.name          ? said.name->str()
                        : about.name.empty() ? name_of_file(file.name)
                                             : about.name,
                .kind = in.kind     ? *in.kind
                        : said.kind ? *said.kind
                                    : reflect::enum_value<Kind>(about.kind).value_or(Kind::other),
                .locale = in.locale     ? *in.locale
                          : said.locale ? *said.locale
                                        : language_of_file(file.name, about.locale),
                .syntax = file.content.syntax,
                .schema = raw(compiled.schema),
                .prompt_hint = said.prompt_hint ? said.prompt_hint->str() : about.prompt_hint,
                .version = 1,
                .created_at = now,
                .updated_at = now,
                .formats = {},
                .source = std::nullopt,
                .sample = std::nullopt,
                .file_name = std::nullopt,
                .file_size = std::nullopt,
                .file_sha256 = std::nullopt};
  if (made.name.empty()) made.name = file.name;
  db::Transaction transaction = co_await store_.begin(caller);
  co_await keep(transaction, made, std::move(file));
  co_await store_.insert(transaction, caller, made);
  co_await store_.insert_version(transaction, caller, made);
  co_await transaction.commit();
  co_return UploadedTemplate{std::move(made), inspection.notes, field_paths(compiled.schema), {}};
}

Task<UploadedTemplate> Templates::replace_file(const Caller& caller, Id<Template> id, IncomingFile incoming) {
  CO_TRY(caller.require(Permission::edit_templates));
  CO_TRY(co_await find(caller, id));
  CO_TRY(TakenFile file, co_await taken(std::move(incoming)));
  const Inspected inspection = co_await cpu_.run([&] { return inspected(file.content); });
  CO_TRY(usable(inspection.notes));

  db::Transaction transaction = co_await store_.begin(caller);
  std::optional<Template> found = co_await store_.lock(transaction, id);
  if (!found) co_return fail(Error::not_found("template"));
  Template& changed = *found;
  const Content old = co_await content(transaction, changed);
  const RefineTemplate said = file.about;
  CO_TRY(const Compiled compiled, co_await cpu_.run([&] {
    return said.schema ? compile(file.content, &*said.schema, "body")
                       : compile_next(changed, old, file.content, "body");
  }));
  if (said.name) changed.name = said.name->str();
  if (said.kind) changed.kind = *said.kind;
  if (said.locale) changed.locale = *said.locale;
  if (said.prompt_hint) changed.prompt_hint = said.prompt_hint->str();
  const std::vector<std::string> before = field_paths(schema_of(changed)), after = field_paths(compiled.schema);
  changed.schema = raw(compiled.schema);
  if (changed.sample && !docgen::check(compiled.schema, boost::json::parse(changed.sample->text)))
    changed.sample = std::nullopt;
  changed.updated_at = clock_.now();
  ++changed.version;
  co_await keep(transaction, changed, std::move(file));
  co_await store_.insert_version(transaction, caller, changed);
  co_await store_.update(transaction, changed);
  co_await transaction.commit();
  co_return UploadedTemplate{std::move(changed), inspection.notes, paths_without(after, before),
                             paths_without(before, after)};
}

/// Puts the content where its kind is kept, and says so in the version.
Async<> Templates::keep(db::Transaction& transaction, Template& version, TakenFile file) {
  version.syntax = file.content.syntax;
  version.formats = {formats_of(version.syntax)};
  version.file_name = std::move(file.name);
  if (version.syntax == Syntax::markdown) {
    version.source = std::move(file.content.bytes);
    version.file_size = std::nullopt;
    version.file_sha256 = std::nullopt;
    co_return;
  }
  version.source = std::nullopt;
  version.file_size = static_cast<int>(file.content.bytes.size());
  std::string in_hex;
  co_await cpu_.run([&] {
    version.file_sha256 = hex(sha256(file.content.bytes));
    in_hex = hex(file.content.bytes);
  });
  co_await store_.keep_file(transaction, *version.file_sha256, std::move(in_hex));
}

}  // namespace kontor::documents
