#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

/// What a person has made of the fields that were found in a template. Pure: schemas in, schemas out.
namespace kontor::documents {

/// The schema for a new text or file: `found` in it, with what the author had refined. What the author refined is where
/// `authors` differs from `before`, the schema that was found in the old one: titles, types, what is required, the
/// order of the form, fields of their own. Fields that the new one does not use are gone; a field that has become
/// another kind of thing (a text a list) keeps its words only.
boost::json::object carried_over(const boost::json::object& before, const boost::json::object& authors,
                                 const boost::json::object& found);

/// The plain fields of a schema as paths, in the order of the form: `client.name`, `items[].price`.
std::vector<std::string> field_paths(const boost::json::object& schema);

/// What is in `all` and not in `others`, in its order.
std::vector<std::string> paths_without(const std::vector<std::string>& all, const std::vector<std::string>& others);

}  // namespace kontor::documents
