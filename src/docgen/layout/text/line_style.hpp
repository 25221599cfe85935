#pragma once

namespace kontor::docgen::layout {

/// How a line is drawn: under text, through it, or anywhere on a page.
enum class LineStyle { solid, dashed, dotted, wave };

}  // namespace kontor::docgen::layout
