#include <algorithm>

#include "docgen/office/markup.hpp"
#include "docgen/word/rewriter.hpp"

/// {% cellbg x %}, {% colspan n %}, {% vm %}, {% hm %}: tags that change the cell in which they stand.
namespace kontor::docgen::word {
namespace {

/// The properties of a cell in the order that Word's schema asks for.
constexpr std::string_view kOrder[] = {"w:cnfStyle",  "w:tcW",    "w:gridSpan", "w:hMerge", "w:vMerge",
                                       "w:tcBorders", "w:shd",    "w:noWrap",   "w:tcMar",  "w:textDirection",
                                       "w:tcFitText", "w:vAlign", "w:hideMark"};

int rank(std::string_view name) { return static_cast<int>(std::ranges::find(kOrder, name) - std::begin(kOrder)); }

constexpr std::string_view kFirstOfLoop = "{% if loop.first %}";
constexpr std::string_view kEndIf = "{% endif %}";

}  // namespace

std::string_view cell_word(const Tag& tag) {
  constexpr std::string_view kWords[] = {"cellbg", "colspan", "vm", "hm"};
  if (tag.kind != Tag::Kind::statement || tag.level != Tag::Level::inside) return {};
  return std::ranges::find(kWords, tag.word) == std::end(kWords) ? std::string_view{} : std::string_view(tag.word);
}

bool Rewriter::change_cell(const Tagged& in, const Tag& tag) {
  const std::string_view word = cell_word(tag);
  if (word.empty()) return false;
  const int cell = outline_.around(in.stream.paragraph, Kind::cell);
  const Spot at = spot(in.stream, tag.begin);
  if (cell < 0) {
    find(in.stream, tag.begin, fmt::format("{{% {} %}} changes the cell of a table, but it is in none", word), true);
    return true;
  }
  std::vector<CellProperty>& properties = cells_[cell];
  const std::string expression = "{{" + tag.inside.substr(tag.inside.find(word) + word.size()) + "}}";
  if (word == "cellbg") {
    properties.push_back({rank("w:shd"), "w:shd",
                          std::string(R"(<w:shd w:val="clear" w:color="auto" w:fill=")") + kColour, expression, "\"/>",
                          at});
    out_.marked = true;
  } else if (word == "colspan") {
    properties.push_back(
        {rank("w:gridSpan"), "w:gridSpan", std::string(R"(<w:gridSpan w:val=")") + kPlain, expression, "\"/>", at});
    out_.marked = true;
  } else if (word == "vm") {
    properties.push_back({rank("w:vMerge"), "w:vMerge", R"(<w:vMerge w:val=")",
                          "{% if loop.first %}restart{% else %}continue{% endif %}", "\"/>", at});
    const Element& paragraph = outline_.at(in.stream.paragraph);
    wrap(in.stream.paragraph, paragraph.inside + static_cast<Offset>(outline_.properties(in.stream.paragraph).size()),
         paragraph.inside_end, true, at);
  } else {
    const std::string_view properties_xml = outline_.properties(cell);
    const std::size_t span = properties_xml.find("<w:gridSpan");
    const std::string_view value =
        span == std::string_view::npos
            ? "1"
            : attribute_of(properties_xml.substr(span, properties_xml.find('>', span) + 1 - span), "w:val");
    properties.push_back({rank("w:gridSpan"), "w:gridSpan", R"(<w:gridSpan w:val=")",
                          fmt::format("{{{{ {} * loop.length }}}}", value.empty() ? "1" : value), "\"/>", at});
    wrap(outline_.at(cell).parent, outline_.at(cell).begin, outline_.at(cell).end, false, at);
  }
  return true;
}

/// What lies between the two bytes is there in the first round of the loop only.
void Rewriter::wrap(int element, Offset begin, Offset end, bool content, const Spot& spot) {
  // Around all that is put into the content; or around the element, inside of what is put beside it.
  edits_.insert({.at = begin,
                 .order = content ? kFirst : kLast,
                 .tag = std::string(kFirstOfLoop),
                 .word = "if",
                 .element = element,
                 .spot = spot,
                 .inside_column = spot.column});
  edits_.insert({.at = end,
                 .order = content ? kLast : kFirst,
                 .tag = std::string(kEndIf),
                 .word = "endif",
                 .element = element,
                 .spot = spot,
                 .inside_column = spot.column});
}

void Rewriter::write_cells() {
  for (auto& [cell, properties] : cells_) {
    std::ranges::sort(properties, {}, &CellProperty::rank);
    write_cell(cell, properties);
  }
}

void Rewriter::write_cell(int cell, std::vector<CellProperty>& properties) {
  const int first = cell + 1;
  const bool has = !outline_.properties(cell).empty();
  const bool filled = has && outline_.at(first).inside != outline_.at(first).end;
  if (has && !filled) edits_.cut(outline_.at(first).begin, outline_.at(first).end);
  for (std::size_t i = 0; i < properties.size(); ++i) {
    CellProperty& each = properties[i];
    Insert insert{.at = outline_.at(cell).inside,
                  .before = std::move(each.before),
                  .tag = std::move(each.tag),
                  .after = std::move(each.after),
                  .spot = std::move(each.spot)};
    insert.inside_column = insert.spot.column;
    if (filled) {
      insert.at = outline_.at(first).inside;
      for (const int child : outline_.children(first)) {
        const Element& other = outline_.at(child);
        if (outline_.name(child) == each.name) edits_.cut(other.begin, other.end);
        if (rank(outline_.name(child)) <= each.rank) insert.at = other.end;
      }
    } else {
      if (i == 0) insert.before.insert(0, "<w:tcPr>");
      if (i + 1 == properties.size()) insert.after += "</w:tcPr>";
    }
    edits_.insert(std::move(insert));
  }
}

}  // namespace kontor::docgen::word
