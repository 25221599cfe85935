#pragma once

#include <boost/json/object.hpp>
#include <set>
#include <string>

#include "base/result.hpp"

namespace kontor::documents::bulk {

inline constexpr std::string_view kUsualPattern = "{row} {title}";

/// The names of files in an archive, from a pattern such as `{row} {client.name}`: safe on Windows, macOS and Unix, and
/// none twice.
class Names {
 public:
  struct Subject {
    int row;
    std::string_view title;
    const boost::json::object& payload;
  };

  /// Error at `query.names` for braces that do not close, and for what is neither a field of the schema nor `row` or
  /// `title`.
  static Result<> check(std::string_view pattern, const boost::json::object& schema);

  /// `last_row` says how many digits rows have.
  Names(std::string pattern, int last_row);
  /// Without the ending; those of one document in several formats are the same.
  std::string next(const Subject& subject);
  /// For a file that is not of a row.
  void take(std::string_view name);

 private:
  std::string pattern_;
  std::size_t digits_;
  std::set<std::string> taken_;
};

/// A text as a file may be called: without what some system forbids, and not too long.
std::string safe_name(std::string_view text);

}  // namespace kontor::documents::bulk
