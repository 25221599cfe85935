#include "docgen/wordml/reader.hpp"

#include "docgen/wordml/sections.hpp"

namespace kontor::docgen::wordml {

Result<Document> read(std::string docx) {
  TRY(const std::unique_ptr<Reading> reading, Reading::open(std::move(docx)));
  Looks looks(*reading);
  SectionReader(*reading, looks).read(reading->main().root().child("w:body"));
  if (reading->failed()) return fail(*std::move(reading->failure()));
  Document& document = reading->document();
  document.locale = reading->language();
  return std::move(document);
}

}  // namespace kontor::docgen::wordml
