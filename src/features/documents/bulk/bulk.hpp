#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/documents/document.hpp"
#include "jobs/job.hpp"

/// Many documents at once: one template, and a table with a row for each. Names as in JSON and SQL.
namespace kontor::documents::bulk {

/// What a person still looks through, and what is done within the hour.
inline constexpr std::size_t kMostRows = 5'000;
/// More than a form of a template has fields, lists written out.
inline constexpr std::size_t kMostColumns = 200;
/// 5,000 rows of 2,000 letters; below what the HTTP layer lets through.
inline constexpr std::size_t kMostBytes = 10 * 1024 * 1024;
/// Of the problems in the answer to an inspection: who has more than that has one in a column.
inline constexpr std::size_t kMostProblemsShown = 100;

/// What is wrong with a cell, or with a row that lacks one.
struct BulkProblem {
  int row;
  std::optional<std::string> column;  ///< "C"; absent when the table has none for the field
  std::optional<std::string> title;   ///< of the column or else of the field
  std::string field;                  ///< `items[0].price`
  std::string message;
};
KONTOR_DESCRIBE(BulkProblem, row, column, title, field, message)

struct BulkColumn {
  std::string column;
  std::string title;
  std::optional<std::string> field;   ///< absent: it fills none, and is left aside
  std::optional<std::string> remark;  ///< why it fills none, when there is more to say
};
KONTOR_DESCRIBE(BulkColumn, column, title, field, remark)

struct BulkField {
  std::string field;
  std::string title;
};
KONTOR_DESCRIBE(BulkField, field, title)

/// What a table would make, before anything is made. `problems` are the first ones of the `bad` rows.
struct BulkInspection {
  std::string file_name;
  int total;
  int good;
  int bad;
  std::vector<BulkColumn> columns;
  std::vector<BulkField> missing_fields;  ///< needed, and without a column
  std::vector<BulkProblem> problems;
};
KONTOR_DESCRIBE(BulkInspection, file_name, total, good, bad, columns, missing_fields, problems)

struct InspectBulk {
  std::optional<Id<Template>> template_id;
  std::optional<Text<1, 255>> file_name;
};
KONTOR_DESCRIBE(InspectBulk, template_id, file_name)

/// `formats` as in `pdf,docx`; without it the template's all. `names` is the pattern of the names in the archive:
/// `{row}`, `{title}` and fields in braces.
struct StartBulk {
  std::optional<Id<Template>> template_id;
  std::optional<Text<1, 255>> file_name;
  std::optional<Text<1, 60>> formats;
  std::optional<Text<1, 200>> names;
};
KONTOR_DESCRIBE(StartBulk, template_id, file_name, formats, names)

enum class BulkState { running, paused, packing, done, cancelled, failed };
BOOST_DESCRIBE_ENUM(BulkState, running, paused, packing, done, cancelled, failed)

/// As it stands in the database.
struct BulkRun {
  Id<BulkRun> id;
  Id<User> owner_id;
  Id<Template> template_id;
  int template_version;
  std::string template_name;
  Locale locale;
  Kind kind;
  std::string file_name;
  std::vector<Format> formats;
  std::string name_pattern;
  std::vector<std::string> head;
  Id<jobs::Workflow> workflow_id;
  BulkState state;
  int total;
  int done;
  int failed;
  std::optional<std::int64_t> zip_size;
  std::optional<std::string> failure;
  Timestamp created_at;
  std::optional<Timestamp> finished_at;
  std::string day;  ///< of its creation, on the organisation's calendar
};
KONTOR_DESCRIBE(BulkRun, id, owner_id, template_id, template_version, template_name, locale, kind, file_name, formats,
                name_pattern, head, workflow_id, state, total, done, failed, zip_size, failure, created_at, finished_at,
                day)

struct ListBulk {
  std::optional<int> limit;
  std::optional<Text<1, 200>> cursor;
  std::optional<Id<Template>> template_id;
};
KONTOR_DESCRIBE(ListBulk, limit, cursor, template_id)

struct ListFailedRows {
  std::optional<int> limit;
  std::optional<int> after;  ///< rows behind this one
};
KONTOR_DESCRIBE(ListFailedRows, limit, after)

struct FailedRow {
  int row;
  reflect::RawJson cells;
  reflect::RawJson problems;
};
KONTOR_DESCRIBE(FailedRow, row, cells, problems)

/// The jobs of a run: some rows each, and at the end the archive.
struct MakeBulkRows {
  static constexpr std::string_view kind = "make_bulk_rows";
  static constexpr std::string_view queue = "bulk";
  Id<BulkRun> run_id;
  int first;  ///< row, as the spreadsheet counts
  int last;
};
KONTOR_DESCRIBE(MakeBulkRows, run_id, first, last)

struct PackBulk {
  static constexpr std::string_view kind = "pack_bulk_documents";
  static constexpr std::string_view queue = "bulk";
  Id<BulkRun> run_id;
};
KONTOR_DESCRIBE(PackBulk, run_id)

}  // namespace kontor::documents::bulk
