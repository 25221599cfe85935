#include "docgen/excel/rows.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"
#include "docgen/excel/landing.hpp"
#include "docgen/office/markup.hpp"
#include "docgen/words/dates.hpp"

namespace kontor::docgen::excel {
namespace {

/// What a cell of Excel can hold, in characters.
constexpr std::size_t kMaxText = 32'767;
/// The XML of a sheet: 300,000 rows of ten numbers. Whoever opens it needs ten times that.
constexpr std::size_t kMaxSheet = std::size_t{128} << 20;
constexpr double kMaxRowHeight = 409.5;  // points, of Excel
constexpr double kPointsOfMillimetre = 72 / 25.4;

/// The XML has some text between its tags.
bool shows_text(std::string_view xml) {
  bool inside = false;
  for (const char c : xml) {
    if (c == '<')
      inside = true;
    else if (c == '>')
      inside = false;
    else if (!inside)
      return true;
  }
  return false;
}

class Writer {
 public:
  Writer(const Book& book, int sheet, bool date_1904, const Pictures& pictures, std::vector<PlacedPicture>& placed)
      : book_(book),
        index_(sheet),
        filled_(book.sheets()[static_cast<std::size_t>(sheet)]),
        sheet_(*filled_.sheet),
        date_1904_(date_1904),
        pictures_(pictures),
        placed_(placed) {}

  Result<std::string> run() {
    out_.reserve(sheet_.data_end - sheet_.data);
    out_ += "<sheetData>";
    for (const Stretch& each : filled_.plan.stretches()) {
      auto row = std::ranges::lower_bound(sheet_.rows, each.first, {}, &Row::number);
      for (; row != sheet_.rows.end() && row->number <= each.last; ++row) TRY(write(*row, each));
      if (out_.size() > kMaxSheet)
        return fail(Error{.code = Code::too_large, .public_message = "the document becomes too long"});
    }
    out_ += "</sheetData>";
    return std::move(out_);
  }

  bool dated() const { return dated_; }

 private:
  Result<void> write(const Row& row, const Stretch& of) {
    const int at = of.at + row.number - of.first;
    const bool as_it_is = at == row.number && of.values.empty() && !of.blank &&
                          std::ranges::none_of(row.cells, [](const TemplateCell& cell) { return cell.formula >= 0; });
    if (as_it_is) {
      out_.append(sheet_.xml, row.begin, row.end - row.begin);
      return {};
    }
    const std::size_t head = out_.size();
    out_ += fmt::format("<row r=\"{}\"{}>", at, row.attributes);
    const std::size_t inside = out_.size();
    pictured_ = 0;
    auto value = of.values.begin();
    for (const TemplateCell& cell : row.cells) {
      if (cell.tagged >= 0 || of.blank) {
        const bool has_value = value != of.values.end() && value->tagged == cell.tagged;
        TRY(write_value(cell, at, has_value ? value->content : std::string_view()));
        if (has_value) ++value;
      } else if (cell.formula >= 0) {
        write_formula(cell, row.number, at, of.turn);
      } else {
        open(cell.column, at, cell.attributes);
        close(cell.inside);
      }
    }
    out_ += "</row>";
    if (pictured_ > 0) out_.replace(head, inside - head, high_enough(out_.substr(head, inside - head)));
    return {};
  }

  /// The tag of a row that is at least as high as its pictures.
  std::string high_enough(std::string tag) const {
    const std::string_view own = office::attribute_of(tag, "ht");
    double height = 0;
    std::from_chars(own.data(), own.data() + own.size(), height);
    const double needed = std::min(pictured_, kMaxRowHeight);
    if (height >= needed) return tag;
    tag = office::with_attribute(std::move(tag), "ht", fmt::format("{:.2f}", needed));
    return office::with_attribute(std::move(tag), "customHeight", "1");
  }

  void open(int column, int row, std::string_view attributes) {
    out_ += fmt::format("<c r=\"{}{}\"{}", column_letters(column), row, attributes);
  }
  void close(std::string_view inside) {
    if (inside.empty())
      out_ += "/>";
    else
      out_.append(">").append(inside).append("</c>");
  }

  void write_formula(const TemplateCell& cell, int row, int at, int turn) {
    const Formula& formula = sheet_.formulas[static_cast<std::size_t>(cell.formula)];
    open(cell.column, at, cell.attributes);
    out_ += "><f" + formula.attributes;
    const Book::Home home{.sheet = index_, .turn = turn, .row = row, .at = at, .column = cell.column};
    if (formula.area) {
      const auto seen = filled_.plan.seen(turn, formula.area->first.row, formula.area->last.row, false, false);
      const Area area{{seen ? seen->first : at, formula.area->first.column},
                      {seen ? seen->second : at, formula.area->last.column}};
      out_ += fmt::format(" ref=\"{}\"", str(area));
    }
    if (formula.is_table)
      out_ += "/></c>";
    else
      out_ += ">" + office::escaped(book_.formula(formula.text, home)) + "</f></c>";
  }

  Result<void> write_value(const TemplateCell& cell, int row, std::string_view content) {
    const TaggedCell* tagged = cell.tagged >= 0 ? &sheet_.tagged[static_cast<std::size_t>(cell.tagged)] : nullptr;
    const std::string_view attributes = tagged ? std::string_view(tagged->attributes) : std::string_view();
    int style = cell.style;
    std::string_view type;
    std::string inside;
    std::string text;
    if (content.find(kPicture) != std::string_view::npos) {
      text = content;
      TRY(take_pictures_of(*tagged, Cell{row, cell.column}, text));
      content = text;
    }
    if (tagged && content.starts_with(kTyped)) {
      inside = typed(*tagged, content.substr(1), type, style);
    } else if (shows_text(content)) {
      type = "inlineStr";
      inside.append("<is>").append(content).append("</is>");
    }
    if (inside.size() > kMaxText && length(office::unescaped(inside)) > kMaxText + 200)  // the tags around it
      return fail(template_error(
          {{fmt::format("sheet “{}”, cell {}", filled_.name, str(Cell{row, cell.column})),
            fmt::format("a cell of Excel holds at most {} characters, and this text is longer", kMaxText)}}));
    open(cell.column, row, attributes);
    if (style != 0) out_ += fmt::format(" s=\"{}\"", style);
    if (!type.empty()) out_ += fmt::format(" t=\"{}\"", type);
    close(inside);
    return {};
  }

  Result<void> take_pictures_of(const TaggedCell& cell, Cell at, std::string& content) {
    const auto numbers = take_pictures(content, pictures_.shown().size());
    if (!numbers)
      return fail(template_error(
          {{fmt::format("sheet “{}”, cell {}", filled_.name, str(at)), numbers.error().public_message}}));
    double down = 0;
    for (const std::size_t number : *numbers) {
      placed_.push_back({at, down, number});
      down += pictures_.shown()[number].height_mm * kPointsOfMillimetre + kPictureGap;
    }
    // A cell merged over several rows has the room of all of them.
    if (!tall_cells().contains(cell.at)) pictured_ = std::max(pictured_, down + kPictureGap);
    return {};
  }

  /// Cells of the template that are merged with those below them.
  const std::set<Cell>& tall_cells() {
    if (tall_) return *tall_;
    tall_.emplace();
    office::Scanner scanner(std::string_view(sheet_.xml).substr(sheet_.data_end));
    for (auto mark = scanner.next(); mark && mark->kind != office::Mark::Kind::end; mark = scanner.next()) {
      if (!mark->name.ends_with("mergeCell")) continue;
      const std::string_view tag =
          std::string_view(sheet_.xml).substr(sheet_.data_end + mark->begin, mark->end - mark->begin);
      if (const auto area = area_of(office::attribute_of(tag, "ref")); area && area->first.row != area->last.row)
        tall_->insert(area->first);
    }
    return *tall_;
  }

  /// What the tag of a cell gave, in the type of the value as far as the cell's format has room for it.
  std::string typed(const TaggedCell& cell, std::string_view value, std::string_view& type, int& style) {
    const char kind = value.empty() ? '\0' : value.front();
    if (kind == kText || kind == kNumber || kind == kBoolean) value.remove_prefix(1);
    if (value.empty()) return "";
    if (kind == kBoolean) {
      type = "b";
      return fmt::format("<v>{}</v>", value);
    }
    if (kind == kNumber && cell.shows != Shows::text) return fmt::format("<v>{}</v>", value);
    if (kind == kText && cell.shows == Shows::number && Decimal::parse(value)) return fmt::format("<v>{}</v>", value);
    if (kind == kText && (cell.shows == Shows::date || cell.shows == Shows::anything)) {
      bool with_time = false;
      if (const auto serial = serial_of(value, date_1904_, with_time)) {
        if (cell.shows == Shows::anything && cell.date_style != cell.style) {
          style = with_time ? cell.time_style : cell.date_style;
          dated_ = true;
        }
        return fmt::format("<v>{}</v>", *serial);
      }
    }
    type = "inlineStr";
    return fmt::format("<is><t xml:space=\"preserve\">{}</t></is>", value);
  }

  const Book& book_;
  int index_;
  const FilledSheet& filled_;
  const Sheet& sheet_;
  bool date_1904_;
  const Pictures& pictures_;
  std::vector<PlacedPicture>& placed_;
  std::optional<std::set<Cell>> tall_ = {};
  double pictured_ = 0;  ///< points that the pictures of the present row need
  bool dated_ = false;
  std::string out_;
};

/// "10:30", "10:30:15", a fraction of the seconds and a zone behind it, as seconds of the day.
std::optional<int> seconds_of(std::string_view time) {
  const auto two = [&](std::size_t at) {
    if (at + 2 > time.size()) return -1;
    int out = -1;
    const auto [end, error] = std::from_chars(time.data() + at, time.data() + at + 2, out);
    return error == std::errc{} && end == time.data() + at + 2 ? out : -1;
  };
  const int hours = two(0);
  const int minutes = time.size() > 2 && time[2] == ':' ? two(3) : -1;
  int seconds = 0;
  if (time.size() > 5 && time[5] == ':') seconds = two(6);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return std::nullopt;
  return hours * 3600 + minutes * 60 + seconds;
}

}  // namespace

std::optional<std::string> serial_of(std::string_view iso, bool date_1904, bool& with_time) {
  constexpr std::size_t kDay = 10;      // "2026-11-23"
  constexpr std::size_t kLongest = 40;  // with a time and a zone
  if (iso.size() < kDay || iso.size() > kLongest) return std::nullopt;
  if (iso.size() > kDay && iso[kDay] != 'T' && iso[kDay] != ' ') return std::nullopt;
  const auto day = parse_date(iso.substr(0, kDay));
  if (!day) return std::nullopt;
  using std::chrono::January;
  using std::chrono::March;
  using std::chrono::year;
  std::int64_t days =
      days_between(date_1904 ? year{1904} / January / 1 : year{1899} / std::chrono::December / 30, *day);
  // Excel takes 1900 for a leap year, so its count is one less before that February ends.
  if (!date_1904 && *day < year{1900} / March / 1) --days;
  if (days < (date_1904 ? 0 : 1)) return std::nullopt;
  if (iso.size() == kDay) return std::to_string(days);
  const auto seconds = seconds_of(iso.substr(kDay + 1));
  if (!seconds) return std::nullopt;
  with_time = true;
  const auto fraction = Decimal::divide(Decimal(*seconds), Decimal(86'400), 10);
  const auto sum = fraction ? Decimal::add(Decimal(days), fraction->normalized()) : std::nullopt;
  return sum ? std::optional(sum->str()) : std::nullopt;
}

Result<std::string> filled_rows(const Book& book, int sheet, bool date_1904, bool& dated, const Pictures& pictures,
                                std::vector<PlacedPicture>& placed) {
  Writer writer(book, sheet, date_1904, pictures, placed);
  auto out = writer.run();
  dated = dated || writer.dated();
  return out;
}

}  // namespace kontor::docgen::excel
