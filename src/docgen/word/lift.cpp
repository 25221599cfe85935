#include "docgen/word/lift.hpp"

#include <cctype>
#include <charconv>
#include <vector>

#include "docgen/office/markup.hpp"
#include "docgen/word/insets/inherited.hpp"
#include "docgen/word/landing.hpp"
#include "docgen/word/rewriter.hpp"

namespace kontor::docgen::word {

using namespace office;

namespace {

/// Word's own limit for the width of a column, in twentieths of a point.
constexpr std::size_t kWidest = 31680;

bool is_mark(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

/// The last tag that was written, without the white space behind it.
std::string_view last_tag(std::string_view out) {
  const std::size_t at = out.rfind('<');
  if (at == std::string_view::npos) return {};
  out.remove_prefix(at);
  return out.substr(0, out.find_last_not_of(" \t\r\n") + 1);  // npos + 1 is 0
}

bool is_span(std::string_view value) {
  constexpr int kMaxColumns = 63;  // Word's limit for a table
  int columns = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), columns);
  return error == std::errc{} && end == value.data() + value.size() && columns >= 1 && columns <= kMaxColumns;
}

bool is_colour(std::string_view value) {
  return value == "auto" ||
         (value.size() == 6 && std::ranges::all_of(value, [](unsigned char c) { return std::isxdigit(c); }));
}

bool is_paragraph_end(std::string_view tag) {
  return tag == "</w:p>" || (tag.starts_with("<w:p") && tag.ends_with("/>"));
}

class Lifter {
 public:
  explicit Lifter(std::string_view xml) : xml_(xml) { out_.reserve(xml.size() + xml.size() / 8); }

  Result<std::string> run() {
    while (at_ < xml_.size()) {
      std::size_t end = at_;
      while (end < xml_.size() && xml_[end] != '<' && !is_mark(xml_[end])) ++end;
      text(xml_.substr(at_, end - at_));
      at_ = end;
      if (at_ == xml_.size()) break;
      TRY(xml_[at_] == '<' ? tag() : mark());
    }
    return std::move(out_);
  }

 private:
  struct Element {
    std::string_view name, tag;
  };
  struct Paragraph {
    std::size_t begin;  ///< in out_
    std::size_t depth;  ///< of the elements around it
    std::string_view properties = {};
    bool content = false;
    bool goes_when_empty = false;
    // The run that is open in it.
    std::size_t run_begin = 0;
    std::size_t run_depth = 0;  ///< 0: none is open
    std::string_view run_properties = {};
    bool run_content = false;
    bool run_goes_when_empty = false;
  };

  static Failure only_text() {
    return fail(
        Error{.code = Code::invalid, .public_message = "only text can stand here: put the tag into a paragraph"});
  }

  Paragraph* paragraph() { return paragraphs_.empty() ? nullptr : &paragraphs_.back(); }
  /// Directly in a w:t of a run.
  bool in_text() {
    return paragraph() && paragraph()->run_depth != 0 && open_.size() == paragraph()->run_depth + 1 &&
           open_.back().name == "w:t";
  }

  void text(std::string_view text) {
    if (!text.empty() && in_text()) see_content();
    out_ += text;
  }

  void see_content() { paragraph()->content = paragraph()->run_content = true; }

  Result<void> tag() {
    std::size_t end = at_ + 1;
    bool marked = false;
    for (char quote = 0; end < xml_.size(); ++end) {
      const char c = xml_[end];
      marked = marked || is_mark(c);
      if (c == '<') return only_text();
      if (quote != 0)
        quote = c == quote ? '\0' : quote;
      else if (c == '"' || c == '\'')
        quote = c;
      else if (c == '>')
        break;
    }
    const std::string_view tag = xml_.substr(at_, end + 1 - at_);
    at_ += tag.size();
    TRY(check_cell(tag));
    if (tag.starts_with("<?") || tag.starts_with("<!")) {
      out_ += tag;
    } else if (tag.starts_with("</")) {
      close(tag);
    } else {
      open(tag);
      if (marked)
        for (const char c : tag)
          if (!is_mark(c)) out_ += c;
      if (!marked) out_ += tag;
      if (tag.ends_with("/>")) close_empty(tag);
    }
    return {};
  }

  /// What {% colspan %} and {% cellbg %} were given.
  Result<void> check_cell(std::string_view tag) {
    const auto bad = [](std::string_view what, std::string_view value) {
      return fail(
          Error{.code = Code::invalid, .public_message = fmt::format("{}, not \"{}\"", what, unescaped(value))});
    };
    if (tag.starts_with("<w:gridSpan ")) {
      if (const auto value = attribute_of(tag, "w:val"); !is_span(value))
        return bad("a cell may span 1 to 63 columns", value.substr(0, 40));
    } else if (tag.starts_with("<w:shd ") && tag.find("w:fill=") != std::string_view::npos) {
      if (const auto value = attribute_of(tag, "w:fill"); !value.empty() && !is_colour(value))
        return bad("a cell's colour is written like ff0000", value.substr(0, 40));
    }
    return {};
  }

  void open(std::string_view tag) {
    const std::string_view name = tag.substr(1, tag.find_first_of(" \t\r\n/>") - 1);
    Paragraph* in = paragraph();
    if (name == "w:p") {
      if (in && in->run_depth != 0) see_content();  // a text box
      paragraphs_.push_back({.begin = out_.size(), .depth = open_.size()});
    } else if (in && name == "w:r" && in->run_depth == 0) {
      in->run_begin = out_.size();
      in->run_depth = open_.size() + 1;
      in->run_properties = {};
      in->run_content = in->run_goes_when_empty = false;
    } else if (in && in->run_depth != 0) {
      const bool inside_properties = open_.size() > in->run_depth && open_[in->run_depth].name == "w:rPr";
      if (name != "w:t" && name != "w:rPr" && !inside_properties) see_content();
    } else if (in && name == "m:oMath") {
      in->content = true;
    }
    open_.push_back({name, tag});
  }

  void close_empty(std::string_view tag) {
    const Element element = open_.back();
    open_.pop_back();
    closed(element.name, tag);
  }

  void close(std::string_view tag) {
    const Element element = open_.empty() ? Element{} : open_.back();
    if (!open_.empty()) open_.pop_back();
    const std::string_view whole(element.tag.data(),
                                 static_cast<std::size_t>(tag.data() + tag.size() - element.tag.data()));
    if (element.name == "w:tc" && !is_paragraph_end(last_tag(out_)) && last_tag(out_) != "</w:sdt>") out_ += "<w:p/>";
    out_ += tag;
    closed(element.name, whole);
  }

  /// `whole` is the element from its opening tag on, as it stands in the XML that is read.
  void closed(std::string_view name, std::string_view whole) {
    Paragraph* in = paragraph();
    if (!in) return;
    if (name == "w:pPr" && open_.size() == in->depth + 1) {
      in->properties = whole;
    } else if (in->run_depth != 0 && name == "w:rPr" && open_.size() == in->run_depth) {
      in->run_properties = whole;
    } else if (name == "w:r" && open_.size() + 1 == in->run_depth) {
      if (in->run_goes_when_empty && !in->run_content) out_.resize(in->run_begin);
      in->run_depth = 0;
    } else if (name == "w:p" && open_.size() == in->depth) {
      const bool section = in->properties.find("<w:sectPr") != std::string_view::npos;
      if (in->goes_when_empty && !in->content && !section) out_.resize(in->begin);
      paragraphs_.pop_back();
    }
  }

  Result<void> mark() {
    const char mark = xml_[at_++];
    switch (mark) {
      case kNeedsParagraph:
        if (!is_paragraph_end(last_tag(out_))) out_ += "<w:p/>";
        return {};
      case kNeedsCell:
        if (last_tag(out_) != "</w:tc>" && last_tag(out_) != "</w:sdt>") out_ += "<w:tc><w:p/></w:tc>";
        return {};
      case kGrid:
        fit_grid();
        return {};
      case kNeedsRow:
        drop_table_without_rows();
        return {};
      case kPlain:
      case kColour:
        if (at_ < xml_.size() && (is_mark(xml_[at_]) || xml_.substr(at_).starts_with("</w:t>"))) return only_text();
        return {};
      case kDropIfEmpty:
        if (paragraph()) paragraph()->goes_when_empty = paragraph()->run_goes_when_empty = true;
        return {};
      default:
        break;
    }
    if (!in_text()) return only_text();
    if (mark == kNewParagraph || mark == kNewPage) {
      close_paragraph(false);
      if (mark == kNewPage) out_ += R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p>)";
      reopen_paragraph(false);
    } else if (mark == kRunBegin || mark == kBlockBegin) {
      const std::size_t end = xml_.find(mark == kRunBegin ? kRunEnd : kBlockEnd, at_);
      if (end == std::string_view::npos) return only_text();
      const std::string_view markup = xml_.substr(at_, end - at_);
      at_ = end + 1;
      mark == kRunBegin ? lift_run(markup) : lift_block(markup);
    }
    return {};
  }

  void lift_run(std::string_view markup) {
    close_run();
    out_ += inherited(markup, paragraph()->properties, paragraph()->run_properties);
    paragraph()->content = true;
    reopen_run();
  }

  void lift_block(std::string_view markup) {
    close_paragraph(true);
    out_ += inherited(markup, paragraph()->properties, paragraph()->run_properties);
    reopen_paragraph(true);
  }

  void close_run() {
    if (paragraph()->run_content)
      out_ += kTextRunClose;
    else
      out_.resize(paragraph()->run_begin);
  }

  void reopen_run() {
    Paragraph& in = *paragraph();
    in.run_begin = out_.size();
    in.run_content = false;
    in.run_goes_when_empty = true;
    out_ += kRunOpen;
    out_ += in.run_properties;
    out_ += kTextOpen;
  }

  void close_paragraph(bool drop_empty) {
    Paragraph& in = *paragraph();
    close_run();
    if (drop_empty && !in.content) return out_.resize(in.begin);
    for (std::size_t i = in.run_depth - 1; i-- > in.depth + 1;) out_.append("</").append(open_[i].name).append(">");
    out_ += "</w:p>";
    // A section ends with the last paragraph that the old one becomes.
    const std::size_t section = out_.find("<w:sectPr", in.begin);
    const std::size_t section_end = out_.find("</w:sectPr>", std::min(section, out_.size()));
    if (in.properties.find("<w:sectPr") != std::string_view::npos && section_end != std::string::npos)
      out_.erase(section, section_end + std::string_view("</w:sectPr>").size() - section);
  }

  void reopen_paragraph(bool goes_when_empty) {
    Paragraph& in = *paragraph();
    in.begin = out_.size();
    in.content = false;
    in.goes_when_empty = goes_when_empty;
    out_ += "<w:p>";
    out_ += in.properties;
    for (std::size_t i = in.depth + 1; i + 1 < in.run_depth; ++i) out_ += open_[i].tag;
    reopen_run();
  }

  /// The grid of the table that begins here gets as many columns as its longest row has cells, in the old width.
  void fit_grid() {
    const std::string_view rest = xml_.substr(at_);
    const std::size_t end = rest.find("</w:tblGrid>");
    if (end == std::string_view::npos) return;
    const auto [columns, width] = grid_of(rest.substr(0, end));
    const std::size_t wanted = longest_row(rest.substr(end));
    if (wanted == 0 || wanted == columns || width == 0) return;
    out_ += "<w:tblGrid>";
    for (std::size_t i = 0; i < wanted; ++i) out_ += fmt::format(R"(<w:gridCol w:w="{}"/>)", width / wanted);
    out_ += "</w:tblGrid>";
    at_ += end + std::string_view("</w:tblGrid>").size();
  }

  static std::size_t number(std::string_view tag, std::string_view attribute) {
    const std::string_view text = attribute_of(tag, attribute);
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::min<std::size_t>(value, kWidest);
  }

  /// How many columns the grid has, and how wide they are together.
  static std::pair<std::size_t, std::size_t> grid_of(std::string_view grid) {
    std::pair<std::size_t, std::size_t> out;
    for (std::size_t at = grid.find("<w:gridCol"); at != std::string_view::npos; at = grid.find("<w:gridCol", at + 1)) {
      ++out.first;
      out.second += number(grid.substr(at, grid.find('>', at) + 1 - at), "w:w");
    }
    return out;
  }

  /// The most cells of a row, with those that they span, of the table whose rows follow.
  static std::size_t longest_row(std::string_view xml) {
    std::size_t longest = 0;
    std::size_t row = 0;
    int depth = 1;
    for (std::size_t at = xml.find('<'); at != std::string_view::npos && depth > 0; at = xml.find('<', at + 1)) {
      const std::string_view tag = xml.substr(at, 12);
      if (tag.starts_with("<w:tbl>") || tag.starts_with("<w:tbl ")) ++depth;
      if (tag.starts_with("</w:tbl>")) --depth;
      if (depth != 1) continue;
      if (tag.starts_with("<w:tr>") || tag.starts_with("<w:tr ")) row = 0;
      if (tag.starts_with("<w:tc>") || tag.starts_with("<w:tc ")) ++row;
      if (tag.starts_with("<w:gridSpan"))
        row += std::max<std::size_t>(number(xml.substr(at, xml.find('>', at) + 1 - at), "w:val"), 1) - 1;
      longest = std::max(longest, row);
    }
    return longest;
  }

  void drop_table_without_rows() {
    if (last_tag(out_) == "</w:tr>" || last_tag(out_) == "</w:sdt>") return;
    const std::size_t table = out_.rfind("<w:tbl>");
    if (table == std::string::npos || !xml_.substr(at_).starts_with("</w:tbl>")) return;
    out_.resize(table);
    at_ += std::string_view("</w:tbl>").size();
    open_.pop_back();
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Element> open_;
  std::vector<Paragraph> paragraphs_;
};

}  // namespace

Result<std::string> lifted(std::string_view xml) { return Lifter(xml).run(); }

}  // namespace kontor::docgen::word
