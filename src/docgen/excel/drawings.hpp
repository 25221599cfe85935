#pragma once

#include <map>
#include <string>
#include <vector>

#include "docgen/excel/file.hpp"
#include "docgen/excel/pictures.hpp"

namespace kontor::docgen::excel {

/// Brings the pictures of cells into the file: each sheet with some has a drawing, the template's own or a new one.
/// One object serves one filling.
class Drawings {
 public:
  Drawings(const File& file, const Pictures& pictures) : file_(file), pictures_(pictures) {}

  /// The pictures of that sheet. `tail` is what stands behind its rows; a sheet without a drawing gets one there.
  Result<void> place(std::size_t sheet, std::vector<PlacedPicture> pictures, std::string& tail);
  /// The template's drawing with its pictures; the same when it gets none.
  Result<std::string> grown(std::size_t entry, std::string xml);
  /// What is new in the file besides, and what its lists say of it. `parts` are those that were changed so far.
  Result<void> finish(std::vector<Filled::Part>& parts);

 private:
  /// The relations of one part that are new.
  struct Relations {
    std::string list;              ///< name of the part that holds them
    std::string known, entries;    ///< what it says already, and what comes to it
    std::vector<std::string> ids;  ///< of each picture's file; "" where there is none
  };
  Result<Relations> relations_of(const std::string& part) const;
  static std::string add(Relations& relations, std::string_view kind, const std::string& target);
  Result<std::string> anchored(const std::string& part, const std::vector<PlacedPicture>& pictures, int first);
  std::string free_name(std::string_view folder, std::string_view stem, std::string_view extension) const;
  const std::string& media_name(std::size_t media);

  const File& file_;
  const Pictures& pictures_;
  std::map<std::size_t, std::vector<PlacedPicture>> waiting_;  ///< by the entry of the template's drawing
  std::map<std::size_t, std::string> media_;                   ///< names of the files that are used
  std::vector<Filled::Part> added_;
  std::vector<Relations> lists_;
  std::string types_;
};

}  // namespace kontor::docgen::excel
