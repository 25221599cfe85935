#include "base/text.hpp"
#include "docgen/docgen.hpp"
#include "docgen/docx/writer.hpp"
#include "docgen/html/writer.hpp"
#include "docgen/layout/layout.hpp"
#include "docgen/model/look.hpp"
#include "docgen/pdf/pdf.hpp"
#include "docgen/plain/writer.hpp"
#include "docgen/word/file.hpp"

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
};

const FormatNames& names_of(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

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

Result<std::string> write(const Paper& paper, Format format, const WriteOptions& options) {
  if (const word::Filled* filled = paper.word()) {
    if (format == Format::docx) return word::packed(*filled, options);
    if (format == Format::text) return word::text_of(*filled);
    return fail(Error{.code = Code::unsupported,
                      .public_message = fmt::format("A Word template gives Word files (.docx) or plain text, not .{}: "
                                                    "open the Word file and save it as that.",
                                                    extension(format))});
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
      break;
  }
  return plain::write(document);
}

}  // namespace kontor::docgen
