#pragma once

#include <map>
#include <memory>
#include <vector>

#include "docgen/wordml/properties.hpp"

namespace kontor::docgen::wordml {

/// Word's own font and size, where a file says none.
inline constexpr std::string_view kDefaultFont = "Times New Roman";
inline constexpr double kDefaultSize = 10;

/// The dresses of a document, each made once.
class Dresses {
 public:
  /// Font and size are always said. The run's text, bold, italic and strike are left as they are but for what the
  /// properties say.
  void put_on(Run& run, const RunProperties& properties);

 private:
  std::shared_ptr<const Dress> shared(Dress dress);

  std::vector<std::shared_ptr<const Dress>> made_;  ///< the last used at the end
};

}  // namespace kontor::docgen::wordml
