#include "features/documents/previews.hpp"

#include <boost/json.hpp>

#include "async/cpu_pool.hpp"
#include "docgen/docgen.hpp"
#include "features/documents/issue_fields.hpp"

namespace kontor::documents {
namespace {

/// Templates that people of this loop are filling in at one time; each has some hundred kilobytes.
constexpr std::size_t kKeptTemplates = 16;

/// What the form asks for, with everything that is known besides the template.
struct Wanted {
  boost::json::object payload;
  std::span<const std::string> known;
  Locale locale;
  const organization::Letterhead& letterhead;
  Timestamp now;
};

void add_problems(DocumentPreview& out, const Error& error, std::string_view inside) {
  if (error.fields.empty()) out.problems.push_back({"", error.public_message});
  for (const FieldError& field : error.fields) {
    const std::string_view joint = inside.empty() || field.location.empty() ? "" : ".";
    out.problems.push_back({fmt::format("{}{}{}", inside, joint, field.location), field.message});
  }
}

/// Errors of the fields stand beside the pages; only what leaves no page at all replaces them.
DocumentPreview shown(const docgen::Template& compiled, Wanted wanted) {
  DocumentPreview out{.pages = {}, .page_count = 0, .problems = {}};
  const boost::json::object payload =
      with_issue_fields(compiled.schema(), std::move(wanted.payload),
                        {.number = std::nullopt, .day = rfc3339(wanted.now).substr(0, 10), .locale = wanted.locale});
  if (const Result<> checked = compiled.check(payload); !checked) add_problems(out, checked.error(), "body.payload");
  docgen::FillOptions options{.locale = wanted.locale, .unfinished = true};
  if (!wanted.letterhead.logo.empty()) options.assets = {{"logo", wanted.letterhead.logo}};
  const Result<docgen::Paper> paper = compiled.fill(payload, options);
  Result<docgen::Preview> made = paper ? docgen::preview(*paper, {.logo = wanted.letterhead.logo}, wanted.known)
                                       : Result<docgen::Preview>(fail(paper.error()));
  if (!made) {
    add_problems(out, made.error(), "");
    return out;
  }
  out.page_count = static_cast<int>(made->page_count);
  for (docgen::PreviewPage& page : made->pages)
    out.pages.push_back({std::move(page.hash), page.width, page.height, std::move(page.svg)});
  return out;
}

std::span<const std::string> known_to(const std::optional<std::vector<std::string>>& known) {
  if (!known) return {};
  return std::span(*known).first(std::min(known->size(), docgen::kMostPreviewPages));
}

}  // namespace

Task<DocumentPreview> Previews::of_template(const Caller& caller, Id<Template> id, const PreviewTemplate& in) {
  CO_TRY(caller.require(Permission::write_documents));
  CO_TRY(const Template tmpl, co_await templates_.find(caller, id));
  CO_TRY(const docgen::Template ready, co_await compiled(caller, tmpl));
  const organization::Letterhead letterhead = co_await letterheads_.of(caller.org);
  co_return co_await cpu_.run([&]() -> Result<DocumentPreview> {
    return shown(ready, {.payload = in.payload,
                         .known = known_to(in.known),
                         .locale = tmpl.locale,
                         .letterhead = letterhead,
                         .now = clock_.now()});
  });
}

Task<DocumentPreview> Previews::of_source(const Caller& caller, const PreviewSource& in) {
  CO_TRY(caller.require(Permission::edit_templates));
  const organization::Letterhead letterhead = co_await letterheads_.of(caller.org);
  co_return co_await cpu_.run([&]() -> Result<DocumentPreview> {
    DocumentPreview nothing{.pages = {}, .page_count = 0, .problems = {}};
    const Content content{Syntax::markdown, in.source.str()};
    const boost::json::object* schema = in.schema ? &*in.schema : nullptr;
    if (const Result<Compiled> sound = compile(content, schema, "body.source"); !sound) {
      add_problems(nothing, sound.error(), "");
      return nothing;
    }
    TRY(const docgen::Template compiled, docgen::Template::compile(content.bytes, {.schema = schema}));
    return shown(compiled, {.payload = in.payload.value_or(boost::json::object()),
                            .known = known_to(in.known),
                            .locale = in.locale.value_or(compiled.about().locale),
                            .letterhead = letterhead,
                            .now = clock_.now()});
  });
}

Task<docgen::Template> Previews::compiled(const Caller& caller, const Template& tmpl) {
  const auto is_it = [&](const Kept& each) { return each.id == tmpl.id && each.version == tmpl.version; };
  if (const auto found = std::ranges::find_if(kept_, is_it); found != kept_.end()) {
    std::rotate(found, found + 1, kept_.end());
    co_return kept_.back().compiled;
  }
  const Content content = co_await templates_.content(caller, tmpl);
  CO_TRY(docgen::Template made, co_await cpu_.run([&] {
    return compiled_template(content, boost::json::parse(tmpl.schema.text).as_object());
  }));
  if (kept_.size() >= kKeptTemplates) kept_.erase(kept_.begin());
  kept_.push_back({tmpl.id, tmpl.version, made});
  co_return made;
}

}  // namespace kontor::documents
