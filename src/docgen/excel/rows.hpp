#pragma once

#include "docgen/excel/carry.hpp"
#include "docgen/excel/pictures.hpp"

namespace kontor::docgen::excel {

/// The element sheetData of a sheet of the book, filled. `date_1904`: the workbook counts days from 1904. `dated` is
/// set when a date went into a cell without a format, so that the styles that were added for that are needed.
/// `pictures` are those that the stream names; where they stand is put into `placed`, and their rows are high enough
/// for them.
Result<std::string> filled_rows(const Book& book, int sheet, bool date_1904, bool& dated, const Pictures& pictures,
                                std::vector<PlacedPicture>& placed);

/// The number by which Excel knows the day (and the time) of an ISO text such as 2026-11-23 or 2026-11-23T10:30;
/// nothing for another text, and for days before Excel's first.
std::optional<std::string> serial_of(std::string_view iso, bool date_1904, bool& with_time);

}  // namespace kontor::docgen::excel
