#include "features/documents/bulk/bulk_file.hpp"

#include "features/documents/multipart.hpp"

namespace kontor::documents::bulk {
namespace {

/// A form adds its boundaries and headers to the file.
constexpr std::size_t kFormAround = 64 * 1024;

Failure too_large() {
  return fail(
      {.code = Code::too_large,
       .public_message = fmt::format("A table may have at most {} MB. Part it into several.", kMostBytes >> 20)});
}

Failure unsupported(std::string message) {
  return fail({.code = Code::unsupported,
               .public_message = "A table is a CSV file or an Excel file (.xlsx).",
               .fields = {{"query.file_name", std::move(message)}}});
}

Result<bool> is_workbook(std::string_view name) {
  const std::string small = lowercase(name);
  if (small.ends_with(".xlsx")) return true;
  if (small.ends_with(".csv") || small.ends_with(".txt") || small.ends_with(".tsv")) return false;
  for (const std::string_view other : {".xls", ".xlsm", ".xlsb", ".ods", ".numbers"})
    if (small.ends_with(other)) return unsupported("is of another program: save it as .xlsx or .csv");
  return name.empty() ? unsupported("is needed, with its ending") : unsupported("does not end in .csv or .xlsx");
}

std::string_view without_folder(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  return trimmed(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace

Task<TableFile> taken_table(std::string name, IncomingFile file) {
  const bool form = is_form(file.media_type);
  if (!form) CO_TRY(is_workbook(name));  // before anything is read
  std::string body;
  for (;;) {
    CO_TRY(const std::string_view piece, co_await file.next());
    if (piece.empty()) break;
    if (body.size() + piece.size() > kMostBytes + (form ? kFormAround : 0)) co_return too_large();
    body += piece;
  }
  TableFile out;
  if (form) {
    CO_TRY(const std::vector<FormPart> parts, form_parts(body));
    const auto part = std::ranges::find(parts, "file", &FormPart::name);
    if (part == parts.end()) co_return fail(Error::invalid("body.file", "is missing: the table's file"));
    if (name.empty()) name = part->file_name;
    body = std::string(part->content);
  }
  if (body.size() > kMostBytes) co_return too_large();
  if (body.empty()) co_return fail(Error::invalid("body", "is empty: the file has no bytes"));
  out.name = std::string(without_folder(name));
  CO_TRY(out.workbook, is_workbook(out.name));
  out.bytes = std::move(body);
  co_return out;
}

Result<docgen::sheet::FilledTable> read_table(TableFile file) {
  constexpr docgen::sheet::ReadingLimits kLimits{.rows = kMostRows, .columns = kMostColumns};
  return file.workbook ? docgen::sheet::read_xlsx(std::move(file.bytes), kLimits)
                       : docgen::sheet::read_csv(file.bytes, kLimits);
}

}  // namespace kontor::documents::bulk
