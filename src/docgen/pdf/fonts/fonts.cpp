#include "docgen/pdf/fonts/fonts.hpp"

#include "docgen/pdf/fonts/clusters.hpp"
#include "docgen/pdf/fonts/picture_font.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {

void UsedFace::note(const layout::GlyphRun& run) {
  LetterGroups met = 0;
  bool rare = false;
  for (const layout::Glyph& glyph : run.glyphs) {
    const LetterGroups group = glyph.id < letters_.groups.size() ? letters_.groups[glyph.id] : LetterGroups{0};
    met |= group;
    rare |= group == 0;
  }
  groups_ids_ |= met;
  if (rare) note_rare(run);
}

void UsedFace::note_rare(const layout::GlyphRun& run) {
  Clusters clusters(run);
  for (Cluster cluster; clusters.next(cluster);)
    for (std::size_t i = cluster.first; i < cluster.end; ++i) {
      const std::uint32_t id = run.glyphs[i].id;
      if (id >= letters_.groups.size() || letters_.groups[id] != 0) continue;
      const auto [known, added] = rare_.try_emplace(id);
      if (!added) continue;
      // A glyph with a letter of its own stands for that; another for what it is met with.
      if (letters_.letter[id] != 0)
        append_utf8(known->second, letters_.letter[id]);
      else if (i == cluster.first)
        known->second = cluster.text;
    }
}

void UsedFace::append_text(std::string& out, std::uint32_t glyph) const {
  if (const char32_t own = letter(glyph)) return append_utf8(out, own);
  if (const auto rare = rare_.find(glyph); rare != rare_.end()) out += rare->second;
}

ShownGlyph UsedFace::find_rare(std::uint32_t glyph) const {
  if (exact_ && glyph < exact_->slots.size())
    if (const auto& slot = exact_->slots[glyph]; slot.code != CutFont::kNone)
      return {exact_font_, slot.code, slot.width, false};
  const auto picture = pictures_.find(glyph);
  return picture == pictures_.end() ? ShownGlyph{} : picture->second;
}

Result<Fonts> Fonts::of(const layout::Pages& pages, Objects& objects, Pictures& pictures) {
  Fonts fonts;
  for (const layout::Page& page : pages.pages)
    for (const layout::Mark& mark : page.marks)
      if (const auto* text = std::get_if<layout::TextMark>(&mark); text && text->run && text->run->face)
        fonts.used(*text->run->face).note(*text->run);
  for (UsedFace& face : fonts.faces_) TRY(fonts.write(face, objects, pictures));
  return fonts;
}

UsedFace& Fonts::used(const layout::Face& face) {
  if (last_ && &last_->face() == &face) return const_cast<UsedFace&>(*last_);
  for (UsedFace& each : faces_)
    if (&each.face() == &face) {
      last_ = &each;
      return each;
    }
  last_ = &faces_.emplace_back(face);
  return faces_.back();
}

const UsedFace& Fonts::face(const layout::Face* face) const {
  if (!last_ || &last_->face() != face)
    for (const UsedFace& each : faces_)
      if (&each.face() == face) last_ = &each;
  return *last_;
}

Result<void> Fonts::write(UsedFace& face, Objects& objects, Pictures& pictures) {
  if (face.rare_.contains(0)) complete_ = false;
  if (face.face_.has_color_bitmaps()) return write_pictures(face, objects, pictures);
  if (face.groups_ids_ != 0) {
    face.groups_ids_ |= kBasic;
    TRY(face.groups_, cut_groups(face.face_, face.groups_ids_));
    face.groups_font_ = write(*face.groups_, objects);
  }
  if (!face.rare_.empty()) {
    std::vector<RareGlyph> glyphs;
    for (const auto& [id, text] : face.rare_) glyphs.push_back({id, text});
    TRY(face.exact_, cut_exactly(face.face_, glyphs));
    face.exact_font_ = write(*face.exact_, objects);
  }
  return {};
}

int Fonts::write(const CutFont& font, Objects& objects) {
  const Objects::Id program =
      objects.new_stream(font.outlines_cff ? "/Subtype/CIDFontType0C/Filter/FlateDecode"
                                           : fmt::format("/Length1 {}/Filter/FlateDecode", font.program_size),
                         font.program, Objects::Packing::as_is);
  const Objects::Id text = objects.new_stream("/Filter/FlateDecode", font.to_unicode, Objects::Packing::as_is);
  Objects::Id descriptor, descendant, id;
  std::string& out = objects.begin_new(descriptor);
  out += "<</Type/FontDescriptor/FontName";
  append_name(out, font.name);
  out += font.descriptor;
  out += font.outlines_cff ? "/FontFile3 " : "/FontFile2 ";
  append_reference(out, program);
  out += ">>";

  objects.begin_new(descendant);
  out += font.outlines_cff ? "<</Type/Font/Subtype/CIDFontType0"
                           : "<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity";
  out += "/BaseFont";
  append_name(out, font.name);
  out += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ";
  append_reference(out, descriptor);
  out += "/W";
  out += font.widths;
  out += ">>";

  objects.begin_new(id);
  out += "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont";
  append_name(out, font.name);
  out += "/DescendantFonts[";
  append_reference(out, descendant);
  out += "]/ToUnicode ";
  append_reference(out, text);
  out += ">>";
  return add(id);
}

Result<void> Fonts::write_pictures(UsedFace& face, Objects& objects, Pictures& pictures) {
  // Digits and signs of an emoji face are in groups as well; here each glyph is a picture.
  const Letters& letters = face.letters_;
  std::vector<RareGlyph> glyphs;
  for (const auto& [id, text] : face.rare_) glyphs.push_back({id, text});
  for (std::uint32_t id = 0; id < letters.groups.size(); ++id)
    if (letters.groups[id] & face.groups_ids_) {
      std::string text;
      append_utf8(text, letters.letter[id]);
      glyphs.push_back({id, std::move(text)});
    }
  for (std::size_t from = 0; from < glyphs.size(); from += PictureFont::kMost) {
    const std::span<const RareGlyph> some =
        std::span(glyphs).subspan(from, std::min(PictureFont::kMost, glyphs.size() - from));
    TRY(const PictureFont font, PictureFont::write(face.face_, some, objects, pictures));
    const int number = add(font.id);
    for (std::size_t i = 0; i < some.size(); ++i)
      face.pictures_.emplace(some[i].id, ShownGlyph{number, static_cast<std::uint16_t>(i), font.widths[i], true});
  }
  return {};
}

int Fonts::add(Objects::Id id) {
  resources_ += fmt::format("/F{} {} 0 R", count_, id);
  return count_++;
}

}  // namespace kontor::docgen::pdf
