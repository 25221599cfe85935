#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "base/money.hpp"

namespace kontor::documents {

/// What issuing a document knows of it.
struct IssueFields {
  std::optional<std::string> number;  ///< absent before the issue
  std::string day;                    ///< 2026-11-23: of the issue or, before it, of the draft
  Locale locale = Locale::en;         ///< of the template
};

/// Two fields at the top of a template are the program's to fill, if the template has them: `number` (text) and `date`
/// (a date, or text, in which it is written out as the template's language has it). The number of an issued document
/// stands in it whatever the payload says; a draft without one bears «б/н» or "draft". The date is the payload's own,
/// or else the day. It does not matter how the template is written.
boost::json::object with_issue_fields(const boost::json::object& schema, boost::json::object payload,
                                      const IssueFields& fields);

}  // namespace kontor::documents
