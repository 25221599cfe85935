"""Papers of a business as Word saves them: a contract of five pages, an invoice, a letter."""

from sheets import level, listed, numbering, sheet
from texts import CLAUSES, EN, RU, SERVICES, money
from word_shape import OFFICE, RELATIONS, WordFile, cell, field, inline_picture, p, png, r, row, section, table

TIGHT = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'


def tight(text, look="", align="left"):
    return p(r(text, look) if look else text, properties=f'{TIGHT}<w:jc w:val="{align}"/>')


def parties(width):
    sides = (("ИСПОЛНИТЕЛЬ", "ООО «Ромашка»", "И. О. Образцов"), ("ЗАКАЗЧИК", "ООО «Василёк»", "П. Р. Примеров"))
    cells = [
        cell(
            tight(side, "<w:b/>")
            + tight(name)
            + tight("101000, г. Москва, ул. Примерная, д. 1")
            + tight("ИНН 7700000000, КПП 770001001")
            + tight("р/с 40702810000000000001")
            + tight("")
            + tight(f"____________ / {person} /")
            + tight("М. П."),
            width,
        )
        for side, name, person in sides
    ]
    return table([width, width], row(*cells, properties="<w:cantSplit/>"), properties="")


def contract():
    file = WordFile(
        "",
        sheet("Times New Roman", 24, 0, 360, align="both"),
        numbering(
            [
                level(0, "decimal", "%1.", 0, 0, "<w:b/>"),
                level(1, "decimal", "%1.%2.", 0, 0),
                level(2, "russianLower", "%3)", 1134, 283),
            ]
        ),
    )
    head = file.margin("header", "header1", p(r("Договор № 17-2026"), properties='<w:jc w:val="right"/>'))
    foot = file.margin(
        "footer",
        "footer1",
        p(r("Страница "), field("PAGE", "1"), r(" из "), field("NUMPAGES", "5"), properties='<w:jc w:val="center"/>'),
    )
    body = [
        p(r("ДОГОВОР № 17-2026", "<w:b/>"), properties='<w:jc w:val="center"/>'),
        p(r("оказания услуг", "<w:b/>"), properties='<w:spacing w:after="240"/><w:jc w:val="center"/>'),
        p(
            "г. Москва\t«23» ноября 2026 г.",
            properties='<w:tabs><w:tab w:val="right" w:pos="9355"/></w:tabs><w:spacing w:after="240"/>',
        ),
        p(
            r("ООО «Ромашка»", "<w:b/>"),
            r(
                ", именуемое в дальнейшем «Исполнитель», в лице генерального директора И. О. Образцова, действующего на основании Устава, с одной стороны, и "
            ),
            r("ООО «Василёк»", "<w:b/>"),
            r(
                ", именуемое в дальнейшем «Заказчик», в лице директора П. Р. Примерова, действующего на основании Устава, с другой стороны, заключили настоящий договор:"
            ),
            properties='<w:spacing w:after="120"/><w:ind w:firstLine="709"/>',
        ),
    ]
    for title, clauses in CLAUSES:
        body.append(
            p(
                r(title, "<w:b/>"),
                properties='<w:keepNext/>' + listed(1) + '<w:spacing w:before="240" w:after="120"/><w:jc w:val="center"/>',
            )
        )
        body += [p(text, properties=listed(1, 1) + '<w:ind w:firstLine="709"/>') for text in clauses]
    body += [
        p(
            r("Реквизиты и подписи сторон", "<w:b/>"),
            properties='<w:keepNext/>' + listed(1) + '<w:spacing w:before="240" w:after="120"/><w:jc w:val="center"/>',
        ),
        parties(4677),
        p(r("Приложение № 1", "<w:b/>"), properties='<w:pageBreakBefore/><w:jc w:val="right"/>'),
        p(r("ПЕРЕЧЕНЬ УСЛУГ", "<w:b/>"), properties='<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>'),
    ]
    widths = [600, 4700, 1900, 2155]
    rows = [
        row(
            *(
                cell(tight(text, "<w:b/>", "center"), width)
                for text, width in zip(("№", "Наименование", "Срок", "Стоимость, руб."), widths)
            ),
            properties="<w:tblHeader/>",
        )
    ]
    rows += [
        row(
            *(
                cell(tight(text, "", side), width)
                for text, side, width in zip(
                    (str(n), name, f"{n} неделя", money(n * 2_080_000)), ("center", "left", "center", "right"), widths
                )
            )
        )
        for n, name in enumerate(SERVICES, 1)
    ]
    file.body = (
        "".join(body)
        + table(widths, *rows)
        + p(RU[6], properties='<w:spacing w:before="240" w:after="240"/><w:ind w:firstLine="709"/>')
        + parties(4677)
        + section(
            before=f'<w:headerReference w:type="default" r:id="{head}"/><w:footerReference w:type="default" r:id="{foot}"/>'
        )
    )
    return file


def invoice():
    bank = [3200, 3200, 900, 2900]
    span = lambda n: f'<w:gridSpan w:val="{n}"/>'
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    requisites = table(
        bank,
        row(cell(tight("ПАО «Примерный банк»"), 6400, span(2) + down), cell(tight("БИК"), 900), cell(tight("044525000"), 2900)),
        row(cell(tight(""), 6400, span(2) + on), cell(tight("Сч. №"), 900), cell(tight("30101810000000000000"), 2900)),
        row(
            cell(tight("ИНН 7700000000"), 3200),
            cell(tight("КПП 770001001"), 3200),
            cell(tight("Сч. №"), 900, down),
            cell(tight("40702810000000000001"), 2900, down),
        ),
        row(cell(tight("Получатель: ООО «Ромашка»"), 6400, span(2)), cell(tight(""), 900, on), cell(tight(""), 2900, on)),
    )
    widths, sides = [560, 4700, 900, 700, 1540, 1800], ("center", "left", "right", "left", "right", "right")
    rows = [
        row(
            *(
                cell(tight(text, "<w:b/>", "center"), width)
                for text, width in zip(("№", "Товары (работы, услуги)", "Кол-во", "Ед.", "Цена", "Сумма"), widths)
            ),
            properties="<w:cantSplit/><w:tblHeader/>",
        )
    ]
    total = 0
    for n, name in enumerate(SERVICES, 1):
        price = 450_000 + n * 37_550
        total += n * price
        rows.append(
            row(
                *(
                    cell(tight(text, "", side), width)
                    for text, side, width in zip((str(n), name, str(n), "ч", money(price), money(n * price)), sides, widths)
                )
            )
        )
    sums = table(
        [8400, 1800],
        *(
            row(cell(tight(text, "<w:b/>", "right"), 8400), cell(tight(money(value), "<w:b/>", "right"), 1800))
            for text, value in (("Итого:", total), ("В том числе НДС 20 %:", (total + 3) // 6), ("Всего к оплате:", total))
        ),
        properties="",
    )
    body = [
        requisites,
        p(
            r("Счёт на оплату № 42 от 23 ноября 2026 г.", '<w:b/><w:sz w:val="28"/>'),
            properties='<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="auto"/></w:pBdr><w:spacing w:before="240" w:after="200"/>',
        ),
        p(
            r("Поставщик:\t"),
            r("ООО «Ромашка», ИНН 7700000000, 101000, г. Москва, ул. Примерная, д. 1", "<w:b/>"),
            properties='<w:tabs><w:tab w:val="left" w:pos="1418"/></w:tabs><w:ind w:left="1418" w:hanging="1418"/>',
        ),
        p(
            r("Покупатель:\t"),
            r(
                "ООО «Василёк», ИНН 7700000001, 190000, г. Санкт-Петербург, наб. Примерная, д. 2, помещение 3-Н, офис 17",
                "<w:b/>",
            ),
            properties='<w:tabs><w:tab w:val="left" w:pos="1418"/></w:tabs><w:ind w:left="1418" w:hanging="1418"/>',
        ),
        table(widths, *rows),
        sums,
        p(f"Всего наименований {len(SERVICES)}, на сумму {money(total)} руб.", properties='<w:spacing w:before="120"/>'),
        p(RU[6], properties='<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="auto"/></w:pBdr>'),
        p(
            "Руководитель\t____________\tИ. О. Образцов\tБухгалтер\t____________\tП. Р. Примеров",
            properties='<w:tabs><w:tab w:val="left" w:pos="1500"/><w:tab w:val="left" w:pos="3200"/><w:tab w:val="left" w:pos="5400"/><w:tab w:val="left" w:pos="6700"/><w:tab w:val="left" w:pos="8400"/></w:tabs><w:spacing w:before="480"/>',
        ),
    ]
    return WordFile("".join(body) + section(margins=(850, 850, 850, 850)), sheet("Arial", 18, 80, 240))


def letter():
    file = WordFile("", sheet())
    logo = file.picture("logo.png", png(80, 40, (112, 173, 71)))
    line = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="70AD47"/></w:pBdr>'
    address = cell(
        tight("Example Works Ltd", '<w:b/><w:sz w:val="28"/>', "right")
        + tight("12 Mill Lane, Leeds LS1 4AP", "", "right")
        + tight("office@example.com · +44 20 7946 0000", "", "right"),
        6355,
    )
    head = file.margin(
        "header",
        "header_first",
        table([3000, 6355], row(cell(p(inline_picture(logo, 30, 15), properties=TIGHT), 3000), address), properties="")
        + p(r(""), properties=line),
    )
    following = file.margin("header", "header_following", p(r("Example Works Ltd\t\tPage "), field("PAGE", "2"), style="Header"))
    foot = file.margin(
        "footer",
        "footer1",
        p(r("Registered in England, no. 00000000", '<w:sz w:val="16"/>'), properties='<w:jc w:val="center"/>'),
    )
    file.parts["word/_rels/header_first.xml.rels"] = picture_of_header(logo)
    texts = [p(EN[n], properties='<w:jc w:val="both"/>') for n in (0, 1, 2, 3, 4, 5, 6, 0, 2, 1, 4, 3, 5)]
    references = "".join(
        f'<w:{kind}Reference w:type="{of}" r:id="{number}"/>'
        for kind, of, number in (
            ("header", "first", head),
            ("header", "default", following),
            ("footer", "first", foot),
            ("footer", "default", foot),
        )
    )
    file.body = (
        "".join(tight(text) for text in ("Smith & Daughters Ltd", "attn. purchasing", "4 Example Street", "London"))
        + p("23 November 2026", properties='<w:spacing w:before="480" w:after="360"/><w:jc w:val="right"/>')
        + p(r("Your enquiry of 20 November", "<w:b/>"))
        + p("Dear Sir or Madam,")
        + "".join(texts)
        + p("Yours faithfully,", properties='<w:keepNext/><w:spacing w:before="240" w:after="720"/>')
        + tight("J. Example")
        + tight("Managing director")
        + section(before=references, after='<w:cols w:space="708"/><w:titlePg/>')
    )
    return file


def picture_of_header(number):
    return RELATIONS.format(f'<Relationship Id="{number}" Type="{OFFICE}/image" Target="media/logo.png"/>')


FILES = {"contract": contract, "invoice": invoice, "letter": letter}
