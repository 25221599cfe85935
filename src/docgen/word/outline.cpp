#include "docgen/word/outline.hpp"

#include <algorithm>

#include "docgen/office/markup.hpp"
#include "docgen/word/links.hpp"

namespace kontor::docgen::word {

using namespace office;

namespace {

/// Word nests about thirty deep for a table in a text box in a group; what reads files recursively fails far above.
constexpr std::size_t kMaxDepth = 500;
/// A part of 64 MiB could hold 16 million of the shortest elements, each of which costs 24 bytes here.
constexpr std::size_t kMaxElements = 4'000'000;

constexpr std::pair<std::string_view, Kind> kKinds[] = {
    {"w:p", Kind::paragraph},
    {"a:p", Kind::paragraph},
    {"w:pPr", Kind::paragraph_properties},
    {"w:r", Kind::run},
    {"a:r", Kind::run},
    {"w:rPr", Kind::run_properties},
    {"a:rPr", Kind::run_properties},
    {"w:t", Kind::text},
    {"a:t", Kind::text},
    {"w:instrText", Kind::text},
    {"w:tbl", Kind::table},
    {"w:tr", Kind::row},
    {"w:trPr", Kind::row_properties},
    {"w:tc", Kind::cell},
    {"w:tcPr", Kind::cell_properties},
    {"w:hdr", Kind::container},
    {"w:ftr", Kind::container},
    {"w:footnote", Kind::container},
    {"w:endnote", Kind::container},
    {"w:comment", Kind::container},
    {"w:txbxContent", Kind::container},
    {"w:lastRenderedPageBreak", Kind::page_mark},
    {"w:del", Kind::deleted},
    {"w:moveFrom", Kind::deleted},
};

Kind kind_of(std::string_view name) {
  for (const auto& [known, kind] : kKinds)
    if (name == known) return kind;
  return Kind::other;
}

/// What counts paragraphs and tables: the body, a cell, a text box, a note.
struct Place {
  int element = -1;
  std::string label;
  int paragraphs = 0, tables = 0, rows = 0, cells = 0;

  std::string with(std::string_view what) const {
    return label.empty() ? std::string(what) : label + ", " + std::string(what);
  }
};

class Reader {
 public:
  Reader(std::string_view xml, std::string_view label) : scanner_(xml) {
    out_.xml = xml;
    places_.push_back({.label = std::string(label)});
  }

  Result<Outline> run() {
    for (;;) {
      TRY(const Mark mark, scanner_.next());
      if (mark.kind == Mark::Kind::end) break;
      if (mark.kind == Mark::Kind::open || mark.kind == Mark::Kind::empty) {
        if (out_.elements.size() >= kMaxElements) return broken("has too many elements");
        if (open_.size() >= kMaxDepth) return broken("is nested too deeply");
        open(mark);
        if (mark.kind == Mark::Kind::empty) close(mark.end, mark.end);
      } else if (mark.kind == Mark::Kind::close) {
        if (open_.empty() || out_.name(open_.back()) != mark.name)
          return broken(fmt::format("is damaged: </{}> closes nothing (at byte {})", mark.name, mark.begin));
        close(mark.begin, mark.end);
      } else if (mark.kind == Mark::Kind::text) {
        text(mark);
      }
    }
    if (out_.elements.empty()) return broken("is damaged: it holds no XML");
    if (!open_.empty()) return broken(fmt::format("is damaged: <{}> is never closed", out_.name(open_.back())));
    std::ranges::sort(out_.streams, {}, [](const Stream& each) { return each.letters.front().begin; });
    return std::move(out_);
  }

 private:
  struct Paragraph {
    int element;
    Stream runs, instruction;
  };

  static Failure broken(std::string message) {
    return fail(Error{.code = Code::invalid, .public_message = std::move(message)});
  }

  void open(const Mark& mark) {
    const int index = static_cast<int>(out_.elements.size());
    out_.elements.push_back({.begin = mark.begin,
                             .inside = mark.end,
                             .parent = open_.empty() ? -1 : open_.back(),
                             .kind = kind_of(mark.name)});
    open_.push_back(index);
    const Kind kind = out_.elements.back().kind;
    if (kind == Kind::deleted) ++deleted_;
    name_place(index, kind);
    if (kind == Kind::paragraph) {
      const std::string place = places_.back().with(fmt::format("paragraph {}", ++places_.back().paragraphs));
      const bool word = mark.name == "w:p";
      paragraphs_.push_back(
          {index,
           {.where = word ? Stream::Where::runs : Stream::Where::drawing, .paragraph = index, .place = place},
           {.where = Stream::Where::instruction, .paragraph = index, .place = place + ", field"}});
    }
    if (deleted_ == 0) control(index, mark.name);
    if (out_.piece(mark.begin, mark.end).find('{') != std::string_view::npos) attributes(mark);
  }

  /// Opens a place for what holds blocks.
  void name_place(int index, Kind kind) {
    Place& outer = places_.back();
    std::string label;
    if (kind == Kind::table)
      label = outer.with(fmt::format("table {}", ++outer.tables));
    else if (kind == Kind::row)
      label = outer.with(fmt::format("row {}", ++outer.rows));
    else if (kind == Kind::cell)
      label = outer.with(fmt::format("cell {}", ++outer.cells));
    else if (kind == Kind::container)
      label = container(index, outer);
    else
      return;
    places_.push_back({.element = index, .label = std::move(label)});
  }

  std::string container(int index, const Place& outer) const {
    const std::string_view name = out_.name(index);
    if (name == "w:txbxContent")
      return (paragraphs_.empty() ? outer.label : paragraphs_.back().runs.place) + ", text box";
    if (name == "w:hdr" || name == "w:ftr") return outer.label;
    return outer.with(fmt::format("{} {}", name.substr(2), attribute_of(out_.opening(index), "w:id")));
  }

  /// Breaks and tabs are letters too: a tag may be typed over several lines.
  void control(int index, std::string_view name) {
    if (paragraphs_.empty()) return;
    const std::string_view sign = name == "w:br" || name == "w:cr" || name == "a:br" ? "\n"
                                  : name == "w:tab"                                  ? "\t"
                                  : name == "w:noBreakHyphen"                        ? "-"
                                                                                     : "";
    if (sign.empty() || !in_run()) return;
    control_ = index;
    Stream& stream = paragraphs_.back().runs;
    stream.text += sign;
    stream.letters.push_back({out_.at(index).begin, 0, index});  // its end is known when it is closed
  }

  /// The element around this one is a run (a w:tab stands in w:tabs of paragraphs, too).
  bool in_run() const {
    const int parent = out_.at(open_.back()).parent;
    return parent >= 0 && out_.at(parent).kind == Kind::run;
  }

  void close(Offset inside_end, Offset end) {
    const int index = open_.back();
    open_.pop_back();
    Element& element = out_.elements[static_cast<std::size_t>(index)];
    element.inside_end = inside_end;
    element.end = end;
    if (index == control_) {
      paragraphs_.back().runs.letters.back().end = end;
      control_ = -1;
    }
    if (element.kind == Kind::deleted) --deleted_;
    if (places_.back().element == index) places_.pop_back();
    if (element.kind != Kind::paragraph) return;
    Paragraph done = std::move(paragraphs_.back());
    paragraphs_.pop_back();
    keep(std::move(done.runs));
    keep(std::move(done.instruction));
  }

  void text(const Mark& mark) {
    if (open_.empty() || deleted_ > 0) return;
    const int holder = open_.back();
    const bool runs = out_.at(holder).kind == Kind::text && !paragraphs_.empty();
    if (!runs) {
      if (out_.name(holder) == "w:delText" || out_.piece(mark.begin, mark.end).find('{') == std::string_view::npos)
        return;
      Stream alone{.where = Stream::Where::other, .place = here(out_.name(holder))};
      append(alone, mark.begin, mark.end, holder);
      return keep(std::move(alone));
    }
    Paragraph& paragraph = paragraphs_.back();
    append(out_.name(holder) == "w:instrText" ? paragraph.instruction : paragraph.runs, mark.begin, mark.end, holder);
  }

  void attributes(const Mark& mark) {
    Offset from = mark.begin;
    while (const auto found = next_attribute(out_.xml, from, mark.end)) {
      from = found->end;
      if (out_.piece(found->begin, found->end).find('{') == std::string_view::npos) continue;
      const bool link = found->name == kRelationId;
      Stream stream{.where = link ? Stream::Where::address : Stream::Where::attribute,
                    .place = here(link ? "link" : found->name)};
      append(stream, found->begin, found->end, open_.back());
      keep(std::move(stream));
    }
  }

  std::string here(std::string_view what) const {
    std::string place = paragraphs_.empty() ? places_.back().label : paragraphs_.back().runs.place;
    if (!place.empty()) place += ", ";
    return place + std::string(what.substr(what.find(':') + 1));  // npos + 1 is 0
  }

  void append(Stream& stream, Offset begin, Offset end, int holder) const {
    std::string sign;
    while (begin < end) {
      std::size_t used = 1;
      sign.assign(1, out_.xml[begin]);
      if (sign[0] == '&') {
        sign.clear();
        used = reference(out_.piece(begin, end), sign);
      }
      for (const char c : sign) {
        stream.text += c;
        stream.letters.push_back({begin, static_cast<Offset>(begin + used), holder});
      }
      begin += static_cast<Offset>(used);
    }
  }

  void keep(Stream stream) {
    if (stream.text.find_first_of("{}") != std::string::npos) out_.streams.push_back(std::move(stream));
  }

  Scanner scanner_;
  Outline out_;
  std::vector<int> open_;
  std::vector<Place> places_;
  std::vector<Paragraph> paragraphs_;
  int control_ = -1;
  int deleted_ = 0;
};

}  // namespace

std::string_view Outline::name(int element) const {
  const std::string_view tag = xml.substr(at(element).begin + 1);
  return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

int Outline::around(int element, Kind kind) const {
  while (element >= 0 && at(element).kind != kind) element = at(element).parent;
  return element;
}

std::vector<int> Outline::children(int element) const {
  std::vector<int> out;
  for (std::size_t i = static_cast<std::size_t>(element) + 1;
       i < elements.size() && elements[i].begin < at(element).end; ++i)
    if (elements[i].parent == element) out.push_back(static_cast<int>(i));
  return out;
}

std::string_view Outline::properties(int element) const {
  const Kind of = at(element).kind;
  const Kind wanted = of == Kind::paragraph ? Kind::paragraph_properties
                      : of == Kind::run     ? Kind::run_properties
                      : of == Kind::row     ? Kind::row_properties
                                            : Kind::cell_properties;
  const auto first = static_cast<std::size_t>(element) + 1;
  if (first >= elements.size() || elements[first].parent != element || elements[first].kind != wanted) return {};
  return piece(elements[first].begin, elements[first].end);
}

std::string Outline::path(int element) const {
  std::string out;
  for (; element >= 0; element = at(element).parent) out.insert(0, std::string("/").append(name(element)));
  return out;
}

Result<Outline> outline(std::string_view xml, std::string_view label) { return Reader(xml, label).run(); }

}  // namespace kontor::docgen::word
