// A sheet of an Excel template as XML: whatever it is, reading and filling it ends soon, with a workbook or with an
// error in words.
#include <boost/json.hpp>

#include "docgen/docgen.hpp"
#include "workbook.hpp"

using namespace kontor;
using namespace kontor::docgen;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const boost::json::value fields = boost::json::parse(
      R"({"client": {"name": "A & <B>"}, "items": [{"name": "x", "price": "1.50"}, {"name": "y", "price": "2"}], "a": "1", "paid": true})");
  if (size == 0 || size > 100'000) return 0;
  const std::string file = workbook({reinterpret_cast<const char*>(data), size});
  const auto compiled = Template::compile(file, {.syntax = Syntax::excel});
  if (!compiled) {
    if (describe(compiled.error()).empty()) __builtin_trap();
    return 0;
  }
  const auto paper = compiled->fill(fields, {.lenient = true});
  if (!paper) {
    if (describe(paper.error()).empty()) __builtin_trap();
    return 0;
  }
  const auto out = write(*paper, Format::xlsx);
  if (out && !out->starts_with("PK")) __builtin_trap();
  return 0;
}
