#include "features/documents/list_tables.hpp"

#include <gmock/gmock.h>

#include "base/clock.hpp"

namespace kontor::documents {
namespace {

using testing::HasSubstr;

RegisteredNumber voided() {
  return {.id = {},
          .number = "INV-2026-0001",
          .period = "2026",
          .seq = 1,
          .state = NumberState::voided,
          .document_id = {},
          .document_title = "Oak; elm",
          .issued_on = "2026-11-23",
          .issued_at = *parse_rfc3339("2026-11-23T09:00:00Z"),
          .issued_by = {},
          .issued_by_name = "A clerk",
          .voided_at = parse_rfc3339("2026-11-24T01:30:00.5Z"),
          .voided_by = {},
          .voided_by_name = "An owner",
          .void_reason = "=1+1"};
}

TEST(ListTables, HaveTheWordsOfTheLanguage) {
  const std::array numbers = {voided()};
  EXPECT_THAT(docgen::sheet::csv(register_table(numbers, Locale::en), Locale::en).value(),
              HasSubstr("Number,Issued,Document,Issued by,State,Made void,Made void by,Reason\r\n"
                        "INV-2026-0001,2026-11-23,Oak; elm,A clerk,Void,2026-11-24 01:30:00,An owner,'=1+1\r\n"));
  EXPECT_THAT(docgen::sheet::csv(register_table(numbers, Locale::ru), Locale::ru).value(),
              HasSubstr("INV-2026-0001;2026-11-23;\"Oak; elm\";A clerk;Аннулирован;"));
}

TEST(ListTables, AreJustTitlesWithoutRows) {
  EXPECT_EQ(docgen::sheet::csv(documents_table({}, Locale::ru), Locale::ru).value(),
            "\xEF\xBB\xBFНомер;Выставлен;Название;Вид;Шаблон;Состояние;Создан;Когда аннулирован\r\n");
}

}  // namespace
}  // namespace kontor::documents
