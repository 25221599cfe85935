#pragma once

#include <string>

#include "docgen/model/document.hpp"

/// What blocks say of their own look, as properties in WordprocessingML, in the order that its schema asks for.
namespace kontor::docgen::docx {

int twips(double points);

/// What stands in `<w:pPr>` between the style and the alignment. `keep` adds to the format's own keeping together;
/// `number` is the paragraph's `<w:numPr>`, or nothing.
struct Keep {
  bool next = false, lines = false;
};
std::string paragraph_properties(const ParagraphFormat& format, Keep keep, std::string_view number = "");

/// The four sides, as elements of `<w:tcBorders>`; sides without a line are said to have none.
std::string cell_borders(const Borders& borders);
/// `<w:noWrap>` … `<w:vAlign>`: what stands in `<w:tcPr>` behind the shade.
std::string cell_properties(const CellFormat& format);
/// `<w:tblCellMar>`, in points.
std::string cell_margins(double top, double left, double bottom, double right);

/// `<w:type>` … `<w:titlePg>`: what stands in `<w:sectPr>` behind the references to heads and feet.
std::string section_properties(const Section& section, bool own_first_page);

}  // namespace kontor::docgen::docx
