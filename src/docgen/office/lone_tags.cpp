#include "docgen/office/lone_tags.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"
#include "docgen/language/parser.hpp"

namespace kontor::docgen::office {
namespace {

bool is_middle(std::string_view word) { return word == "else" || word == "elif"; }
bool is_end(std::string_view word) { return word.starts_with("end"); }

class Checker {
 public:
  explicit Checker(const std::vector<LoneTag>& tags) : tags_(tags) {
    for (const LoneTag& tag : tags)
      if (is_end(tag.word)) closed_.emplace(tag.word);
  }

  std::vector<TagError> run() {
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      alone(i);
      block(i);
    }
    for (const std::size_t i : open_)
      errors_.push_back(
          {i, 0, fmt::format("this {} is never closed: {{% end{} %}} is missing", tags_[i].word, tags_[i].word)});
    std::ranges::sort(errors_, {}, [](const TagError& each) { return std::pair(each.tag, each.byte); });
    return std::move(errors_);
  }

 private:
  bool opens(const LoneTag& tag) const {
    if (tag.word == "if" || tag.word == "for") return true;
    if (tag.word.empty() || is_middle(tag.word) || is_end(tag.word)) return false;
    if (tag.word == "set" && tag.source.find('=') != std::string_view::npos) return false;
    return closed_.contains("end" + std::string(tag.word));
  }

  /// Parses the tag with what has to stand around it.
  void alone(std::size_t i) {
    const LoneTag& tag = tags_[i];
    if (is_end(tag.word)) return;
    const std::string before = is_middle(tag.word) ? "{% if 1 %}" : "";
    const std::string after = is_middle(tag.word) ? "{% endif %}"
                              : opens(tag)        ? fmt::format("x{{% end{} %}}", tag.word)  // a write needs a body
                                                  : "";
    const Source source(before + std::string(tag.source) + after, [](Offset at) { return fmt::format("{}", at); });
    const auto nodes = parse(source, 0, Lines::as_jinja);
    if (nodes) return;
    for (const FieldError& error : nodes.error().fields) {
      std::size_t at = 0;
      std::from_chars(error.location.data(), error.location.data() + error.location.size(), at);
      at = at < before.size() ? 0 : std::min(at - before.size(), tag.source.size());
      errors_.push_back({i, at, error.message});
    }
  }

  void block(std::size_t i) {
    const std::string_view word = tags_[i].word;
    if (opens(tags_[i])) return open_.push_back(i);
    if (!is_middle(word) && !is_end(word)) return;
    const std::string_view open = open_.empty() ? std::string_view{} : tags_[open_.back()].word;
    const bool fits = open.empty()   ? false  // also "end" alone, which is the end of nothing
                      : is_end(word) ? word.substr(3) == open
                                     : open == "if" || (open == "for" && word == "else");
    if (fits) {
      if (is_end(word)) open_.pop_back();
      return;
    }
    errors_.push_back({i, 0,
                       open.empty() ? fmt::format("\"{}\" closes nothing: no block is open", word)
                                    : fmt::format("\"{}\" cannot stand here: the open block is \"{}\"", word, open)});
    // An end that belongs to a block further out closes those in between, so that one slip is one message.
    const auto outer = std::ranges::find_if(
        open_.rbegin(), open_.rend(), [&](std::size_t at) { return is_end(word) && tags_[at].word == word.substr(3); });
    if (outer != open_.rend()) open_.erase(outer.base() - 1, open_.end());
  }

  const std::vector<LoneTag>& tags_;
  std::set<std::string> closed_;
  std::vector<std::size_t> open_;
  std::vector<TagError> errors_;
};

}  // namespace

std::vector<TagError> tag_errors(const std::vector<LoneTag>& tags) { return Checker(tags).run(); }

std::vector<Finding> wrong_tags(const std::vector<Insert>& inserts) {
  std::vector<LoneTag> tags;
  for (const Insert& each : inserts) tags.push_back({each.tag, each.word});
  std::vector<Finding> out;
  for (TagError& error : tag_errors(tags)) {
    const Insert& tag = inserts[error.tag];
    Spot spot = tag.spot;
    if (error.byte >= 2)
      spot.column =
          tag.inside_column + static_cast<std::uint32_t>(length(std::string_view(tag.tag).substr(2, error.byte - 2)));
    out.push_back({std::move(spot), std::move(error.message), true});
  }
  return out;
}

}  // namespace kontor::docgen::office
