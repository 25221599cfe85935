#include "docgen/excel/formats.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {
namespace {

using office::attribute_of;
using office::Mark;
using office::Scanner;

constexpr int kShortDate = 14;    // built in: the short date of whoever reads the file
constexpr int kDateAndTime = 22;  // the same with the time
constexpr int kText = 49;         // @
constexpr int kFirstCustom = 164;

Shows shows_built_in(int format) {
  if (format == 0) return Shows::anything;
  if (format == kText) return Shows::text;
  const bool date = (format >= 14 && format <= 22) || (format >= 27 && format <= 36) ||
                    (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
  return date ? Shows::date : Shows::number;
}

int number_in(std::string_view text, int otherwise) {
  int out = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0

}  // namespace

Shows shows(std::string_view code) {
  bool number = false;
  bool text = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {
      const std::string inside = lowercase(code.substr(at + 1, std::min(code.find(']', at), code.size()) - at - 1));
      if (!inside.empty() && inside.find_first_not_of(inside[0]) == std::string::npos &&
          std::string_view("hms").find(inside[0]) != std::string_view::npos)
        return Shows::date;  // [h]: hours beyond a day
      at = std::min(code.find(']', at), code.size());
    } else if (code.substr(at).starts_with("General")) {
      return Shows::anything;
    } else if (std::string_view("dmyhsDMYHS").find(c) != std::string_view::npos) {
      return Shows::date;
    } else if (std::string_view("0#?").find(c) != std::string_view::npos) {
      number = true;
    } else if (c == '@') {
      text = true;
    }
  }
  return number ? Shows::number : text ? Shows::text : Shows::anything;
}

Result<Formats> Formats::read(std::string styles) {
  Formats out;
  out.styles_ = std::move(styles);
  Scanner scanner(out.styles_);
  bool in_styles = false;
  int depth = 0;  // inside of an xf
  for (;;) {
    TRY(const Mark mark, scanner.next());
    if (mark.kind == Mark::Kind::end) break;
    if (mark.kind == Mark::Kind::text || mark.kind == Mark::Kind::other) continue;
    const std::string_view name = local(mark.name);
    const std::string_view tag = std::string_view(out.styles_).substr(mark.begin, mark.end - mark.begin);
    if (name == "numFmt" && mark.kind != Mark::Kind::close) {
      out.custom_.emplace_back(number_in(attribute_of(tag, "numFmtId"), -1),
                               shows(office::unescaped(attribute_of(tag, "formatCode"))));
    } else if (name == "cellXfs") {
      in_styles = mark.kind == Mark::Kind::open;
      if (mark.kind == Mark::Kind::close) out.end_ = mark.begin;
      const std::string_view count = attribute_of(tag, "count");
      if (mark.kind == Mark::Kind::open && !count.empty()) {
        out.count_begin_ = static_cast<std::size_t>(count.data() - out.styles_.data());
        out.count_end_ = out.count_begin_ + count.size();
      }
    } else if (in_styles && name == "xf") {
      if (mark.kind != Mark::Kind::close && depth == 0)
        out.all_.push_back({number_in(attribute_of(tag, "numFmtId"), 0), mark.begin, mark.end});
      if (mark.kind == Mark::Kind::open) ++depth;
      if (mark.kind == Mark::Kind::close && --depth == 0) out.all_.back().end = mark.end;
    }
  }
  return out;
}

Shows Formats::of(int style) const {
  if (style < 0 || static_cast<std::size_t>(style) >= all_.size()) return Shows::anything;
  const int format = all_[static_cast<std::size_t>(style)].format;
  for (const auto& [id, what] : custom_)
    if (id == format) return what;
  return format < kFirstCustom ? shows_built_in(format) : Shows::anything;
}

int Formats::dated(int style, bool with_time) {
  if (all_.empty() || end_ == 0) return style;  // a file without styles
  style = std::clamp(style, 0, static_cast<int>(all_.size()) - 1);
  const auto known = std::ranges::find_if(
      added_, [&](const Added& each) { return each.like == style && each.with_time == with_time; });
  const auto place = known - added_.begin();
  if (known == added_.end()) added_.push_back({style, with_time});
  return static_cast<int>(all_.size()) + static_cast<int>(place);
}

std::string Formats::xml() const {
  std::string more;
  for (const Added& each : added_) {
    const Style& like = all_[static_cast<std::size_t>(each.like)];
    std::string style = styles_.substr(like.begin, like.end - like.begin);
    const std::size_t tag_end = style.find('>') + 1;
    std::string tag = style.substr(0, tag_end);
    tag =
        office::with_attribute(std::move(tag), "numFmtId", std::to_string(each.with_time ? kDateAndTime : kShortDate));
    tag = office::with_attribute(std::move(tag), "applyNumberFormat", "1");
    style.replace(0, tag_end, tag);
    more += style;
  }
  std::string out = styles_;
  out.insert(end_, more);
  if (count_end_ > 0) out.replace(count_begin_, count_end_ - count_begin_, std::to_string(all_.size() + added_.size()));
  return out;
}

}  // namespace kontor::docgen::excel
