#include "docgen/pdf/text.hpp"

#include <charconv>

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

/// "c00000" as three channels.
std::array<std::uint16_t, 3> channels(std::string_view hex) {
  unsigned rgb = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), rgb, 16);
  const auto part = [&](int shift) { return static_cast<std::uint16_t>((rgb >> shift & 255) * 257); };
  return {part(16), part(8), part(0)};
}

}  // namespace

Text::Text(const Runs& runs, const Style& style) : layout_(pango_layout_new(Fonts::context())), style_(style) {
  std::string text;
  std::vector<std::size_t> bound;
  for (const Run& run : runs) {
    const std::size_t from = text.size();
    if (run.figure) {
      const double points = 72 / 25.4;
      figures_.push_back(
          {static_cast<int>(from), run.figure, run.figure->width_mm * points, run.figure->height_mm * points});
      text += "\uFFFC";
    } else {
      append_spaced(text, run.text, bound);
    }
    dress(run, from, text.size());
  }
  const std::vector<std::size_t> habits = binding_spaces(text, style.locale);
  bound.insert(bound.end(), habits.begin(), habits.end());
  for (const std::size_t space : bound) put(pango_attr_allow_breaks_new(FALSE), space, space + 2);
  PangoFontDescription* description = describe(style);
  pango_layout_set_font_description(layout_.get(), description);
  pango_font_description_free(description);
  pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  if (has_figures())
    make_room(Sheet::text_width);
  else if (attributes_)
    pango_layout_set_attributes(layout_.get(), attributes_.get());
}

void Text::put(PangoAttribute* attribute, std::size_t from, std::size_t to) {
  if (!attributes_) attributes_.reset(pango_attr_list_new());
  insert(attributes_.get(), attribute, from, to);
}

void Text::dress(const Run& run, std::size_t from, std::size_t to) {
  if (run.bold) put(pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
  if (run.italic) put(pango_attr_style_new(PANGO_STYLE_ITALIC), from, to);
  if (run.strike) put(pango_attr_strikethrough_new(TRUE), from, to);
  if (run.code) put(pango_attr_family_new(kMono), from, to);
  if (!run.link.empty()) {
    put(pango_attr_foreground_new(channel(style_.link.red), channel(style_.link.green), channel(style_.link.blue)),
        from, to);
    links_.push_back({static_cast<int>(from), static_cast<int>(to), run.link});
  }
  if (!run.dress) return;
  const Dress& dress = *run.dress;
  if (dress.underlined()) put(pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, to);
  if (!dress.color.empty()) {
    const auto [red, green, blue] = channels(dress.color);
    put(pango_attr_foreground_new(red, green, blue), from, to);
  }
  if (!dress.highlight.empty()) {
    const auto [red, green, blue] = channels(dress.highlight);
    put(pango_attr_background_new(red, green, blue), from, to);
  }
  const double size = dress.size > 0 ? dress.size : style_.size;
  if (dress.size > 0 || dress.rise != 0)
    put(pango_attr_size_new(static_cast<int>(size * (dress.rise == 0 ? 1 : 0.62) * PANGO_SCALE)), from, to);
  if (dress.rise != 0)
    put(pango_attr_rise_new(static_cast<int>(size * (dress.rise > 0 ? 0.36 : -0.14) * PANGO_SCALE)), from, to);
  tallest_ = std::max(tallest_, size);
}

void Text::make_room(double width) {
  constexpr double kTallest = Sheet::height - Sheet::top - Sheet::bottom - 20;
  const std::unique_ptr<PangoAttrList, Unref> all(attributes_ ? pango_attr_list_copy(attributes_.get())
                                                              : pango_attr_list_new());
  for (FigureSpan& span : figures_) {
    const Extent own{span.figure->width_mm * 72 / 25.4, span.figure->height_mm * 72 / 25.4};
    const double scale = std::min({1.0, std::max(width, 1.0) / own.width, kTallest / own.height});
    span.width = own.width * scale;
    span.height = own.height * scale;
    const PangoRectangle room{0, -static_cast<int>(span.height * PANGO_SCALE),
                              static_cast<int>(span.width * PANGO_SCALE), static_cast<int>(span.height * PANGO_SCALE)};
    constexpr std::size_t kLength = 3;  // of U+FFFC in UTF-8
    insert(all.get(), pango_attr_shape_new(&room, &room), static_cast<std::size_t>(span.at),
           static_cast<std::size_t>(span.at) + kLength);
  }
  pango_layout_set_attributes(layout_.get(), all.get());
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
  if (has_figures()) make_room(width);
  pango_layout_set_justify(layout_.get(), align == Align::justify);
  pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE) + 1);
  collect(width, align);
}

void Text::collect(double width, Align align) {
  lines_.clear();
  double top = 0;
  const int count = pango_layout_get_line_count(layout_.get());
  lines_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout_.get(), i);
    PangoRectangle logical;
    pango_layout_line_get_extents(line, nullptr, &logical);
    const double size = points(logical.width);
    const double x = align == Align::right ? width - size : align == Align::center ? (width - size) / 2 : 0;
    SetLine set{.line = line, .x = x, .width = size, .top = top, .height = pitch(), .baseline = baseline()};
    // Larger letters and pictures push the line above away; what hangs below the base line stays as it is.
    const double more = std::max(tallest_in(*line), 0.0) - set.baseline;
    if (more > 0) {
      set.height += more;
      set.baseline += more;
    }
    top += set.height;
    lines_.push_back(set);
  }
}

double Text::tallest_in(const PangoLayoutLine& line) const {
  double tallest = tallest_ > style_.size ? tallest_ * 0.95 : 0;
  for (const FigureSpan& span : figures_)
    if (span.at >= line.start_index && span.at < line.start_index + line.length)
      tallest = std::max(tallest, span.height + style_.size * 0.2);
  return tallest;
}

std::vector<SetFigure> Text::figures(std::size_t index) const {
  std::vector<SetFigure> out;
  const SetLine& set = lines_[index];
  for (const FigureSpan& span : figures_) {
    if (span.at < set.line->start_index || span.at >= set.line->start_index + set.line->length) continue;
    int left = 0;
    pango_layout_line_index_to_x(set.line, span.at, FALSE, &left);
    out.push_back({span.figure.get(), set.x + points(left), set.baseline - span.height, span.width, span.height});
  }
  return out;
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
        {set.x + points(std::min(left, right)), 0, points(std::abs(right - left)), set.height, span.address});
  }
  return areas;
}

}  // namespace kontor::docgen::pdf
