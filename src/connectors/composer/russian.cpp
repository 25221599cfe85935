#include "connectors/composer/phrases.hpp"

namespace kontor::connectors {
namespace {

/// «для ООО «Ромашка»» is right, «для Иван Петров» is not: only names that do not decline may follow a preposition.
bool declines(std::string_view name) {
  for (const std::string_view form :
       {"ООО ", "АО ", "ПАО ", "ЗАО ", "ОАО ", "НКО ", "АНО ", "ТОО ", "ГК ", "ФГУП ", "МУП ", "ГБУ ", "«"})
    if (name.starts_with(form)) return false;
  return std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string in_quotes(const std::string& text) { return text.contains("«") ? text : "«" + text + "»"; }

std::string list(const Fields& fields) { return joined(fields.items(), "и", "другие перечисленные позиции"); }

std::string until(const Fields::When& when) { return when.is_date ? "до " + when.text : when.text; }

/// "Поставка — за 10 дней. Монтаж — отдельно": whole sentences need no introduction.
bool speaks_for_itself(const Fields::When& when) {
  return !when.is_date && (when.text.contains(" — ") || when.text.contains(". "));
}

/// The full stop, unless the date brought one («2026 г.»).
std::string sentence(std::string text) {
  if (!text.ends_with('.')) text += '.';
  return text;
}

void add_period(const Fields& fields, Sentences& out) {
  const auto start = fields.start();
  const auto end = fields.end();
  if (start && end && start->is_date && end->is_date) {
    out.push_back(sentence(fmt::format("Срок — с {} по {}", start->text, end->text)));
  } else if (const auto deadline = fields.deadline()) {
    out.push_back(sentence(speaks_for_itself(*deadline) ? deadline->text : "Срок — " + until(*deadline)));
  }
}

Paragraphs kept(Paragraphs paragraphs) {
  std::erase_if(paragraphs, [](const Sentences& sentences) { return sentences.empty(); });
  if (paragraphs.empty()) paragraphs = {{"Подробности приведены в этом документе."}};
  return paragraphs;
}

void add_addressee(const Fields& fields, std::string_view document, Sentences& out) {
  const auto client = fields.client();
  const auto subject = fields.subject();
  if (client && !declines(*client)) {
    out.push_back(
        sentence(subject ? fmt::format("{} подготовлено для {}, предмет — {}", document, *client, in_quotes(*subject))
                         : fmt::format("{} подготовлено для {}", document, *client)));
    return;
  }
  if (client) out.push_back(sentence("Заказчик — " + *client));
  if (subject) out.push_back(sentence("Предмет — " + in_quotes(*subject)));
}

}  // namespace

Paragraphs introduction_in_russian(const Fields& fields) {
  Sentences thanks{"Благодарим за обращение."};
  Sentences offer;
  const auto client = fields.client();
  std::string below = "Ниже — наше предложение";
  if (const auto subject = fields.subject()) below += " " + in_quotes(*subject);
  if (client && !declines(*client)) below += " для " + *client;
  thanks.push_back(sentence(below));
  if (const auto wish = fields.wish()) thanks.push_back(fmt::format("В запросе указано: «{}».", *wish));
  const auto items = fields.items(false);
  if (items.size() == 1) offer.push_back(sentence("В него входит: " + items.front()));
  if (items.size() > 1) offer.push_back(sentence("В него входят: " + joined(items, "и", "другие позиции", 4)));
  offer.push_back("Количество, цены и условия приведены далее.");
  offer.push_back("Если что-то нужно изменить, напишите нам: мы подготовим обновлённый вариант.");
  return {thanks, offer};
}

Paragraphs proposal_in_russian(const Fields& fields) {
  Sentences offer;
  Sentences terms;
  add_addressee(fields, "Это предложение", offer);
  if (const auto wish = fields.wish()) offer.push_back(fmt::format("В запросе указано: «{}».", *wish));
  const auto items = fields.items();
  if (items.size() == 1) offer.push_back(sentence("В предложение входит: " + items.front()));
  if (items.size() > 1) offer.push_back(sentence("В предложение входят: " + list(fields)));

  if (const auto total = fields.total()) terms.push_back(sentence("Общая стоимость — " + *total));
  add_period(fields, terms);
  if (const auto payment = fields.payment()) terms.push_back(sentence("Условия оплаты: " + *payment));
  if (const auto valid = fields.valid_until())
    terms.push_back(sentence(valid->is_date ? "Предложение действует до " + valid->text
                                            : "Срок действия предложения — " + valid->text));
  if (!offer.empty() || !terms.empty())
    terms.push_back(
        "Если нужно изменить состав, количество или сроки, напишите нам: мы подготовим обновлённый вариант.");
  return kept({offer, terms});
}

Paragraphs scope_in_russian(const Fields& fields) {
  Sentences body;
  const auto items = fields.items();
  if (items.size() == 1) body.push_back(sentence("Состав: " + items.front()));
  if (items.size() > 1) body.push_back(sentence("Состав: " + list(fields)));
  if (items.empty())
    if (const auto subject = fields.subject()) body.push_back(sentence("Предмет — " + in_quotes(*subject)));
  return kept({body});
}

Paragraphs terms_in_russian(const Fields& fields) {
  Sentences body;
  if (const auto total = fields.total()) body.push_back(sentence("Общая стоимость — " + *total));
  add_period(fields, body);
  if (const auto payment = fields.payment()) body.push_back(sentence("Условия оплаты: " + *payment));
  if (const auto due = fields.payment_due())
    body.push_back(sentence(due->is_date ? "Оплатить нужно до " + due->text : "Срок оплаты — " + due->text));
  return kept({body});
}

Paragraphs closing_in_russian(const Fields& fields) {
  Sentences body{"Если останутся вопросы или что-то нужно изменить, напишите нам."};
  if (const auto valid = fields.valid_until(); valid && valid->is_date)
    body.push_back(sentence("Предложение действует до " + valid->text));
  body.push_back("Спасибо, что обратились к нам.");
  return {body};
}

Paragraphs item_in_russian(const Fields::Item& item) {
  Sentences body{sentence(item.quantity.empty() ? in_quotes(item.name)
                                                : fmt::format("{} — {}", in_quotes(item.name), item.quantity))};
  if (!item.note.empty()) body.push_back(sentence(item.note));
  return {body};
}

Paragraphs services_in_russian(const Fields& fields) {
  Sentences body;
  if (!fields.items().empty()) body.push_back(sentence("В услуги входят: " + list(fields)));
  return kept({body});
}

Paragraphs done_in_russian(const Fields& fields) {
  Sentences body;
  const auto start = fields.start();
  const auto end = fields.end();
  const bool period = start && end && start->is_date && end->is_date;
  const std::string when = period ? fmt::format("С {} по {} Исполнитель выполнил", start->text, end->text)
                                  : std::string("Исполнитель выполнил");
  if (!fields.items().empty()) body.push_back(sentence(when + ": " + list(fields)));
  return kept({body});
}

Paragraphs debt_in_russian(const Fields& fields) {
  Sentences body;
  if (auto history = fields.history()) body.push_back(sentence(std::move(*history)));
  body.push_back("Мы ценим сотрудничество с вами и рассчитываем решить этот вопрос без спора.");
  return {body};
}

Paragraphs job_in_russian(const Fields& fields) {
  std::string offer = "Рады предложить вам работу: " + fields.job().value_or("");
  if (const auto department = fields.department()) offer += fmt::format(" ({})", *department);
  return {{"Благодарим за интерес к нашей компании.", sentence(std::move(offer))}};
}

Paragraphs contract_in_russian(const Fields& fields) {
  Sentences subject;
  Sentences terms;
  const auto client = fields.client();
  const std::string customer = client ? fmt::format("Заказчик ({})", *client) : "Заказчик";
  const std::string what = !fields.items().empty() ? list(fields) : fields.subject().value_or("");
  if (!what.empty())
    subject = {sentence("По настоящему договору Исполнитель обязуется исполнить следующее: " + what),
               customer + " обязуется принять исполненное и оплатить его на условиях, установленных договором."};
  else if (client)
    subject.push_back(
        fmt::format("{} и Исполнитель заключают настоящий договор на изложенных в нём условиях.", customer));
  if (const auto total = fields.total()) terms.push_back(sentence("Цена договора — " + *total));
  add_period(fields, terms);
  if (const auto payment = fields.payment()) terms.push_back(sentence("Порядок оплаты: " + *payment));
  return kept({subject, terms});
}

Paragraphs invoice_in_russian(const Fields& fields) {
  Sentences body;
  if (const auto client = fields.client()) body.push_back(sentence("Плательщик — " + *client));
  if (const auto items = fields.items(); !items.empty()) body.push_back(sentence("К оплате: " + list(fields)));
  if (const auto total = fields.total()) body.push_back(sentence("Сумма к оплате — " + *total));
  if (const auto due = fields.payment_due())
    body.push_back(sentence(due->is_date ? "Просим оплатить счёт до " + due->text : "Срок оплаты — " + due->text));
  if (const auto payment = fields.payment()) body.push_back(sentence("Условия оплаты: " + *payment));
  return kept({body});
}

Paragraphs document_in_russian(const Fields& fields) {
  Sentences body;
  if (const auto client = fields.client()) body.push_back(sentence("Получатель — " + *client));
  if (const auto subject = fields.subject()) body.push_back(sentence("Предмет — " + in_quotes(*subject)));
  if (!fields.items().empty()) body.push_back(sentence("Перечень: " + list(fields)));
  if (const auto total = fields.total()) body.push_back(sentence("Итого — " + *total));
  add_period(fields, body);
  return kept({body});
}

}  // namespace kontor::connectors
