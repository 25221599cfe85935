#pragma once

#include <utility>
#include <vector>

#include "docgen/language/ast.hpp"
#include "docgen/language/author.hpp"
#include "docgen/language/landing.hpp"

namespace kontor::docgen {

/// Whether a `{% write %}` stands among the nodes.
bool asks_an_author(const Nodes& nodes);

/// Takes down what is asked for and gives a placeholder back. One object serves all parts of one document.
class AskedPassages final : public Author {
 public:
  static constexpr std::size_t kMost = 200;  ///< each is a call of the language model, and costs money
  static constexpr std::string_view kPlaceholder = "…";

  Result<std::string> write(const Passage& passage) override;
  std::vector<Passage> passages = {};
};

/// Gives the texts that were written, in the order in which they were asked for. A text that is missing is empty.
class WrittenPassages final : public Author {
 public:
  explicit WrittenPassages(const std::vector<std::pair<std::string, std::string>>& texts) : texts_(texts) {}
  Result<std::string> write(const Passage& passage) override;

 private:
  const std::vector<std::pair<std::string, std::string>>& texts_;
  std::size_t asked_ = 0;
};

/// Marks where text will be, for a document that is only looked at.
class PlaceheldPassages final : public Author {
 public:
  Result<std::string> write(const Passage& passage) override;
};

/// An instruction that stands in the XML of a Word file: its text, with a line for each paragraph. What stands between
/// ⟦ and ⟧ is text already.
std::string without_xml(std::string_view instruction);

/// Where the text of an evaluation goes that is only made to see what it asks for.
class NowhereLanding final : public Landing {
 public:
  void write(std::string_view, std::string&) const override {}
  Result<std::string> inset(const Inset&) override { return std::string(); }
};

}  // namespace kontor::docgen
