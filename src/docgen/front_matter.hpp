#pragma once

#include <array>
#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "docgen/docgen.hpp"
#include "docgen/language/source.hpp"
#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// What a document is for: each kind has its own series of numbers. The last one is for those that do not say.
inline constexpr std::array<std::string_view, 8> kKinds = {"proposal",      "contract", "invoice",           "act",
                                                           "delivery_note", "letter",   "power_of_attorney", "other"};

/// What may stand at the head of a template, so that one file is a whole template: a JSON object between two lines of
/// ---.
///
///     ---
///     {"name": "Commercial proposal", "kind": "proposal", "locale": "en", "currency": "USD",
///      "prompt_hint": "…", "typeface": "sans", "justified": false, "page": "A4 landscape", "margins": "20mm 15mm",
///      "fields": {"client.name": {"title": "Client", "maxLength": 200}, "items": {"minItems": 1},
///                 "introduction": {"x-written": true, "x-prompt-hint": "Two paragraphs that …"}}}
///     ---
struct FrontMatter {
  About about;
  std::optional<Typeface> typeface;  ///< by default serif for contracts, else sans
  std::optional<bool> justified;     ///< by default not: without hyphenation straight edges make rivers
  PageSetup page;                    ///< sheet.hpp
  boost::json::object fields;        ///< paths to keywords; see schema/refine.hpp
  Offset body = 0;                   ///< where the template itself begins
};

/// Empty when the source does not begin with a line of ---. Errors name the line and the column.
Result<FrontMatter> read_front_matter(const Source& source);

}  // namespace kontor::docgen
