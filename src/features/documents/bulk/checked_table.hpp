#pragma once

#include <boost/json/object.hpp>

#include "docgen/sheet/reading.hpp"
#include "features/documents/bulk/bulk.hpp"
#include "features/documents/bulk/columns.hpp"

namespace kontor::documents::bulk {

struct CheckedRow {
  int row = 0;
  std::vector<std::string> cells;
  boost::json::object payload;
  std::vector<BulkProblem> problems;  ///< none: a document can be made of it
};

/// A table against the fields of a template: every problem of every row, before anything is made.
struct CheckedTable {
  std::vector<Column> columns;
  std::vector<BulkField> missing;  ///< needed, and no column fills them
  std::vector<CheckedRow> rows;

  std::size_t good() const;
};

/// `schema` outlives the table that comes out; `day` stands for the fields that the issue fills (2026-11-23). Pure, and
/// a second of work for a table as large as they may be.
CheckedTable checked(docgen::sheet::FilledTable table, const boost::json::object& schema, Locale locale,
                     const std::string& day);

}  // namespace kontor::documents::bulk
