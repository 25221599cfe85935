#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/docgen.hpp"
#include "docgen/excel/file.hpp"
#include "docgen/front_matter.hpp"
#include "docgen/language/evaluator.hpp"
#include "docgen/language/parser.hpp"
#include "docgen/markdown/reader.hpp"
#include "docgen/schema/check.hpp"
#include "docgen/schema/fields.hpp"
#include "docgen/schema/payload.hpp"
#include "docgen/schema/refine.hpp"
#include "docgen/schema/shape.hpp"
#include "docgen/schema/stand_ins.hpp"
#include "docgen/word/file.hpp"
#include "docgen/written/passages.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxSource = std::size_t{1} << 20;

/// The refinements of the front matter, their errors put where the path stands in the source.
Result<json::object> refined_schema(const Source& source, const FrontMatter& front, const Field& root) {
  Result<json::object> schema = refined(schema_of(root), front.fields);
  if (schema) return schema;
  std::vector<FieldError> errors;
  for (const FieldError& error : schema.error().fields) {
    std::string path = error.location.substr(std::string_view("fields.").size());
    std::size_t at = std::string_view::npos;
    while ((at = source.text().substr(0, front.body).find(fmt::format("\"{}\"", path))) == std::string_view::npos &&
           path.rfind('.') != std::string::npos)
      path.resize(path.rfind('.'));
    errors.push_back({source.place(static_cast<Offset>(at == std::string_view::npos ? 0 : at)),
                      fmt::format("{} {}", error.location, error.message)});
  }
  return fail(template_error(std::move(errors)));
}

/// As Jinja reads a file: each line end is \n, and the last one is not there.
std::string as_jinja_reads(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (!text.substr(i).starts_with("\r\n"))
      out += '\n';
  }
  if (out.ends_with('\n')) out.pop_back();
  return out;
}

}  // namespace

struct Template::Compiled {
  Source source;
  Syntax syntax;
  FrontMatter front;
  Nodes nodes;
  Field fields;
  json::object schema;
  std::optional<Shape> shape = {};  ///< of the schema, once that is complete
  bool asks_an_author = false;
  std::shared_ptr<word::File> word = {};    ///< of a Word template, whose nodes are those of its parts
  std::shared_ptr<excel::File> excel = {};  ///< the same of an Excel template

  static Result<std::shared_ptr<Compiled>> make_word(std::string_view bytes) {
    TRY(word::Reading reading, word::read(bytes));
    if (std::ranges::any_of(reading.findings, &office::Finding::error)) return fail(office::error_of(reading.findings));
    auto out = std::make_shared<Compiled>(reading.file->source, Syntax::word);
    out->front.about.name = reading.file->title;
    out->front.about.kind = "other";
    out->front.about.locale = reading.file->locale;
    out->front.about.currency = Currency::of(reading.file->locale);
    // The fields of all parts are one form; their nodes go there and back.
    Nodes all;
    for (word::File::Part& part : reading.file->parts) std::ranges::move(part.nodes, std::back_inserter(all));
    out->asks_an_author = docgen::asks_an_author(all);
    out->fields = fields_of(all);
    auto next = all.begin();
    for (word::File::Part& part : reading.file->parts)
      for (Node& node : part.nodes) node = std::move(*next++);
    TRY(out->schema, refined_schema(out->source, out->front, out->fields));
    out->word = std::move(reading.file);
    return out;
  }

  static Result<std::shared_ptr<Compiled>> make_excel(std::string_view bytes) {
    TRY(excel::Reading reading, excel::read(bytes));
    if (std::ranges::any_of(reading.findings, &office::Finding::error)) return fail(office::error_of(reading.findings));
    auto out = std::make_shared<Compiled>(reading.file->source, Syntax::excel);
    out->front.about.name = reading.file->title;
    out->front.about.kind = "other";
    out->front.about.locale = reading.file->locale;
    out->front.about.currency = Currency::of(reading.file->locale);
    reading.file->each_part([&](const Nodes& nodes) { out->asks_an_author |= docgen::asks_an_author(nodes); });
    out->fields = excel::fields_of(*reading.file);
    TRY(out->schema, refined_schema(out->source, out->front, out->fields));
    out->excel = std::move(reading.file);
    return out;
  }

  static Result<std::shared_ptr<Compiled>> make(std::string_view text, Syntax syntax) {
    if (syntax == Syntax::word) return make_word(text);
    if (syntax == Syntax::excel) return make_excel(text);
    if (text.size() > kMaxSource)
      return fail(Error{.code = Code::too_large, .public_message = "A template may have at most 1 MiB."});
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!is_utf8(text)) return fail(template_error({{"line 1, column 1", "the template is not text in UTF-8"}}));
    auto out =
        std::make_shared<Compiled>(Source(syntax == Syntax::text ? as_jinja_reads(text) : std::string(text)), syntax);
    TRY(out->front, read_front_matter(out->source));
    TRY(out->nodes, parse(out->source, out->front.body, syntax == Syntax::text ? Lines::as_jinja : Lines::tags_vanish));
    out->asks_an_author = docgen::asks_an_author(out->nodes);
    out->fields = fields_of(out->nodes);
    TRY(out->schema, refined_schema(out->source, out->front, out->fields));
    return out;
  }
};

std::optional<Syntax> syntax_of(std::string_view file_name) {
  const std::string name = lowercase(file_name);
  if (name.ends_with(".md") || name.ends_with(".markdown")) return Syntax::markdown;
  if (name.ends_with(".txt")) return Syntax::text;
  if (name.ends_with(".docx")) return Syntax::word;
  if (name.ends_with(".xlsx")) return Syntax::excel;
  return std::nullopt;
}

Result<Template> Template::compile(std::string_view source, const CompileOptions& options) {
  TRY(std::shared_ptr<Compiled> compiled, Compiled::make(source, options.syntax));
  if (options.schema) {
    if (auto errors = schema_errors(*options.schema); !errors.empty()) return fail(Error::invalid(std::move(errors)));
    if (auto errors = unknown_fields(compiled->fields, *options.schema, compiled->source); !errors.empty())
      return fail(template_error(std::move(errors)));
    compiled->schema = completed(*options.schema, compiled->schema);
  }
  compiled->shape.emplace(compiled->schema);
  return Template(std::move(compiled));
}

const About& Template::about() const { return compiled_->front.about; }
const json::object& Template::schema() const { return compiled_->schema; }
Result<void> Template::check(const json::value& payload) const {
  if (auto errors = payload_errors(*compiled_->shape, payload, {.controls = compiled_->word != nullptr});
      !errors.empty())
    return fail(Error::invalid(std::move(errors)));
  return {};
}

std::string Template::place_of(std::string_view path) const {
  const Field* field = &compiled_->fields;
  while (!path.empty()) {
    const std::size_t end = path.find_first_of(".[");
    const std::string_view name = path.substr(0, end);
    if (!name.empty()) {
      const auto found =
          std::ranges::find(field->children, name, [](const auto& child) -> std::string_view { return child->name; });
      if (found == field->children.end()) return "";
      field = found->get();
    }
    path.remove_prefix(std::min(end, path.size()));
    if (path.starts_with('[')) {
      path.remove_prefix(std::min(path.find(']'), path.size() - 1) + 1);
      if (!field->item) return "";
      field = field->item.get();
    }
    if (path.starts_with('.')) path.remove_prefix(1);
  }
  return compiled_->source.place(field->at);
}

Result<std::vector<Passage>> Template::passages(const json::value& payload, const FillOptions& options) const {
  std::vector<FieldError> errors =
      payload_errors(*compiled_->shape, payload, {.lenient = options.lenient, .controls = compiled_->word != nullptr});
  if (!errors.empty()) return fail(Error::invalid(std::move(errors)));
  const auto is_written = [&options](const Passage& passage) {
    return std::ranges::find(options.written, passage.key, &std::pair<std::string, std::string>::first) !=
           options.written.end();
  };
  std::vector<std::pair<std::string, std::string>> written = options.written;
  std::vector<Passage> out = unwritten_fields(compiled_->schema, payload);
  std::erase_if(out, is_written);
  for (Passage& field : out) {
    field.place = place_of(field.name);
    written.emplace_back(field.key, AskedPassages::kPlaceholder);
  }
  if (!compiled_->asks_an_author) return out;
  AskedPassages asked;
  NowhereLanding nowhere;
  const EvaluateOptions evaluation{.locale = options.locale.value_or(about().locale),
                                   .currency = about().currency,
                                   .assets = options.assets,
                                   .author = &asked};
  const std::shared_ptr<Map> fields = fields_from(*compiled_->shape, payload, written, options.lenient);
  if (compiled_->word) {
    TRY(word::fill(compiled_->word, fields, evaluation));
    for (Passage& passage : asked.passages) {
      passage.instruction = without_xml(passage.instruction);
      if (passage.instruction.empty())
        return fail(template_error({{passage.place, "this write says nothing: its body is the instruction"}}));
    }
  } else if (compiled_->excel) {
    TRY(excel::fill(compiled_->excel, fields, evaluation));
    for (Passage& passage : asked.passages) passage.instruction = without_xml(passage.instruction);
  } else {
    TRY(evaluate(compiled_->source, compiled_->nodes, fields, nowhere, evaluation));
  }
  std::erase_if(asked.passages, is_written);
  std::ranges::move(asked.passages, std::back_inserter(out));
  return out;
}

Result<Paper> Template::fill(const json::value& payload, const FillOptions& options) const {
  if (options.unfinished) return fill_checked(with_stand_ins(compiled_->schema, *compiled_->shape, payload), options);
  std::vector<FieldError> errors =
      payload_errors(*compiled_->shape, payload, {.lenient = options.lenient, .controls = compiled_->word != nullptr});
  if (!errors.empty()) return fail(Error::invalid(std::move(errors)));
  return fill_checked(payload, options);
}

Result<Paper> Template::fill_checked(const json::value& payload, const FillOptions& options) const {
  const FrontMatter& front = compiled_->front;
  const Locale locale = options.locale.value_or(front.about.locale);
  std::vector<FieldError> remarks;
  WrittenPassages written(options.written);
  PlaceheldPassages placeheld;
  const EvaluateOptions evaluation{.locale = locale,
                                   .currency = front.about.currency,
                                   .assets = options.assets,
                                   .author = options.unfinished ? static_cast<Author*>(&placeheld) : &written,
                                   .remarks = &remarks,
                                   .unfinished = options.unfinished};
  const std::shared_ptr<Map> fields = fields_from(*compiled_->shape, payload, options.written, options.lenient);
  auto document = std::make_shared<Document>();
  if (compiled_->word) {
    TRY(word::Filled filled, word::fill(compiled_->word, fields, evaluation));
    document->locale = locale;
    document->title = front.about.name;
    return Paper(std::move(document), std::make_shared<const word::Filled>(std::move(filled)), std::move(remarks));
  }
  if (compiled_->excel) {
    TRY(excel::Filled filled, excel::fill(compiled_->excel, fields, evaluation));
    document->locale = locale;
    document->title = front.about.name;
    return Paper(std::move(document), std::make_shared<const excel::Filled>(std::move(filled)), std::move(remarks));
  }
  const bool pages = compiled_->syntax == Syntax::markdown;
  MarkdownLanding markdown;
  PlainLanding plain;
  TRY(const std::string text, evaluate(compiled_->source, compiled_->nodes, fields,
                                       pages ? static_cast<Landing&>(markdown) : plain, evaluation));
  if (pages) {
    auto read = read_markdown(text, markdown.insets(), locale);
    if (!read) return fail(template_error(read.error().fields));
    *document = std::move(*read);
  } else {
    document->section().blocks.push_back({Paragraph{.runs = {{.text = text, .code = true}}, .align = Align::left}});
  }
  document->section().page = front.page;
  const bool contract = front.about.kind == "contract";
  document->locale = locale;
  document->typeface = front.typeface.value_or(contract ? Typeface::serif : Typeface::sans);
  document->justified = front.justified.value_or(false);
  if (document->title.empty()) document->title = front.about.name;
  return Paper(std::move(document), std::move(remarks));
}

std::string_view Paper::title() const { return document_->title; }

Result<json::object> infer_schema(std::string_view source, Syntax syntax) {
  TRY(const Template compiled, Template::compile(source, {.syntax = syntax}));
  return compiled.schema();
}

Result<void> check_template(std::string_view source, const json::object& schema, Syntax syntax) {
  TRY(Template::compile(source, {.syntax = syntax, .schema = &schema}));
  return {};
}

Result<void> check(const json::object& schema, const json::value& payload) {
  if (auto errors = payload_errors(Shape(schema), payload); !errors.empty())
    return fail(Error::invalid(std::move(errors)));
  return {};
}

}  // namespace kontor::docgen
