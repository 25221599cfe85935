#include "docgen/excel/carry.hpp"

#include <algorithm>
#include <charconv>

#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {
namespace {

using office::attribute_of;
using office::Mark;
using office::with_attribute;

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0

bool is_any(std::string_view name, std::initializer_list<std::string_view> of) {
  return std::ranges::find(of, name) != of.end();
}

bool holds_formula(std::string_view name) {
  return is_any(name,
                {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"});
}

int number_in(std::string_view text, int otherwise) {
  int out = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// Goes through one part.
class Carrier {
 public:
  Carrier(std::string_view xml, const Book& book, int sheet)
      : xml_(xml), scanner_(xml), book_(book), home_{.sheet = sheet} {
    if (sheet >= 0) plan_ = &book.sheets()[static_cast<std::size_t>(sheet)].plan;
  }

  Result<std::string> run() {
    for (;;) {
      TRY(const Mark mark, scanner_.next());
      if (mark.kind == Mark::Kind::end) break;
      TRY(take(mark));
    }
    return std::move(out_);
  }

 private:
  /// A list that says how many it holds, and that may not be empty.
  struct Container {
    std::string_view name;
    std::size_t begin, inside;  ///< in out_
    int children = 0;
  };

  std::string_view piece(const Mark& mark) const { return xml_.substr(mark.begin, mark.end - mark.begin); }

  Result<void> take(const Mark& mark) {
    const std::string_view name = local(mark.name);
    if (mark.kind == Mark::Kind::text) {
      text(piece(mark));
      return {};
    }
    if (mark.kind == Mark::Kind::close) {
      open_ = {};
      if (name == "from" || name == "to") in_ = {};
      out_ += piece(mark);
      if (!containers_.empty() && containers_.back().name == mark.name) close_container();
      return {};
    }
    if (mark.kind == Mark::Kind::other) {
      out_ += piece(mark);
      return {};
    }
    if (is_any(name, {"numCache", "strCache", "multiLvlStrCache"})) return skip(mark);
    if (plan_ && is_any(name, {"mergeCell", "hyperlink", "comment", "threadedComment", "sparkline", "brk"}))
      return repeat(mark);
    if (plan_ && is_any(name, {"conditionalFormatting", "dataValidation", "ignoredError", "protectedRange"}) &&
        !attribute_of(piece(mark), "sqref").empty())
      return ranged(mark);
    std::string tag(piece(mark));
    if (plan_ && plan_->moves()) own_references(name, tag);
    if (name == "worksheetSource") source_of_pivot(tag);
    if (mark.kind == Mark::Kind::open) {
      open_ = name;
      if (name == "from" || name == "to") in_ = name;
      if (name.ends_with("CellAnchor")) keeps_size_ = keeps_size(mark, tag);
      const bool plain = mark.name.size() == name.size();  // those of extensions hold their areas otherwise
      if ((plain || name == "sparklines") && is_any(name, {"mergeCells", "rowBreaks", "dataValidations", "hyperlinks",
                                                           "ignoredErrors", "protectedRanges", "sparklines"})) {
        open_container(mark, std::move(tag));
        return {};
      }
    }
    out_ += tag;
    return {};
  }

  void open_container(const Mark& mark, std::string tag) {
    for (const std::string_view count : {"count", "manualBreakCount"}) {
      const std::string_view value = attribute_of(tag, count);
      if (value.empty()) continue;
      const auto at = static_cast<std::size_t>(value.data() - tag.data());
      tag.erase(at - count.size() - 3, value.size() + count.size() + 4);  // with the space, the = and the quotes
    }
    containers_.push_back({mark.name, out_.size(), out_.size() + mark.name.size() + 1});
    out_ += tag;
  }

  void close_container() {
    const Container done = containers_.back();
    containers_.pop_back();
    if (done.children == 0) return void(out_.resize(done.begin));
    const std::string_view name = local(done.name);
    if (is_any(name, {"mergeCells", "rowBreaks", "dataValidations"}))
      out_.insert(done.inside, fmt::format(" count=\"{}\"", done.children));
    if (name == "rowBreaks") out_.insert(done.inside, fmt::format(" manualBreakCount=\"{}\"", done.children));
  }

  void count_child() {
    if (!containers_.empty()) ++containers_.back().children;
  }

  Result<void> skip(const Mark& mark) {
    if (mark.kind == Mark::Kind::empty) return {};
    for (;;) {
      TRY(const Mark next, scanner_.next());
      if (next.kind == Mark::Kind::end || (next.kind == Mark::Kind::close && next.name == mark.name)) return {};
    }
  }

  /// An element that stands for each place of its cells.
  Result<void> repeat(const Mark& mark) {
    Offset end = mark.end;
    if (mark.kind == Mark::Kind::open) {
      for (;;) {
        TRY(const Mark next, scanner_.next());
        if (next.kind == Mark::Kind::end) break;
        end = next.end;
        if (next.kind == Mark::Kind::close && next.name == mark.name) break;
      }
    }
    const std::string_view tag = piece(mark);
    const std::string_view rest = xml_.substr(mark.end, end - mark.end);
    const std::string_view name = local(mark.name);
    if (name == "brk" && (containers_.empty() || local(containers_.back().name) != "rowBreaks")) {
      out_ += tag;
      return {};
    }
    if (name == "sparkline") return repeat_sparkline(tag, rest);
    const int row = name == "brk" ? number_in(attribute_of(tag, "id"), 0) : 0;
    const auto area = name == "brk" ? std::optional(Area{{row, 1}, {row, 1}}) : area_of(attribute_of(tag, "ref"));
    if (!area) {
      out_.append(tag).append(rest);
      count_child();
      return {};
    }
    for (const Placed& each : plan_->placed(area->first.row, area->last.row)) {
      count_child();
      std::string changed(tag);
      if (name == "brk")
        changed = with_attribute(std::move(changed), "id", std::to_string(each.last));
      else
        changed = with_attribute(std::move(changed), "ref",
                                 str(Area{{each.first, area->first.column}, {each.last, area->last.column}}));
      if (name == "hyperlink" && !attribute_of(tag, "location").empty())
        changed = with_attribute(std::move(changed), "location",
                                 book_.formula(office::unescaped(attribute_of(tag, "location")), {}));
      out_.append(changed).append(rest);
      if (out_.size() > kMaxCarried) return too_much();
    }
    return {};
  }

  Result<void> repeat_sparkline(std::string_view tag, std::string_view rest) {
    const auto inside = [&](std::string_view open, std::string_view close) -> std::string_view {
      const std::size_t begin = rest.find(open);
      const std::size_t end = rest.find(close);
      if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
      return rest.substr(begin + open.size(), end - begin - open.size());
    };
    const auto cell = area_of(inside("<xm:sqref>", "</xm:sqref>"));
    const std::string of = office::unescaped(inside("<xm:f>", "</xm:f>"));
    if (!cell) return {};
    for (const Placed& each : plan_->placed(cell->first.row, cell->last.row)) {
      count_child();
      Book::Home home = home_;
      home.turn = each.turn;
      home.row = cell->first.row;
      home.at = each.first;
      out_ +=
          fmt::format("{}<xm:f>{}</xm:f><xm:sqref>{}</xm:sqref></{}>", tag, office::escaped(book_.formula(of, home)),
                      str(Cell{each.first, cell->first.column}), tag.substr(1, tag.find_first_of(" >") - 1));
      if (out_.size() > kMaxCarried) return too_much();
    }
    return {};
  }

  /// An element for a list of areas; its formulas are those of the first cell.
  Result<void> ranged(const Mark& mark) {
    const std::string tag(piece(mark));
    const std::string areas = moved_areas(attribute_of(tag, "sqref"));
    if (areas.empty()) return skip(mark);
    count_child();
    out_ += with_attribute(tag, "sqref", areas);
    const std::string_view first = attribute_of(tag, "sqref");
    if (const auto area = area_of(first.substr(0, first.find(' ')))) {
      const std::vector<Placed> placed = plan_->placed(area->first.row, area->first.row);
      home_.row = area->first.row;
      home_.column = area->first.column;
      home_.turn = placed.empty() ? 0 : placed.front().turn;
      home_.at = placed.empty() ? area->first.row : placed.front().first;
    }
    if (out_.size() > kMaxCarried) return too_much();
    return {};
  }

  std::string moved_areas(std::string_view list) const {
    std::string out;
    while (!list.empty()) {
      const std::string_view word = list.substr(0, list.find(' '));
      list.remove_prefix(std::min(word.size() + 1, list.size()));
      const auto area = area_of(word);
      if (!area) {
        out.append(out.empty() ? "" : " ").append(word);
        continue;
      }
      for (const auto& [first, last] : plan_->runs(area->first.row, area->last.row))
        out.append(out.empty() ? "" : " ").append(str(Area{{first, area->first.column}, {last, area->last.column}}));
    }
    return out;
  }

  /// Attributes that name cells of the sheet itself.
  void own_references(std::string_view name, std::string& tag) const {
    const auto grow = [&](std::string_view attribute) {
      const auto area = area_of(attribute_of(tag, attribute));
      if (!area) return;
      const auto seen = plan_->seen(0, area->first.row, area->last.row, false, false);
      const int first = seen ? seen->first : plan_->position(area->first.row);
      const int last = seen ? seen->second : first;
      tag =
          with_attribute(std::move(tag), attribute, str(Area{{first, area->first.column}, {last, area->last.column}}));
    };
    const auto follow = [&](std::string_view attribute) {
      const auto cell = cell_of(attribute_of(tag, attribute));
      if (cell) tag = with_attribute(std::move(tag), attribute, str(Cell{plan_->position(cell->row), cell->column}));
    };
    if (is_any(name, {"dimension", "autoFilter", "sortState", "sortCondition", "table", "location"})) grow("ref");
    if (name == "sheetView" || name == "pane") follow("topLeftCell");
    if (name == "pane" && attribute_of(tag, "state").starts_with("frozen")) {
      const int rows = number_in(attribute_of(tag, "ySplit"), 0);
      if (rows > 0) tag = with_attribute(std::move(tag), "ySplit", std::to_string(plan_->position(rows + 1) - 1));
    }
    if (name == "selection" && !attribute_of(tag, "sqref").empty()) {
      follow("activeCell");
      const std::string_view active = attribute_of(tag, "activeCell");
      if (!active.empty()) tag = with_attribute(tag, "sqref", std::string(active));
    }
  }

  /// A pivot table reads a range of a sheet.
  void source_of_pivot(std::string& tag) const {
    const auto area = area_of(attribute_of(tag, "ref"));
    const std::string sheet = office::unescaped(attribute_of(tag, "sheet"));
    if (!area || sheet.empty()) return;
    const std::string quoted =
        "'" + sheet + "'!$A$" + std::to_string(area->first.row) + ":$A$" + std::to_string(area->last.row);
    const std::string moved = book_.formula(quoted, {});
    const std::size_t sign = moved.rfind('!');
    const auto rows = area_of(sign == std::string::npos ? moved : moved.substr(sign + 1));
    if (!rows) return;
    tag = with_attribute(std::move(tag), "ref",
                         str(Area{{rows->first.row, area->first.column}, {rows->last.row, area->last.column}}));
    for (const FilledSheet& each : book_.sheets())
      if (each.sheet->name == sheet) tag = with_attribute(std::move(tag), "sheet", each.name);
  }

  void text(std::string_view text) {
    if (holds_formula(open_)) {
      out_ += office::escaped(book_.formula(office::unescaped(text), home_));
    } else if (open_ == "sqref" && plan_ && plan_->moves()) {
      const std::string areas = moved_areas(text);
      out_ += areas.empty() ? "XFD1048576" : areas;
    } else if (open_ == "row" && !in_.empty() && plan_ && plan_->moves()) {
      anchor(text);
    } else {
      out_ += text;
    }
  }

  /// A drawing goes along with the row that it begins in. Pictures and charts keep their size, shapes grow with what
  /// they stand over.
  void anchor(std::string_view text) {
    const int row = number_in(text, 0) + 1;
    int now = plan_->position(row);
    if (in_ == "from") {
      from_ = row;
      from_now_ = now;
    } else if (keeps_size_) {
      now = from_now_ + row - from_;
    }
    out_ += std::to_string(std::clamp(now, 1, kMaxRow) - 1);
  }

  bool keeps_size(const Mark& mark, std::string_view tag) const {
    if (attribute_of(tag, "editAs") == "twoCell") return false;
    const std::string close = "</" + std::string(mark.name) + ">";
    const std::string_view rest = xml_.substr(mark.end);
    const std::string_view inside = rest.substr(0, rest.find(close));
    const std::size_t colon = mark.name.find(':');
    const std::string prefix = "<" + std::string(colon == std::string_view::npos ? "" : mark.name.substr(0, colon + 1));
    return inside.find(prefix + "sp ") == std::string_view::npos &&
           inside.find(prefix + "sp>") == std::string_view::npos;
  }

  /// What repeats for each turn of a loop must not become a file that nobody can open.
  static constexpr std::size_t kMaxCarried = std::size_t{64} << 20;
  static Failure too_much() {
    return fail(Error{.code = Code::too_large, .public_message = "the document becomes too long"});
  }

  std::string_view xml_;
  office::Scanner scanner_;
  const Book& book_;
  Book::Home home_;
  const Plan* plan_ = nullptr;
  std::string out_;
  std::string_view open_;  ///< the element whose text comes
  std::string_view in_;    ///< the end of an anchor
  bool keeps_size_ = true;
  int from_ = 0, from_now_ = 0;
  std::vector<Container> containers_;
};

}  // namespace

Result<std::string> Book::carried(std::string_view xml, int sheet) const { return Carrier(xml, *this, sheet).run(); }

std::string Book::carried_vml(std::string_view vml, int sheet) const {
  constexpr std::string_view kOpen = "<x:Row>";
  constexpr std::string_view kShape = "<v:shape ";
  constexpr std::string_view kShapeEnd = "</v:shape>";
  const Plan& plan = sheets_[static_cast<std::size_t>(sheet)].plan;
  std::string out;
  int copies = 0;
  for (;;) {
    const std::size_t begin = vml.find(kShape);
    const std::size_t end = begin == std::string_view::npos ? begin : vml.find(kShapeEnd, begin);
    if (end == std::string_view::npos) return out.append(vml);
    out += vml.substr(0, begin);
    const std::string_view shape = vml.substr(begin, end + kShapeEnd.size() - begin);
    vml.remove_prefix(end + kShapeEnd.size());
    const std::size_t row = shape.find(kOpen);
    if (row == std::string_view::npos) {
      out += shape;
      continue;
    }
    const std::size_t from = row + kOpen.size();
    const std::size_t to = shape.find('<', from);
    const int number = number_in(shape.substr(from, to - from), 0) + 1;
    bool first = true;
    for (const Placed& each : plan.placed(number, number)) {
      std::string copy(shape.substr(0, from));
      copy += std::to_string(each.first - 1);
      copy += shape.substr(std::min(to, shape.size()));
      if (!first)
        copy = with_attribute(copy.substr(0, copy.find('>') + 1), "id", fmt::format("_x0000_copy{}", ++copies)) +
               copy.substr(copy.find('>') + 1);
      first = false;
      out += copy;
    }
  }
}

}  // namespace kontor::docgen::excel
