#include "features/documents/bulk/checked_table.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "features/documents/bulk/cell_values.hpp"

namespace kontor::documents::bulk {
namespace {

using boost::json::parse;
using boost::json::serialize;
using testing::IsEmpty;

std::string value_of(std::string_view cell, std::string_view schema, Locale locale = Locale::ru) {
  const boost::json::object parsed = parse(schema).as_object();
  const auto found = cell_value(cell, parsed, locale);
  return found ? serialize(*found) : "! " + found.error();
}

TEST(BulkCells, AreNumbersAsPeopleWriteThem) {
  const std::string money = R"({"type": "number", "format": "money"})";
  EXPECT_EQ(value_of("1 200,50", money), R"("1200.50")");
  EXPECT_EQ(value_of("1 200,50 ₽", money), R"("1200.50")");
  EXPECT_EQ(value_of("$1,200.50", money, Locale::en), R"("1200.50")");
  EXPECT_EQ(value_of("1,234", money), R"("1.234")") << "the comma is the decimal sign in Russian";
  EXPECT_EQ(value_of("1,234", money, Locale::en).substr(0, 1), "!");
  EXPECT_EQ(value_of("12", R"({"type": "integer"})"), "12");
  EXPECT_EQ(value_of("12,5O", money), "! \"12,5O\" is not an amount (a letter O?)");
}

TEST(BulkCells, AreDatesAsPeopleWriteThem) {
  const std::string date = R"({"type": "string", "format": "date"})";
  for (const char* typed : {"23.11.2026", "23.11.26", "2026-11-23", "23/11/2026", "23 ноября 2026 г.", "23 ноя 2026",
                            "2026-11-23T12:00:00", "23.11.2026 12:00"})
    EXPECT_EQ(value_of(typed, date), R"("2026-11-23")") << typed;
  EXPECT_EQ(value_of("11/23/2026", date, Locale::en), R"("2026-11-23")");
  EXPECT_EQ(value_of("23 Nov 2026", date, Locale::en), R"("2026-11-23")");
  EXPECT_EQ(value_of("November 23, 2026", date, Locale::en), R"("2026-11-23")");
  EXPECT_EQ(value_of("5 марта 2026", date), R"("2026-03-05")");
  EXPECT_EQ(value_of("5 мая 2026", date), R"("2026-05-05")");
  for (const char* typed : {"31.02.2026", "завтра", "23.11", "1.2.3.4"})
    EXPECT_EQ(value_of(typed, date), fmt::format("! \"{}\" is not a date such as 23.11.2026", typed));
}

TEST(BulkCells, AreYesAndNoAndChoices) {
  EXPECT_EQ(value_of("Да", R"({"type": "boolean"})"), "true");
  EXPECT_EQ(value_of("ложь", R"({"type": "boolean"})"), "false");
  EXPECT_EQ(value_of("возможно", R"({"type": "boolean"})"), "! \"возможно\" is not yes or no");
  EXPECT_EQ(value_of("ПОЧТА", R"({"type": "string", "enum": ["почта", "курьер"]})"), R"("почта")");
}

const boost::json::object& schema() {
  static const boost::json::object parsed =
      parse(R"json({"type": "object", "required": ["client", "items"], "properties": {
    "number": {"type": "string", "title": "Номер"},
    "client": {"type": "object", "title": "Клиент", "required": ["name"], "properties": {
      "name": {"type": "string", "title": "Имя"}, "mail": {"type": "string", "format": "email", "title": "Почта"}}},
    "items": {"type": "array", "title": "Позиции", "minItems": 1, "items": {"type": "object", "required": ["price"],
      "properties": {"price": {"type": "number", "title": "Цена"}, "name": {"type": "string", "title": "Товар"}}}}}})json")
          .as_object();
  return parsed;
}

CheckedTable table(std::vector<std::string> head, std::vector<std::vector<std::string>> rows) {
  docgen::sheet::FilledTable filled{.head = std::move(head), .rows = {}};
  int number = 1;
  for (auto& cells : rows) filled.rows.push_back({++number, std::move(cells)});
  return checked(std::move(filled), schema(), Locale::ru, "2026-11-23");
}

TEST(BulkTable, MakesPayloadsOfItsRows) {
  const CheckedTable found = table({"Имя", "Цена", "Цена 2", "Товар 2"}, {{"Анна", "10", "20,5", "Чай"}});
  EXPECT_EQ(found.good(), 1u);
  EXPECT_THAT(found.missing, IsEmpty()) << "the number is the program's to fill";
  EXPECT_EQ(serialize(found.rows[0].payload),
            R"({"client":{"name":"Анна"},"items":[{"price":10},{"price":"20.5","name":"Чай"}]})");
}

TEST(BulkTable, ClosesUpListsAndStillNamesTheColumn) {
  const CheckedTable found =
      table({"Имя", "Цена", "Цена 2", "Товар 2"}, {{"Анна", "", "20", ""}, {"Борис", "", "", "Чай"}});
  EXPECT_EQ(serialize(found.rows[0].payload), R"({"client":{"name":"Анна"},"items":[{"price":20}]})");
  ASSERT_EQ(found.rows[1].problems.size(), 1u);
  EXPECT_EQ(found.rows[1].problems[0].column, "C");
  EXPECT_EQ(found.rows[1].problems[0].field, "items[1].price");
  EXPECT_EQ(found.rows[1].problems[0].message, "is missing");
}

TEST(BulkTable, NamesEveryProblemByRowAndColumn) {
  const CheckedTable found = table({"Имя", "Почта", "Цена"}, {{"", "anna", "дорого"}, {"Анна", "a@example.org", "1"}});
  EXPECT_EQ(found.good(), 1u);
  std::vector<std::string> told;
  for (const BulkProblem& problem : found.rows[0].problems)
    told.push_back(fmt::format("{} {} {}: {}", problem.row, problem.column.value_or("?"), problem.title.value_or("?"),
                               problem.message));
  EXPECT_THAT(told, testing::UnorderedElementsAre("2 A Имя: is missing", "2 B Почта: \"anna\" is not an e-mail address",
                                                  "2 C Цена: \"дорого\" is not a number (a letter O?)"));
}

TEST(BulkTable, SaysWhichNeededFieldsHaveNoColumn) {
  const CheckedTable found = table({"Имя", "Прочее"}, {{"Анна", "x"}});
  ASSERT_EQ(found.missing.size(), 1u);
  EXPECT_EQ(found.missing[0].field, "items");
  EXPECT_EQ(found.missing[0].title, "Позиции");
  EXPECT_EQ(found.good(), 0u);
  EXPECT_EQ(found.rows[0].problems[0].title, "Позиции");
  EXPECT_FALSE(found.columns[1].place);
}

}  // namespace
}  // namespace kontor::documents::bulk
