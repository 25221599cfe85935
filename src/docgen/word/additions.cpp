#include "docgen/word/additions.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "docgen/word/insets/lists.hpp"

namespace kontor::docgen::word {
namespace {

constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kFolder = "word/";  // every part that can hold a picture lies here
constexpr std::string_view kContent = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The XML with `more` put before the first of these tags that it has, else before `close`.
std::string with(std::string xml, std::string_view more, std::initializer_list<std::string_view> before,
                 std::string_view close) {
  std::size_t at = std::string::npos;
  for (const std::string_view tag : before) at = std::min(at, xml.find(tag));
  if (at == std::string::npos) at = xml.rfind(close);
  if (at != std::string::npos) return xml.insert(at, more);
  // `<w:numbering …/>` without content
  const std::size_t slash = xml.rfind("/>");
  if (slash != std::string::npos) xml.replace(slash, 2, fmt::format(">{}{}", more, close));
  return xml;
}

}  // namespace

std::string Additions::relation(std::string_view type, std::string_view target, bool external) {
  const auto [known, fresh] =
      relation_ids_.emplace(fmt::format("{}\n{}\n{}\n{}", part_, type, target, external), std::string());
  if (!fresh) return known->second;
  known->second = fmt::format("rIdK{}", relations_.size() + 1);
  relations_.push_back({part_, known->second, std::string(type), std::string(target), external});
  return known->second;
}

std::string Additions::hyperlink(std::string_view address) {
  return relation(fmt::format("{}hyperlink", kOffice), address, true);
}

std::string Additions::media(std::string bytes, std::string_view extension) {
  auto& alike = media_by_hash_[std::hash<std::string_view>()(bytes)];
  auto found = std::ranges::find_if(
      alike, [&](std::size_t i) { return media_[i].extension == extension && media_[i].bytes == bytes; });
  if (found == alike.end()) {
    media_.push_back({fmt::format("word/media/kontor{}.{}", media_.size() + 1, extension), std::string(extension),
                      std::move(bytes)});
    found = alike.insert(alike.end(), media_.size() - 1);
  }
  return relation(fmt::format("{}image", kOffice), std::string_view(media_[*found].name).substr(kFolder.size()), false);
}

std::string Additions::style(std::string_view type, std::string_view name) const {
  const auto added = added_styles_.find(fmt::format("{} {}", type, lowercase(name)));
  if (added != added_styles_.end()) return added->second;
  return furnishings_ ? furnishings_->style(type, name) : std::string();
}

void Additions::add_style(std::string_view type, std::string_view name, std::string_view id, std::string xml) {
  added_styles_.emplace(fmt::format("{} {}", type, lowercase(name)), id);
  styles_ += xml;
}

std::string Additions::free_style_id(std::string_view wanted) const {
  const auto taken = [&](const std::string& id) {
    return (furnishings_ && furnishings_->has_style_id(id)) ||
           std::ranges::any_of(added_styles_, [&](const auto& each) { return each.second == id; });
  };
  std::string id(wanted);
  for (int i = 1; taken(id); ++i) id = fmt::format("{}K{}", wanted, i);
  return id;
}

int Additions::list(bool ordered, int start) {
  if (!furnishings_) return 0;
  auto definition = own_definitions_.find(ordered);
  if (definition == own_definitions_.end())
    definition = own_definitions_.emplace(ordered, define(list_definition(ordered))).first;
  const int number = furnishings_->first_free_list() + list_count_++;
  lists_ += fmt::format("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{}</w:num>", number, definition->second,
                        ordered ? start_override(start) : "");
  return number;
}

int Additions::list(std::string_view definition, std::string_view overrides) {
  if (!furnishings_) return 0;
  const int number = furnishings_->first_free_list() + list_count_++;
  lists_ += fmt::format("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{}</w:num>", number, define(definition),
                        overrides);
  return number;
}

/// A template without lists gets the part for them, and its document a relation to that.
void Additions::make_room_for_lists() {
  if (!furnishings_->numbering().empty()) return;
  const std::string_view name = furnishings_->numbering_part();
  const std::string here = std::exchange(part_, furnishings_->document());
  relation(fmt::format("{}numbering", kOffice), name.substr(name.rfind('/') + 1), false);
  part_ = here;
}

int Additions::define(std::string_view definition) {
  make_room_for_lists();
  const int number = furnishings_->first_free_definition() + definition_count_++;
  std::string xml(definition);
  constexpr std::string_view kNumber = "w:abstractNumId=\"@\"";
  if (const std::size_t at = xml.find(kNumber); at != std::string::npos)
    xml.replace(at, kNumber.size(), fmt::format("w:abstractNumId=\"{}\"", number));
  definitions_ += xml;
  return number;
}

std::vector<Additions::Part> Additions::parts() const {
  std::vector<Part> out;
  if (!furnishings_) return out;
  if (!lists_.empty()) {
    const std::string& old = furnishings_->numbering();
    std::string xml = with(old.empty() ? empty_numbering() : old, definitions_,
                           {"<w:num ", "<w:num>", "<w:numIdMacAtCleanup"}, "</w:numbering>");
    xml = with(std::move(xml), lists_, {"<w:numIdMacAtCleanup"}, "</w:numbering>");
    out.push_back({furnishings_->numbering_part(), fmt::format("{}numbering+xml", kContent), std::move(xml)});
  }
  if (!styles_.empty() && !furnishings_->styles().empty())
    out.push_back({furnishings_->styles_part(), fmt::format("{}styles+xml", kContent),
                   with(furnishings_->styles(), styles_, {}, "</w:styles>")});
  return out;
}

}  // namespace kontor::docgen::word
