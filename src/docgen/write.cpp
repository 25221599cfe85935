#include "base/text.hpp"
#include "docgen/docgen.hpp"
#include "docgen/docx/writer.hpp"
#include "docgen/excel/file.hpp"
#include "docgen/formats.hpp"
#include "docgen/html/writer.hpp"
#include "docgen/layout/layout.hpp"
#include "docgen/model/look.hpp"
#include "docgen/pdf/pdf.hpp"
#include "docgen/plain/writer.hpp"
#include "docgen/word/file.hpp"
#include "docgen/wordml/reader.hpp"

namespace kontor::docgen {
namespace {

struct FormatNames {
  Format format;
  std::string_view extension, media_type;
};

constexpr FormatNames kFormats[] = {
    {Format::pdf, "pdf", "application/pdf"},
    {Format::docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {Format::html, "html", "text/html; charset=utf-8"},
    {Format::text, "txt", "text/plain; charset=utf-8"},
    {Format::xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

const FormatNames& names_of(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

/// The first heading, or else the first words: what a window or a reader of screens calls the document.
std::string title_of(const Document& document) {
  constexpr std::size_t kMostBytes = 200;
  std::string first;
  for (const Section& section : document.sections)
    for (const Block& block : section.blocks) {
      const auto* paragraph = std::get_if<Paragraph>(&block.any);
      if (!paragraph) continue;
      std::string text = plain_text(paragraph->runs);
      std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
      text = trimmed(text);
      if (text.empty() || text.size() > kMostBytes) continue;
      if (paragraph->format && paragraph->format->outline > 0) return text;
      if (first.empty()) first = std::move(text);
    }
  return first;
}

}  // namespace

std::string_view extension(Format format) { return names_of(format).extension; }
std::string_view media_type(Format format) { return names_of(format).media_type; }

std::optional<Format> format_of(std::string_view name) {
  const std::string word = lowercase(name.substr(name.rfind('.') + 1));  // npos + 1 is 0
  for (const FormatNames& each : kFormats)
    if (word == each.extension) return each.format;
  if (word == "htm") return Format::html;
  if (word == "text") return Format::text;
  return std::nullopt;
}

Result<void> check_format(Syntax syntax, Format format) {
  if ((syntax == Syntax::excel) == (format == Format::xlsx)) return {};
  if (format == Format::xlsx)
    return fail(Error{.code = Code::unsupported,
                      .public_message = "An Excel file (.xlsx) is made from an Excel template (.xlsx) only."});
  return fail(
      Error{.code = Code::unsupported,
            .public_message = fmt::format("An Excel template gives Excel files (.xlsx), not .{}: open the Excel "
                                          "file and save it as that.",
                                          extension(format))});
}

Result<Paper> paged(const Paper& paper) {
  if (paper.is_paged()) return paper;
  TRY(std::string bytes, word::packed(*paper.word(), {}));
  TRY(Document document, wordml::read(std::move(bytes)));
  if (!paper.document().title.empty()) document.title = paper.document().title;
  if (document.title.empty()) document.title = title_of(document);
  Paper out = paper;
  for (const std::string& what : document.left_out)
    out.remarks_.push_back({"", fmt::format("left out of the pages: {}", what)});
  out.document_ = std::make_shared<const Document>(std::move(document));
  out.paged_ = true;
  return out;
}

Result<std::string> write(const Paper& paper, Format format, const WriteOptions& options) {
  TRY(check_format(paper.excel() ? Syntax::excel : Syntax::markdown, format));
  if (const excel::Filled* filled = paper.excel()) return excel::packed(*filled, options);
  if (const word::Filled* filled = paper.word()) {
    if (format == Format::docx) return word::packed(*filled, options);
    if (!paper.is_paged()) {
      TRY(const Paper ready, paged(paper));
      return write(ready, format, options);
    }
  }
  const Document& document = paper.document();
  TRY(const Look look, look_of(document, options));
  switch (format) {
    case Format::pdf: {
      TRY(const layout::Pages pages, layout::pages_of(document, look));
      return pdf::write(pages, {.author = options.author, .created = options.created});
    }
    case Format::docx:
      return docx::write(document, look, options);
    case Format::html:
      return html::write(document, look, options);
    case Format::text:
    case Format::xlsx:
      break;
  }
  return plain::write(document);
}

}  // namespace kontor::docgen
