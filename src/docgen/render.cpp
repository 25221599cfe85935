#include <boost/json/parse.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/docgen.hpp"
#include "docgen/formats.hpp"
#include "docgen/language/source.hpp"
#include "docgen/schema/check.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

Result<json::value> parse_data(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  json::stream_parser parser;
  json::error_code error;
  const std::size_t used = parser.write_some(text.data(), text.size(), error);
  if (!error && !trimmed(text.substr(used)).empty()) error = json::error::extra_data;
  if (!error) parser.finish(error);
  if (error) {
    const Source source{std::string(text)};
    const std::string place = source.place(static_cast<Offset>(std::min(used, text.size())));
    return fail(
        Error{.code = Code::invalid, .public_message = "The data are not JSON.", .fields = {{place, error.message()}}});
  }
  return parser.release();
}

/// The same error with the file's name before each place, under a sentence that says which file is to be changed.
Error in_file(Error error, std::string_view file, std::string_view sentence) {
  if (error.fields.empty()) return error;
  error.public_message = fmt::format("{}: {}", file, sentence);
  return error;
}

/// A field that the template misses and one beside it that the data have too much are often one and the same, written
/// differently. Then the place in the template says more than two complaints about the data.
std::vector<FieldError> paired(std::vector<FieldError> errors, const Template& compiled) {
  std::vector<FieldError> out;
  std::set<std::string> explained;
  for (const FieldError& missing : errors) {
    if (missing.message != kMissingField) continue;
    for (const FieldError& extra : errors) {
      if (!extra.message.starts_with(kUnknownField)) continue;
      const std::size_t parent = extra.location.rfind('.') + 1;  // npos + 1 is 0
      if (missing.location.substr(0, parent) != extra.location.substr(0, parent)) continue;
      const std::size_t end = std::min(missing.location.find_first_of(".[", parent), missing.location.size());
      if (nearest(missing.location.substr(parent, end - parent), {extra.location.substr(parent)}).empty()) continue;
      out.push_back({compiled.place_of(missing.location),
                     fmt::format("unknown field \"{}\": did you mean \"{}{}\"?", missing.location, extra.location,
                                 missing.location.substr(end))});
      explained.insert(missing.location);
      explained.insert(extra.location);
      break;
    }
  }
  for (FieldError& error : errors)
    if (!explained.contains(error.location)) out.push_back(std::move(error));
  return out;
}

Result<Paper> filled(const Template& compiled, const json::value& data, const PassageWriter& writer) {
  FillOptions options{.lenient = true};
  if (writer && data.is_object()) {
    TRY(const std::vector<Passage> passages, compiled.passages(data, options));
    for (const Passage& passage : passages) {
      TRY(std::string text, writer(compiled.about(), passage, data.get_object()));
      options.written.emplace_back(passage.key, std::move(text));
    }
  }
  return compiled.fill(data, options);
}

}  // namespace

Result<std::string> render(std::string_view template_bytes, std::string_view template_name, std::string_view data_json,
                           Format format, const WriteOptions& options, const PassageWriter& writer,
                           std::vector<FieldError>* remarks) {
  const auto syntax = syntax_of(template_name);
  if (!syntax)
    return fail(Error{
        .code = Code::unsupported,
        .public_message = fmt::format("{}: a template is a .docx, an .xlsx, a .md or a .txt file", template_name)});
  TRY(check_format(*syntax, format));  // before anybody is asked to write a passage
  auto compiled = Template::compile(template_bytes, {.syntax = *syntax});
  if (!compiled) return fail(in_file(compiled.error(), template_name, "the template does not work as it is written"));
  auto data = parse_data(data_json);
  if (!data) return fail(data.error());
  auto paper = filled(*compiled, *data, writer);
  if (!paper) {
    paper.error().fields = paired(std::move(paper.error().fields), *compiled);
    const bool in_template =  // no path in the data holds ", column "
        !paper.error().fields.empty() && paper.error().fields[0].location.find(", column ") != std::string::npos;
    return fail(
        in_file(paper.error(), template_name,
                in_template ? "the template does not work with these data" : "the data do not fit the template"));
  }
  if (format == Format::pdf || format == Format::html || format == Format::text) {
    paper = paged(*paper);
    if (!paper) return fail(paper.error());
  }
  if (remarks) *remarks = paper->remarks();
  return write(*paper, format, options);
}

}  // namespace kontor::docgen
