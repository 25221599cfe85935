#include "docgen/markdown/page_fields.hpp"

namespace kontor::docgen {
namespace {

struct Name {
  std::string_view written;
  PageField::Kind kind;
};
constexpr Name kNames[] = {{"{page}", PageField::Kind::page}, {"{pages}", PageField::Kind::pages}};

/// The first of the names in the text; its place is npos when there is none.
std::pair<std::size_t, const Name*> first_name(std::string_view text) {
  std::pair<std::size_t, const Name*> found{std::string_view::npos, nullptr};
  for (const Name& name : kNames)
    if (const std::size_t at = text.find(name.written); at < found.first) found = {at, &name};
  return found;
}

}  // namespace

bool set_page_fields(Runs& runs) {
  Runs out;
  bool any = false;
  for (const Run& run : runs) {
    std::string_view rest = run.text;
    const auto put = [&](std::string_view text, const std::shared_ptr<const PageField>& field) {
      Run part = run;
      part.text = text;
      part.field = field;
      out.push_back(std::move(part));
    };
    for (auto [at, name] = first_name(rest); name; std::tie(at, name) = first_name(rest)) {
      any = true;
      if (at > 0) put(rest.substr(0, at), nullptr);
      put("1", std::make_shared<const PageField>(PageField{.kind = name->kind}));
      rest.remove_prefix(at + name->written.size());
    }
    if (rest.size() == run.text.size())
      out.push_back(run);
    else if (!rest.empty())
      put(rest, nullptr);
  }
  runs = std::move(out);
  return any;
}

}  // namespace kontor::docgen
