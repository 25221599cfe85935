#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "base/caller.hpp"
#include "base/clock.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"
#include "reflect/raw_json.hpp"

/// Templates of documents. Names as in JSON and SQL.
namespace kontor::documents {

enum class Kind { proposal, contract, invoice, other };
BOOST_DESCRIBE_ENUM(Kind, proposal, contract, invoice, other)

/// As lists give it; `schema` is the JSON Schema of the fields.
struct TemplateSummary {
  Id<struct Template> id;
  Id<User> owner_id;
  std::string name;
  Kind kind;
  Locale locale;
  reflect::RawJson schema;
  std::string prompt_hint;
  int version;
  Timestamp created_at;
  Timestamp updated_at;
};
KONTOR_DESCRIBE(TemplateSummary, id, owner_id, name, kind, locale, schema, prompt_hint, version, created_at, updated_at)

/// One version, whole. `source` is Markdown with fields, `sample` a payload to try it with.
struct Template {
  Id<Template> id;
  Id<User> owner_id;
  std::string name;
  Kind kind;
  Locale locale;
  reflect::RawJson schema;
  std::string prompt_hint;
  int version;
  Timestamp created_at;
  Timestamp updated_at;
  std::string source;
  std::optional<reflect::RawJson> sample;
};
KONTOR_DESCRIBE(Template, id, owner_id, name, kind, locale, schema, prompt_hint, version, created_at, updated_at,
                source, sample)

struct TemplateVersion {
  int version;
  Timestamp created_at;
  Id<User> author_id;
};
KONTOR_DESCRIBE(TemplateVersion, version, created_at, author_id)

using TemplateName = Text<1, 200>;
using TemplateSource = Text<1, 500'000>;
using PromptHint = Text<0, 4000>;

/// Without a schema the fields are found in the source; name, kind, language and hint may stand in its front matter.
struct CreateTemplate {
  std::optional<TemplateName> name;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
  TemplateSource source;
  std::optional<boost::json::object> schema;
  std::optional<PromptHint> prompt_hint;
  std::optional<boost::json::object> sample;
};
KONTOR_DESCRIBE(CreateTemplate, name, kind, locale, source, schema, prompt_hint, sample)

/// What is absent stays. A change of source, schema, hint or sample makes a new version.
struct ChangeTemplate {
  std::optional<TemplateName> name;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
  std::optional<TemplateSource> source;
  std::optional<boost::json::object> schema;
  std::optional<PromptHint> prompt_hint;
  std::optional<boost::json::object> sample;
};
KONTOR_DESCRIBE(ChangeTemplate, name, kind, locale, source, schema, prompt_hint, sample)

struct ListTemplates {
  std::optional<int> limit;
  std::optional<Text<1, 200>> cursor;
  std::optional<Text<1, 200>> q;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
};
KONTOR_DESCRIBE(ListTemplates, limit, cursor, q, kind, locale)

}  // namespace kontor::documents
