#include "features/documents/list_tables.hpp"

#include <array>

#include "base/clock.hpp"

namespace kontor::documents {
namespace {

using docgen::sheet::Cell;
using docgen::sheet::Table;
using docgen::sheet::Type;

struct Words {
  std::string_view en;
  std::string_view ru;

  std::string in(Locale locale) const { return std::string(locale == Locale::ru ? ru : en); }
};

template <class Row>
struct RowColumn {
  Words title;
  Type type;
  Cell (*cell)(const Row&, Locale);
};

Words words(Kind kind) {
  switch (kind) {
    case Kind::proposal:
      return {"Proposal", "Предложение"};
    case Kind::contract:
      return {"Contract", "Договор"};
    case Kind::invoice:
      return {"Invoice", "Счёт"};
    case Kind::act:
      return {"Act", "Акт"};
    case Kind::delivery_note:
      return {"Delivery note", "Накладная, УПД"};
    case Kind::letter:
      return {"Letter", "Письмо"};
    case Kind::power_of_attorney:
      return {"Power of attorney", "Доверенность"};
    case Kind::other:
      return {"Other", "Другое"};
  }
  return {};
}

Words words(Status status) {
  switch (status) {
    case Status::draft:
      return {"In progress", "Готовится"};
    case Status::ready:
      return {"Ready", "Готов"};
    case Status::failed:
      return {"Failed", "Ошибка"};
  }
  return {};
}

constexpr Words kVoid{"Void", "Аннулирован"};
constexpr Words kInForce{"In force", "Действует"};

Cell text(const std::optional<std::string>& value) { return value ? Cell(*value) : Cell(); }

Cell moment(const std::optional<Timestamp>& at) {
  return at ? Cell(std::chrono::floor<std::chrono::seconds>(*at)) : Cell();
}

/// `iso` is 2026-11-23.
Cell day(const std::optional<std::string>& iso) { return iso ? moment(parse_rfc3339(*iso + "T00:00:00Z")) : Cell(); }

constexpr auto kDocumentColumns = std::to_array<RowColumn<GeneratedDocument>>({
    {{"Number", "Номер"}, Type::text, [](const GeneratedDocument& d, Locale) { return text(d.number); }},
    {{"Issued", "Выставлен"}, Type::date, [](const GeneratedDocument& d, Locale) { return day(d.issued_on); }},
    {{"Title", "Название"}, Type::text, [](const GeneratedDocument& d, Locale) { return Cell(d.title); }},
    {{"Kind", "Вид"}, Type::text, [](const GeneratedDocument& d, Locale l) { return Cell(words(d.kind).in(l)); }},
    {{"Template", "Шаблон"}, Type::text, [](const GeneratedDocument& d, Locale) { return Cell(d.template_name); }},
    {{"Status", "Состояние"},
     Type::text,
     [](const GeneratedDocument& d, Locale l) { return Cell((d.voided_at ? kVoid : words(d.status)).in(l)); }},
    {{"Created", "Создан"}, Type::time, [](const GeneratedDocument& d, Locale) { return moment(d.created_at); }},
    {{"Made void", "Когда аннулирован"},
     Type::time,
     [](const GeneratedDocument& d, Locale) { return moment(d.voided_at); }},
});

constexpr auto kRegisterColumns = std::to_array<RowColumn<RegisteredNumber>>({
    {{"Number", "Номер"}, Type::text, [](const RegisteredNumber& n, Locale) { return Cell(n.number); }},
    {{"Issued", "Выставлен"}, Type::date, [](const RegisteredNumber& n, Locale) { return day(n.issued_on); }},
    {{"Document", "Документ"}, Type::text, [](const RegisteredNumber& n, Locale) { return Cell(n.document_title); }},
    {{"Issued by", "Кем выставлен"},
     Type::text,
     [](const RegisteredNumber& n, Locale) { return Cell(n.issued_by_name); }},
    {{"State", "Состояние"},
     Type::text,
     [](const RegisteredNumber& n, Locale l) {
       return Cell((n.state == NumberState::voided ? kVoid : kInForce).in(l));
     }},
    {{"Made void", "Когда аннулирован"},
     Type::time,
     [](const RegisteredNumber& n, Locale) { return moment(n.voided_at); }},
    {{"Made void by", "Кем аннулирован"},
     Type::text,
     [](const RegisteredNumber& n, Locale) { return text(n.voided_by_name); }},
    {{"Reason", "Причина"}, Type::text, [](const RegisteredNumber& n, Locale) { return text(n.void_reason); }},
});

template <class Row, std::size_t N>
Table table(Words name, const std::array<RowColumn<Row>, N>& columns, std::span<const Row> rows, Locale locale) {
  Table out{.name = name.in(locale), .columns = {}, .rows = {}};
  for (const RowColumn<Row>& column : columns)
    out.columns.push_back({.title = column.title.in(locale), .type = column.type});
  out.rows.reserve(rows.size());
  for (const Row& row : rows) {
    std::vector<Cell>& cells = out.rows.emplace_back();
    cells.reserve(N);
    for (const RowColumn<Row>& column : columns) cells.push_back(column.cell(row, locale));
  }
  return out;
}

}  // namespace

Table documents_table(std::span<const GeneratedDocument> documents, Locale locale) {
  return table({"Documents", "Документы"}, kDocumentColumns, documents, locale);
}

Table register_table(std::span<const RegisteredNumber> numbers, Locale locale) {
  return table({"Register of numbers", "Реестр номеров"}, kRegisterColumns, numbers, locale);
}

}  // namespace kontor::documents
