#include "features/documents/templates.hpp"

#include <boost/json.hpp>

#include "async/cpu_pool.hpp"
#include "docgen/docgen.hpp"

namespace kontor::documents {
namespace {

struct Compiled {
  docgen::About about;
  reflect::RawJson schema;
};

Result<Compiled> compile(const std::string& source, const std::optional<boost::json::object>& schema) {
  Result<docgen::Template> compiled = docgen::Template::compile(source, {.schema = schema ? &*schema : nullptr});
  if (compiled) return Compiled{compiled->about(), {reflect::to_text(compiled->schema())}};
  Error error = std::move(compiled).error();
  for (FieldError& field : error.fields)
    field.location = field.location.starts_with("line ") ? fmt::format("body.source ({})", field.location)
                     : field.location.empty()            ? "body.source"
                                                         : "body.schema." + field.location;
  return fail(std::move(error));
}

/// A sample is there to be tried: it must fit its own template.
Result<> check_sample(const std::string& schema, const boost::json::object& sample) {
  Result<> checked = docgen::check(boost::json::parse(schema).as_object(), sample);
  if (checked) return {};
  for (FieldError& field : checked.error().fields) field.location = "body.sample." + field.location;
  return checked;
}

std::optional<reflect::RawJson> raw(const std::optional<boost::json::object>& object) {
  if (!object) return std::nullopt;
  return reflect::RawJson{reflect::to_text(*object)};
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

Task<Template> Templates::create(const Caller& caller, const CreateTemplate& in) {
  CO_TRY(caller.require(Permission::edit_templates));
  CO_TRY(Compiled compiled, co_await cpu_.run([&in] { return compile(in.source.str(), in.schema); }));
  if (in.sample) CO_TRY(check_sample(compiled.schema.text, *in.sample));
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
                      .schema = std::move(compiled.schema),
                      .prompt_hint = in.prompt_hint ? in.prompt_hint->str() : about.prompt_hint,
                      .version = 1,
                      .created_at = now,
                      .updated_at = now,
                      .source = in.source.str(),
                      .sample = raw(in.sample)};
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
  if (in.name) changed.name = in.name->str();
  if (in.kind) changed.kind = *in.kind;
  if (in.locale) changed.locale = *in.locale;
  if (in.prompt_hint) changed.prompt_hint = in.prompt_hint->str();
  if (in.source || in.schema) {
    if (in.source) changed.source = in.source->str();
    CO_TRY(Compiled compiled, co_await cpu_.run([&] { return compile(changed.source, in.schema); }));
    changed.schema = std::move(compiled.schema);
  }
  if (in.sample) {
    CO_TRY(check_sample(changed.schema.text, *in.sample));
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

}  // namespace kontor::documents
