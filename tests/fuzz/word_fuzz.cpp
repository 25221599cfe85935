// A Word template as bytes: whatever they are, reading them ends soon, with a document or with an error in words. What
// the archive's checksums keep from the inner parts, word_body_fuzz does.
#include <boost/json.hpp>

#include "docgen/docgen.hpp"

using namespace kontor;
using namespace kontor::docgen;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const boost::json::value fields = boost::json::parse(
      R"({"client": {"name": "A & <B>"}, "items": [{"name": "x", "price": "1.50"}, {"name": "y", "price": "2"}], "a": "1", "paid": true})");
  if (size > 100'000) return 0;
  const auto compiled = Template::compile({reinterpret_cast<const char*>(data), size}, {.syntax = Syntax::word});
  if (!compiled) {
    if (describe(compiled.error()).empty()) __builtin_trap();
    return 0;
  }
  const auto paper = compiled->fill(fields, {.lenient = true});
  if (!paper) {
    if (describe(paper.error()).empty()) __builtin_trap();
    return 0;
  }
  const auto file = write(*paper, Format::docx);
  if (file && !file->starts_with("PK")) __builtin_trap();
  return 0;
}
