// The template language: whatever the bytes are, parsing and evaluating them ends soon, with text or with an error that
// names a place.
#include "docgen/language/evaluator.hpp"
#include "docgen/language/parser.hpp"
#include "docgen/schema/fields.hpp"

namespace {

using namespace kontor;
using namespace kontor::docgen;

Value number(std::int64_t minor, int scale) { return Value(Decimal::of_minor(minor, scale)); }

std::shared_ptr<Map> some_fields() {
  auto client = std::make_shared<Map>();
  client->set("name", Value(std::string("ООО «Ромашка» & <Ко>")));
  client->set("city", Value(std::string("Казань")));
  List items;
  for (int i = 1; i <= 3; ++i) {
    auto item = std::make_shared<Map>();
    item->set("name", Value(std::string(1, static_cast<char>('a' + i))));
    item->set("price", number(1050 * i, 2));
    item->set("quantity", number(i, 0));
    items.emplace_back(std::move(item));
  }
  auto fields = std::make_shared<Map>();
  fields->set("client", Value(std::move(client)));
  fields->set("items", Value(std::move(items)));
  fields->set("x", number(25, 1));
  fields->set("s", Value(std::string("Hello, мир\n")));
  fields->set("flag", Value(true));
  fields->set("nothing", Value());
  return fields;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMaxOutput = 100'000;
  if (size > 20'000) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Source source{std::string(text)};
  const auto check_error = [](const Error& error) {
    if (error.fields.empty() || error.fields[0].location.empty()) __builtin_trap();
  };
  for (const Lines lines : {Lines::as_jinja, Lines::tags_vanish}) {
    const auto nodes = parse(source, 0, lines);
    if (!nodes) {
      check_error(nodes.error());
      continue;
    }
    schema_of(fields_of(*nodes));
    PlainLanding landing;
    EvaluateOptions options;
    options.max_steps = 20'000;
    options.max_output = kMaxOutput;
    const auto out = evaluate(source, *nodes, some_fields(), landing, options);
    if (!out) check_error(out.error());
  }
  return 0;
}
