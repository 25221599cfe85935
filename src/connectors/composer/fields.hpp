#pragma once

#include <boost/json/object.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"

namespace kontor::connectors {

/// The fields of a document under the names that templates give them, as text that may stand in a sentence. A field
/// that is missing, empty or of another shape is nothing.
class Fields {
 public:
  Fields(boost::json::object facts, Locale locale, Currency currency);

  std::optional<std::string> client() const;
  std::optional<std::string> subject() const;
  /// In the order of the document: "Design (2 h)", or "Design" alone.
  std::vector<std::string> items(bool with_quantity = true) const;
  struct Item {
    std::string name;
    std::string quantity;  ///< "2 h", or empty
    std::string note;      ///< a sentence, or empty
  };
  /// The item of that name, if there is one.
  std::optional<Item> item(std::string_view name) const;
  std::optional<std::string> total() const;
  std::optional<std::string> payment() const;
  /// What the client asked for, in the client's words; one short line.
  std::optional<std::string> wish() const;
  /// What was said about the matter so far: one line, of any length.
  std::optional<std::string> history() const;
  std::optional<std::string> job() const;
  std::optional<std::string> department() const;

  struct When {
    std::string text;
    bool is_date = false;
  };
  std::optional<When> valid_until() const;
  std::optional<When> deadline() const;  ///< of the work or the delivery
  std::optional<When> payment_due() const;
  std::optional<When> start() const;
  std::optional<When> end() const;

 private:
  using Paths = std::initializer_list<std::string_view>;
  const boost::json::value* find(std::string_view path) const;
  std::vector<Item> list() const;
  std::optional<std::string> text(Paths paths) const;
  std::optional<std::string> amount(Paths paths) const;
  std::optional<When> when(Paths paths) const;

  boost::json::object facts_;
  Locale locale_;
  Currency currency_;
};

/// "23 November 2026", «23 ноября 2026 г.»; nothing for what is not YYYY-MM-DD.
std::optional<std::string> spelled_date(std::string_view iso, Locale locale);

}  // namespace kontor::connectors
