#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

/// Which field of a template each column of a table fills. Pure.
namespace kontor::documents::bulk {

/// `items[2]` of `items[2].price`.
struct Step {
  std::string name;
  std::optional<std::size_t> index = {};
};

struct Place {
  std::vector<Step> steps;
  std::string path() const;  ///< as the errors of a payload name it: `items[2].price`
};

struct Column {
  std::string title;  ///< as the table's head says it
  std::string letter;
  std::optional<Place> place = {};              ///< nothing: it names no field
  const boost::json::object* schema = nullptr;  ///< of the field; into the template's
  std::string doubled = {};                     ///< the column that fills the same field, and comes before
};

/// A head names a field by its path (`client.name`, `items[0].price`), or in the words of the form: the field's title
/// where no other field has the same (`Price`), or with the titles above it (`Client: Name`). Entries of lists are
/// counted from 0 in brackets and from 1 behind words (`Items 2: Price`, `Price 2`); without a number it is the first
/// one. Capitals and punctuation do not matter.
std::vector<Column> columns_of(const std::vector<std::string>& head, const boost::json::object& schema);

}  // namespace kontor::documents::bulk
