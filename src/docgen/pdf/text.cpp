#include "docgen/pdf/text.hpp"

#include "docgen/model/typography.hpp"

namespace kontor::docgen::pdf {
namespace {

/// One font map and context for each thread: shaping is not thread-safe across them, and loaded fonts stay warm.
class Fonts {
 public:
  static PangoContext* context() {
    static thread_local Fonts fonts;
    return fonts.context_;
  }
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

 private:
  Fonts() {
    map_ = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_), 72);  // a unit is a point
    context_ = pango_font_map_create_context(map_);
    pango_context_set_round_glyph_positions(context_, FALSE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_, options);
    cairo_font_options_destroy(options);
  }
  ~Fonts() {
    g_object_unref(context_);
    g_object_unref(map_);
  }

  PangoFontMap* map_;
  PangoContext* context_;
};

constexpr const char* kSans = "PT Sans,Liberation Sans,Noto Sans";
constexpr const char* kSerif = "PT Serif,Liberation Serif,Noto Serif";
constexpr const char* kMono = "PT Mono,Liberation Mono,Noto Sans Mono";

PangoFontDescription* describe(const Style& style) {
  PangoFontDescription* description = pango_font_description_new();
  pango_font_description_set_family_static(description, style.typeface == Typeface::serif ? kSerif : kSans);
  pango_font_description_set_size(description, static_cast<int>(style.size * PANGO_SCALE));
  if (style.bold) pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD);
  if (style.italic) pango_font_description_set_style(description, PANGO_STYLE_ITALIC);
  return description;
}

void insert(PangoAttrList* list, PangoAttribute* attribute, std::size_t from, std::size_t to) {
  attribute->start_index = static_cast<guint>(from);
  attribute->end_index = static_cast<guint>(to);
  pango_attr_list_insert(list, attribute);
}

std::uint16_t channel(double part) { return static_cast<std::uint16_t>(part * 65535); }

/// Appends the text with plain spaces for tabs and no-break spaces, so that it is found and copied as it is read; where
/// the latter stood is noted.
void append_spaced(std::string& out, std::string_view text, std::vector<std::size_t>& bound) {
  constexpr std::string_view kNoBreakSpace = "\u00A0";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(kNoBreakSpace)) {
      bound.push_back(out.size());
      out += ' ';
      ++i;
    } else {
      out += text[i] == '\t' ? ' ' : text[i];
    }
  }
}

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

}  // namespace

Text::Text(const Runs& runs, const Style& style) : layout_(pango_layout_new(Fonts::context())), style_(style) {
  std::string text;
  PangoAttrList* attributes = nullptr;
  std::vector<std::size_t> bound;
  for (const Run& run : runs) {
    const std::size_t from = text.size();
    append_spaced(text, run.text, bound);
    if (!run.bold && !run.italic && !run.strike && !run.code && run.link.empty()) continue;
    if (!attributes) attributes = pango_attr_list_new();
    const auto put = [&](PangoAttribute* attribute) { insert(attributes, attribute, from, text.size()); };
    if (run.bold) put(pango_attr_weight_new(PANGO_WEIGHT_BOLD));
    if (run.italic) put(pango_attr_style_new(PANGO_STYLE_ITALIC));
    if (run.strike) put(pango_attr_strikethrough_new(TRUE));
    if (run.code) put(pango_attr_family_new(kMono));
    if (!run.link.empty()) {
      put(pango_attr_foreground_new(channel(style.link.red), channel(style.link.green), channel(style.link.blue)));
      links_.push_back({static_cast<int>(from), static_cast<int>(text.size()), run.link});
    }
  }
  const std::vector<std::size_t> habits = binding_spaces(text, style.locale);
  bound.insert(bound.end(), habits.begin(), habits.end());
  if (!bound.empty() && !attributes) attributes = pango_attr_list_new();
  for (const std::size_t space : bound) insert(attributes, pango_attr_allow_breaks_new(FALSE), space, space + 2);
  PangoFontDescription* description = describe(style);
  pango_layout_set_font_description(layout_.get(), description);
  pango_font_description_free(description);
  pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  if (attributes) {
    pango_layout_set_attributes(layout_.get(), attributes);
    pango_attr_list_unref(attributes);
  }
}

double Text::natural_width() const {
  PangoRectangle logical;
  pango_layout_get_extents(layout_.get(), nullptr, &logical);
  return points(logical.width);
}

double Text::least_width() {
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD);
  pango_layout_set_width(layout_.get(), 0);
  const double width = natural_width();
  pango_layout_set_width(layout_.get(), -1);
  return width;
}

void Text::set(double width, Align align) {
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify(layout_.get(), align == Align::justify);
  pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE) + 1);
  collect(width, align);
}

void Text::collect(double width, Align align) {
  lines_.clear();
  const int count = pango_layout_get_line_count(layout_.get());
  lines_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout_.get(), i);
    PangoRectangle logical;
    pango_layout_line_get_extents(line, nullptr, &logical);
    const double size = points(logical.width);
    const double x = align == Align::right ? width - size : align == Align::center ? (width - size) / 2 : 0;
    lines_.push_back({line, x, size});
  }
}

std::vector<LinkArea> Text::links(std::size_t index) const {
  std::vector<LinkArea> areas;
  const SetLine& set = lines_[index];
  for (const LinkSpan& span : links_) {
    const int from = std::max(span.from, set.line->start_index);
    const int to = std::min(span.to, set.line->start_index + set.line->length);
    if (from >= to) continue;
    int left = 0, right = 0;
    pango_layout_line_index_to_x(set.line, from, FALSE, &left);
    pango_layout_line_index_to_x(set.line, to, FALSE, &right);
    areas.push_back(
        {set.x + points(std::min(left, right)), 0, points(std::abs(right - left)), style_.pitch, span.address});
  }
  return areas;
}

}  // namespace kontor::docgen::pdf
