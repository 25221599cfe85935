#include "features/documents/starter_templates.hpp"

#include <boost/json.hpp>
#include <map>
#include <ranges>
#include <stdexcept>

#include "async/cpu_pool.hpp"
#include "features/documents/template_content.hpp"

namespace kontor::documents {
namespace {

Template compiled_one(const BuiltInTemplate& file) {
  const Result<Compiled> compiled = compile({Syntax::markdown, std::string(file.source)}, nullptr, file.name);
  if (!compiled) throw std::runtime_error(fmt::format("{}: {}", file.name, describe(compiled.error())));
  const docgen::About& about = compiled->about;
  return {
      .id = {},
      .owner_id = {},
      .name = about.name,
      .kind = reflect::enum_value<Kind>(about.kind).value_or(Kind::other),
      .locale = about.locale,
      .syntax = Syntax::markdown,
      .schema = {reflect::to_text(compiled->schema)},
      .prompt_hint = about.prompt_hint,
      .version = 1,
      .created_at = {},
      .updated_at = {},
      .formats = {formats_of(Syntax::markdown)},
      .source = std::string(file.source),
      .sample = file.sample.empty()
                    ? std::nullopt
                    : std::optional(reflect::RawJson{reflect::to_text(boost::json::parse(file.sample).as_object())}),
      .file_name = std::nullopt,
      .file_size = std::nullopt,
      .file_sha256 = std::nullopt};
}

/// In the order of the list on the page: proposals before contracts before invoices, as business goes.
std::vector<Template> compiled_all(std::span<const BuiltInTemplate> files, Locale locale) {
  std::multimap<Kind, Template> all;
  for (const BuiltInTemplate& file : files) {
    if (!file.name.starts_with(reflect::enum_name(locale))) continue;
    Template one = compiled_one(file);
    all.emplace(one.kind, std::move(one));
  }
  const auto sorted = std::views::values(all);
  return {sorted.begin(), sorted.end()};
}

}  // namespace

Async<const std::vector<Template>*> StarterTemplates::of(Locale locale) {
  std::vector<Template>& kept = compiled_.at(static_cast<std::size_t>(locale));
  if (kept.empty()) {
    std::vector<Template> all = co_await cpu_.run([&] { return compiled_all(files_, locale); });
    if (kept.empty()) kept = std::move(all);  // otherwise somebody else waited for the same, and was quicker
  }
  co_return &kept;
}

Async<> StarterTemplates::insert(db::Transaction& transaction, const Caller& owner, Locale locale, Timestamp newest) {
  for (Template made : *co_await of(locale)) {
    made.id = Id<Template>::make();
    made.owner_id = owner.user;
    made.created_at = made.updated_at = newest;
    newest -= std::chrono::microseconds(1);  // lists begin with what is newest
    co_await store_.insert(transaction, owner, made);
    co_await store_.insert_version(transaction, owner, made);
  }
}

Async<> StarterTemplates::add(const Caller& owner, Locale locale, Timestamp newest) {
  db::Transaction transaction = co_await store_.begin(owner);
  co_await insert(transaction, owner, locale, newest);
  co_await transaction.commit();
}

}  // namespace kontor::documents
