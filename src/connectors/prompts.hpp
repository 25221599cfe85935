#pragma once

#include <map>
#include <span>
#include <string_view>

#include "connectors/model.hpp"

namespace kontor::connectors {

/// One of the files of prompts/.
struct PromptFile {
  std::string_view name;  ///< "section.en.md"
  std::string_view text;
};

/// A prompt with its examples: `version: N`, then parts that begin with `=== system`, `=== user`, `=== assistant`, …
/// `=== request` and last, if a refused answer may be asked for again, `=== repair`. `{{name}}` stands for a value.
struct Prompt {
  std::string version;  ///< "section.en@1"
  std::string system;
  std::vector<Message> examples;
  std::string request;
  std::string repair = {};

  static Result<Prompt> parse(const PromptFile& file);
};

/// The prompts of the program. Immutable; any thread.
class Prompts {
 public:
  /// Throws std::runtime_error for a broken file: the files are part of the program.
  explicit Prompts(std::span<const PromptFile> files);

  /// Asks for a written section. The fields are quoted as JSON between markers that no field can close. Fails when
  /// section.facts is not a JSON object or is too large even after long lists and texts were shortened.
  Result<ComposeRequest> ask_for(Section section) const;
  /// Asks again, after `answer` to `asked` was refused for the reasons in `objections`, one a line.
  ComposeRequest ask_again(ComposeRequest asked, std::string answer, const std::vector<std::string>& objections) const;

 private:
  const Prompt& prompt(Locale locale) const;

  std::map<std::string, Prompt, std::less<>> prompts_;
};

}  // namespace kontor::connectors
