#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <vector>

#include "docgen/language/ast.hpp"
#include "docgen/language/filters.hpp"

namespace kontor::docgen {

/// How much a use says of a field: the use of the highest rank decides what the field is. 0: nothing.
int rank(Takes takes);

/// A field that the tags of a template ask for, and what they do with it.
struct Field {
  std::string name;
  Offset at = 0;  ///< where it is first used
  Takes takes = Takes::anything;
  std::string_view format = "";  ///< that a filter asks for: "inn"
  bool used = false;             ///< beyond conditions
  bool decides = false;          ///< stands in a condition
  bool required = false;         ///< used at least once where no condition or default stands before it
  std::vector<std::unique_ptr<Field>> children = {};  ///< of an object, in the order of first use
  std::unique_ptr<Field> item = {};                   ///< of a list

  Field& child(std::string_view child_name, Offset where);
  Field& element(Offset where);
};

/// The fields of the whole payload: an object without a name. Local names of for, set and lambdas are not among them.
Field fields_of(const Nodes& nodes);

/// JSON Schema of the fields; titles are made of the names ("vat_rate" → "Vat rate").
boost::json::object schema_of(const Field& root);

/// Every field that the schema does not know, as (place in the source, message).
std::vector<FieldError> unknown_fields(const Field& root, const boost::json::object& schema, const Source& source);

}  // namespace kontor::docgen
