// Tables of bulk documents: whatever comes as CSV or as a workbook's sheet, it is refused in words, or it is rows below
// a head, each of which is a payload or has told problems. The first byte chooses: the lowest bit the kind of file, the
// next the language.
#include <boost/json.hpp>

#include "features/documents/bulk/checked_table.hpp"
#include "workbook.hpp"

using namespace kontor;
using namespace kontor::docgen;

namespace {

constexpr sheet::ReadingLimits kLimits{.rows = 200, .columns = 50};

constexpr std::string_view kSchema = R"json({"type": "object", "required": ["client", "items"], "properties": {
  "number": {"type": "string", "title": "Number"}, "day": {"type": "string", "format": "date", "title": "Day"},
  "paid": {"type": "boolean", "title": "Paid"}, "way": {"type": "string", "enum": ["post", "courier"]},
  "client": {"type": "object", "title": "Client", "required": ["name"], "properties": {
    "name": {"type": "string", "title": "Name"}, "mail": {"type": "string", "format": "email", "title": "Mail"}}},
  "items": {"type": "array", "title": "Items", "minItems": 1, "maxItems": 20, "items": {"type": "object",
    "required": ["price"], "properties": {"price": {"type": "number", "format": "money", "title": "Price"},
    "count": {"type": "integer", "title": "Count"}, "name": {"type": "string", "title": "Goods"}}}}}})json";

void expect(bool holds) {
  if (!holds) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const boost::json::object schema = boost::json::parse(kSchema).as_object();
  if (size < 2 || size > 100'000) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  Result<sheet::FilledTable> table =
      (data[0] & 1) ? sheet::read_xlsx(workbook(bytes), kLimits) : sheet::read_csv(bytes, kLimits);
  if (!table) {
    expect(table.error().code == Code::too_large || !table.error().fields.at(0).message.empty());
    return 0;
  }
  expect(table->rows.size() <= kLimits.rows && table->head.size() <= kLimits.columns);
  int before = table->head_row;
  for (const sheet::FilledRow& row : table->rows) {
    expect(row.number > before && row.cells.size() == table->head.size());
    before = row.number;
  }
  const std::size_t rows = table->rows.size();
  const auto found =
      documents::bulk::checked(std::move(*table), schema, (data[0] & 2) ? Locale::en : Locale::ru, "2026-11-23");
  expect(found.rows.size() == rows && found.good() <= rows);
  for (const auto& row : found.rows)
    for (const auto& problem : row.problems) expect(problem.row == row.row && !problem.message.empty());
  return 0;
}
