"""The documents that everybody makes: the proposal of three pages, and the price list, as fields; and how its text is compared."""

import re
import subprocess
import unicodedata

RUSSIAN = [
    (
        "О вашей задаче",
        [
            "Вы обратились к нам с просьбой навести порядок в заявках, которые приходят по почте, по телефону и через сайт. Сейчас "
            "каждую из них вносят вручную, часть теряется, а цены приходится искать в старых письмах. Мы изучили описание процесса "
            "и подготовили предложение, в котором работа разделена на этапы: каждый этап заканчивается результатом, которым можно "
            "пользоваться сразу, не дожидаясь окончания всего проекта.",
            "Первые две недели мы проводим у вас: смотрим, как заявка проходит через компанию, кто и на каком шаге её ждёт, какие "
            "сведения записывают дважды. По итогам вы получаете схему процесса с временем на каждый шаг и перечнем мест, где "
            "возникают ошибки. Эта схема остаётся у вас независимо от того, продолжим ли мы работу.",
            "Затем настраиваем единый список заявок. Письма разбираются автоматически, поля заполняются из текста, цены берутся "
            "только из вашего прайс-листа. Сотрудник проверяет черновик ответа и отправляет его одним нажатием. Ничего не "
            "уходит клиенту без подтверждения, а каждое действие записывается в журнал.",
        ],
    ),
    (
        "Как мы работаем",
        [
            "Проект ведёт один ответственный специалист, с которым можно связаться в рабочее время. Раз в неделю мы "
            "присылаем короткий отчёт: что сделано, что мешает, что будет дальше. Изменения объёма согласуются письменно до начала "
            "работ по ним, вместе с ценой и сроком. Работы принимаются поэтапно, по акту, в течение пяти рабочих дней.",
            "Данные остаются на вашем сервере. Для настройки мы используем копии, в которых имена, телефоны и номера счетов "
            "заменены. После приёмки всё, что было передано нам, возвращается или уничтожается, о чём составляется "
            "отдельный документ. Доступ сотрудников к системе разграничен: каждый видит только то, что нужно ему для работы.",
            "Обучение входит в стоимость. Мы проводим занятия небольшими группами, на ваших собственных примерах, и оставляем "
            "памятку на две страницы для новых сотрудников. В первые три месяца отвечаем на вопросы без ограничения их "
            "числа, дальше — по условиям сопровождения, которые указаны в таблице отдельной строкой.",
        ],
    ),
    (
        "Сроки и приёмка",
        [
            "Работы начинаются в течение пяти рабочих дней после предоплаты и занимают одиннадцать недель. Срок каждого этапа указан "
            "в календарном плане, который прилагается к договору. Если сведения, которые нужны от вас, поступают позже, этап "
            "сдвигается на столько же дней, о чём мы сообщаем заранее. Остальные этапы при этом не откладываются, если они не "
            "зависят от задержанного.",
            "Результат этапа показываем на встрече, после чего направляем акт. Замечания принимаются письменно; то, что относится к "
            "согласованному объёму, исправляем без доплаты и показываем снова. Если в течение пяти рабочих дней замечаний не "
            "поступило, этап считается принятым. Гарантия на выполненные работы — двенадцать месяцев со дня последнего акта.",
        ],
    ),
]
ENGLISH = [
    (
        "Summary in English",
        [
            "You asked us how the orders that reach you by e-mail, by telephone and through the web site could come together in one "
            "list, so that nobody has to type them a second time and none is lost. This proposal divides the work into steps, "
            "and each step ends with something that your people use on the same day.",
            "We begin with a workshop in which your people show how an order travels through the company today. What is written twice, "
            "what waits for a signature and what is looked up by hand is noted together with the time that it takes. From the "
            "notes we draw the order of the work: first what frees the most hours, then what removes the most errors, and only "
            "then what looks better.",
            "Your data stay on your own server. We work with copies in which names and account numbers are replaced, and return "
            "or delete whatever was handed to us when the work is accepted. Faults of what was delivered are repaired without charge "
            "for twelve months; requests beyond that are answered with a price and a date before any work begins.",
        ],
    ),
    (
        "What you can expect",
        [
            "One person answers for the whole project and can be reached during working hours. Once a week you receive a short report: "
            "what is done, what is in the way, and what comes next. Nothing leaves the house without the consent of your people: the "
            "program drafts the answer, a person reads it and sends it, and both are written down in a journal that nobody can change.",
            "After the first month an answer to a usual request takes a few minutes instead of half an hour, since the wishes are already "
            "in their fields and the prices come from your own list. After the third month you see on one page how many requests came, "
            "how many became orders, and which of them wait for whom.",
        ],
    ),
    (
        "Terms in short",
        [
            "The prices below are in roubles, include all travel, and hold until the date named above. Thirty per cent are due at the "
            "start, the rest within fourteen days after acceptance. Either side may end the agreement with a notice of thirty days; "
            "what was done until then is paid. What each side learns about the other stays confidential for three years.",
            "The work is accepted in writing within five working days after it was handed over, and afterwards counts as accepted. "
            "Neither side is liable for what it could not foresee and could not avoid. Changes of the scope are agreed in "
            "writing before the work on them begins, with their price and their time.",
        ],
    ),
]
WORKS = [
    "Обследование процесса",
    "Схема движения заявок",
    "Настройка почтовых ящиков",
    "Разбор входящих писем",
    "Загрузка прайс-листа",
    "Шаблон предложения",
    "Шаблон договора",
    "Шаблон счёта",
    "Права сотрудников",
    "Журнал действий",
    "Перенос клиентов",
    "Перенос истории",
    "Отчёт для руководителя",
    "Обучение группы",
    "Сопровождение, месяц",
]


def money(kopecks):
    return f"{kopecks // 100:,}".replace(",", "\u00a0") + f",{kopecks % 100:02}"


def items(rows):
    out, net = [], 0
    for n in range(1, rows + 1):
        quantity, price = n % 7 + 1, 1_250_000 + 137_550 * (n % 90)
        net += quantity * price
        out.append(
            {
                "no": str(n),
                "name": f"{WORKS[(n - 1) % len(WORKS)]}, этап {(n - 1) // len(WORKS) + 1}",
                "quantity": str(quantity),
                "unit": "дн.",
                "price": money(price),
                "amount": money(quantity * price),
            }
        )
    return out, net


def proposal():
    """Amounts and dates are texts already, so that everybody does the same: put them into their places and set them."""
    rows, net = items(30)
    vat = (net * 20 + 50) // 100
    return {
        "title": "Коммерческое предложение",
        "number": "КП-2026-042",
        "date": "23 ноября 2026 г.",
        "valid_until": "23 декабря 2026 г.",
        "seller": {
            "name": "ООО «Ромашка»",
            "address": "101000, г. Москва, ул. Примерная, д. 1, оф. 10",
            "tax": "ИНН 7700000000, КПП 770001001",
            "contact": "+7 495 000-00-00 · hello@romashka.example",
        },
        "client": {"name": "ООО «Василёк»", "department": "отдел закупок"},
        "subject": "Единый список заявок и документы по шаблонам",
        "sections": sections(RUSSIAN + ENGLISH),
        "table_title": "Состав и стоимость",
        "columns": ["№", "Наименование", "Кол-во", "Ед.", "Цена, руб.", "Сумма, руб."],
        "items": rows,
        "totals": [{"label": "Сумма", "value": money(net)}, {"label": "НДС 20 %", "value": money(vat)}],
        "total": {"label": "Итого", "value": money(net + vat)},
        "closing": "Всего 30 позиций. Предложение действует до 23 декабря 2026 г. включительно.",
        "signatures": [{"post": "Исполнитель", "name": "И. О. Образцов"}, {"post": "Заказчик", "name": "П. Р. Примеров"}],
        "header": "Коммерческое предложение № КП-2026-042",
        "footer": "ООО «Ромашка» · № КП-2026-042 от 23 ноября 2026 г.",
    }


def sections(texts):
    return [{"title": title, "paragraphs": paragraphs} for title, paragraphs in texts]


def price_list(rows):
    fields = {name: value for name, value in proposal().items() if name in ("seller", "columns", "footer")}
    return fields | {"title": "Прайс-лист", "items": items(rows)[0]}


# --- what a finished document says


def squeezed(text):
    """Without what layout alone decides: white space, hyphens at the ends of lines, lines to sign on, ligatures."""
    return re.sub(r"[\s\-\u00ad\u2010_\f]", "", unicodedata.normalize("NFKC", text))


def pages(pdf):
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, text=True, stdout=subprocess.PIPE).stdout
    return text.split("\f")[:-1]


def page_count(pdf):
    said = subprocess.run(["pdfinfo", pdf], check=True, text=True, stdout=subprocess.PIPE).stdout
    return int(re.search(r"^Pages: +(\d+)", said, re.M)[1])


def running_text(pdf, data):
    """The text from the first page to the last, as one string, when each page has its header, footer and number. Where a
    page ends is for each program to decide, so these and the repeated head of the table are left out."""
    said, all_pages = [], pages(pdf)
    for number, page in enumerate(all_pages, 1):
        page = squeezed(page)
        foot = squeezed(f"{data['footer']}Стр. {number} из {len(all_pages)}")
        head = squeezed(data["header"]) if number > 1 else ""
        if not page.startswith(head) or not page.endswith(foot):
            raise SystemExit(f"{pdf}: page {number} has not its header and footer: {page[:60]} … {page[-60:]}")
        said.append(page[len(head) : -len(foot)])
    table_head = squeezed("".join(data["columns"]))
    first, *rest = "".join(said).split(table_head)
    return first + table_head + "".join(rest)
