#include "docgen/markdown/page_fields.hpp"

namespace kontor::docgen {
namespace {

struct Name {
  std::string_view written;
  char mark;
  PageField::Kind kind;
};
constexpr Name kNames[] = {{"{page}", '\x01', PageField::Kind::page}, {"{pages}", '\x02', PageField::Kind::pages}};
constexpr std::string_view kMarks = "\x01\x02";

}  // namespace

std::string with_page_marks(std::string_view markdown) {
  std::string out;
  while (!markdown.empty()) {
    const auto* name =
        std::ranges::find_if(kNames, [&](const Name& each) { return markdown.starts_with(each.written); });
    const bool found = name != std::end(kNames);
    out += found ? name->mark : markdown.front();
    markdown.remove_prefix(found ? name->written.size() : 1);
  }
  return out;
}

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
    for (std::size_t at; (at = rest.find_first_of(kMarks)) != std::string_view::npos; rest.remove_prefix(at + 1)) {
      any = true;
      if (at > 0) put(rest.substr(0, at), nullptr);
      const PageField::Kind kind = std::ranges::find(kNames, rest[at], &Name::mark)->kind;
      put("1", std::make_shared<const PageField>(PageField{.kind = kind}));
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
