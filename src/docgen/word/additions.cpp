#include "docgen/word/additions.hpp"

#include <algorithm>

namespace kontor::docgen::word {
namespace {

constexpr std::string_view kImage = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
constexpr std::string_view kFolder = "word/";  // every part that can hold a picture lies here

}  // namespace

std::string Additions::relation(std::string_view type, std::string_view target, bool external) {
  const auto same = [&](const Relation& each) {
    return each.part == part_ && each.type == type && each.target == target && each.external == external;
  };
  if (const auto found = std::ranges::find_if(relations_, same); found != relations_.end()) return found->id;
  relations_.push_back(
      {part_, fmt::format("rIdK{}", relations_.size() + 1), std::string(type), std::string(target), external});
  return relations_.back().id;
}

std::string Additions::media(std::string bytes, std::string_view extension) {
  auto found = std::ranges::find_if(
      media_, [&](const Media& each) { return each.extension == extension && each.bytes == bytes; });
  if (found == media_.end()) {
    media_.push_back({fmt::format("word/media/kontor{}.{}", media_.size() + 1, extension), std::string(extension),
                      std::move(bytes)});
    found = media_.end() - 1;
  }
  return relation(kImage, std::string_view(found->name).substr(kFolder.size()), false);
}

}  // namespace kontor::docgen::word
