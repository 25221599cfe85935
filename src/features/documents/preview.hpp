#pragma once

#include "features/documents/template.hpp"

/// A document as it will look, while its form is being filled in. Nothing of it is kept.
namespace kontor::documents {

/// `payload` may be as unfinished as the form is; `known` are the hashes of pages that the client still has.
struct PreviewTemplate {
  boost::json::object payload;
  std::optional<std::vector<std::string>> known;
};
KONTOR_DESCRIBE(PreviewTemplate, payload, known)

/// A template that is being written: without a schema its fields are found in the source.
struct PreviewSource {
  TemplateSource source;
  std::optional<boost::json::object> schema;
  std::optional<Locale> locale;
  std::optional<boost::json::object> payload;
  std::optional<std::vector<std::string>> known;
};
KONTOR_DESCRIBE(PreviewSource, source, schema, locale, payload, known)

/// A page in points. `svg` is absent when the client knows the hash.
struct PreviewedPage {
  std::string hash;
  double width;
  double height;
  std::optional<std::string> svg;
};
KONTOR_DESCRIBE(PreviewedPage, hash, width, height, svg)

/// What would be refused if the document were made now: a field ("body.payload.client.name") or a place in the
/// template ("line 12, column 5").
struct PreviewProblem {
  std::string location;
  std::string message;
};
KONTOR_DESCRIBE(PreviewProblem, location, message)

/// The first pages, and how many there are. No pages when there can be none: of an Excel file, or of a template that
/// cannot be filled; `problems` then say why.
struct DocumentPreview {
  std::vector<PreviewedPage> pages;
  int page_count;
  std::vector<PreviewProblem> problems;
};
KONTOR_DESCRIBE(DocumentPreview, pages, page_count, problems)

}  // namespace kontor::documents
