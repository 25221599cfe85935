// What a field may hold besides text: pictures, drawings, marked-up text, Word files. Whatever the bytes are, they end
// soon as an inset or as an error in words.
#include "docgen/markdown/marked_up.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/word/additions.hpp"
#include "docgen/word/insets/blocks.hpp"
#include "docgen/word/insets/inherited.hpp"
#include "docgen/word/insets/sub_document.hpp"

namespace {

using namespace kontor;
using namespace kontor::docgen;

template <class T>
void check(const Result<T>& result) {
  if (!result && result.error().public_message.empty()) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 20'000) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  word::Additions additions(std::make_shared<const word::Furnishings>([](std::string_view) { return std::string(); }));
  switch (data[0] % 4) {
    case 0:
      check(figure_of(std::string(bytes), {.width_mm = 10}, "alt"));
      break;
    case 1: {
      const Blocks blocks = read_marked_up(bytes);
      const std::string xml = word::inherited(word::block_markup(blocks, additions), "<w:pPr><w:jc/></w:pPr>", "");
      if (xml.find(word::kInherited) != std::string::npos) __builtin_trap();
      flattened(blocks);
      break;
    }
    case 2:
      check(word::sub_document(bytes, additions));
      break;
    default:
      from_data_uri(bytes);
      break;
  }
  return 0;
}
