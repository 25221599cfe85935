#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/model/document.hpp"

namespace kontor::docgen::wordml {

/// Bytes of an instruction; what follows is not read.
inline constexpr std::size_t kLongestInstruction = 8000;

/// A field of Word by its instruction: `PAGEREF _Toc12 \h`.
struct FieldCode {
  std::string name;                    ///< in capitals
  std::vector<std::string> arguments;  ///< quotes taken off
  std::vector<std::string> switches;   ///< "h", "l"; what follows a switch is an argument

  static FieldCode read(std::string_view instruction);
  bool has(std::string_view name_of_switch) const;
  std::string first() const { return arguments.empty() ? std::string() : arguments.front(); }
};

/// What to show in the place of a field's result: known when the pages are. Nothing for fields that keep the result
/// that stands in the file.
std::optional<PageField> page_field_of(const FieldCode& code);
/// Where the result leads to; empty for nowhere.
std::string link_of(const FieldCode& code);

/// A field while its parts are being read; it may begin in one paragraph and end in another.
struct OpenField {
  std::string instruction;
  bool in_result = false;
  std::optional<PageField> field = {};  ///< then the runs of the result are collected here
  Run result = {};
  bool dressed = false;  ///< `result` has the look of its first run
  std::string link = {};
  std::optional<bool> check_box = {};  ///< checked or not
};

}  // namespace kontor::docgen::wordml
