#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kontor::test {

/// A .docx as Word would open it, whose body is that WordprocessingML (`<w:p>…</w:p>`).
std::string word_file(std::string_view body);
/// The same of plain paragraphs, one run each.
std::string word_file_of(const std::vector<std::string>& paragraphs);
/// A workbook of one sheet, as Excel would open it: its rows, each of texts from column A on.
std::string excel_file_of(const std::vector<std::vector<std::string>>& rows);
/// A zip that holds one text, and is no Word file.
std::string zip_of_a_text();
/// The names of the files in any zip, in its order, each of which was unpacked and had its checksum. Throws for others.
std::vector<std::string> files_in_zip(const std::string& zip);
/// The text of the body, a line for each paragraph. Throws for what is no .docx.
std::string text_of_word_file(const std::string& docx);
/// The first sheet of an Excel workbook as SpreadsheetML. Throws for what is no .xlsx.
std::string sheet_of_workbook(const std::string& xlsx);

}  // namespace kontor::test
