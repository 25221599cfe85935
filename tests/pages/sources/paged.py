"""Pages: pictures, headers and footers, sections, columns, breaks, notes, fields, text boxes, revisions."""

from sheets import listed, numbering, level, sheet
from texts import EN, RU
from word_shape import WordFile, anchored_picture, field, inline_picture, p, png, r, section, text_box

SQUARE = '<wp:wrapSquare wrapText="bothSides"/>'
TOP_BOTTOM = "<wp:wrapTopAndBottom/>"
NONE = "<wp:wrapNone/>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def inline_pictures():
    file = WordFile("", sheet())
    blue, sand = file.picture("blue.png", png(60, 40, (91, 155, 213))), file.picture("sand.png", png(40, 40, (255, 230, 153)))
    file.body = (
        "".join(
            [
                p("Рисунки в тексте", style="Heading1"),
                p(r("Перед рисунком "), inline_picture(blue, 30, 20, 1), r(" и после него.")),
                p(inline_picture(sand, 60, 60, 2), properties='<w:jc w:val="center"/>'),
                p(
                    r("Two small ones "),
                    inline_picture(sand, 6, 6, 3),
                    r(" in "),
                    inline_picture(blue, 9, 6, 4),
                    r(" one line. " + EN[0]),
                ),
                p(RU[0]),
                p(inline_picture(blue, 160, 100, 5)),
                p(EN[1]),
            ]
        )
        + section()
    )
    return file


def anchored_pictures():
    file = WordFile("", sheet())
    blue, sand = file.picture("blue.png", png(60, 40, (91, 155, 213))), file.picture("sand.png", png(40, 40, (255, 242, 204)))
    file.body = (
        "".join(
            [
                p("Рисунки рядом с текстом", style="Heading1"),
                p(anchored_picture(blue, SQUARE, 0, 2, 50, 35, 1), RU[0]),
                p(RU[1]),
                p(RU[2]),
                p(anchored_picture(sand, SQUARE, 110, 2, 45, 45, 2), EN[0]),
                p(EN[1]),
                p(EN[2]),
                p(anchored_picture(blue, TOP_BOTTOM, 40, 4, 80, 30, 3), RU[3]),
                p(RU[4]),
                p(anchored_picture(sand, NONE, 20, 0, 100, 30, 4, behind=1), EN[3]),
                p(EN[4]),
                p(anchored_picture(blue, NONE, 170, 260, 25, 20, 5, of=("page", "page")), RU[5]),
            ]
        )
        + section()
    )
    return file


def headers_and_footers():
    file = WordFile("", sheet(), settings="<w:evenAndOddHeaders/>")
    made = {}
    for kind, text in (("default", "Нечётные страницы"), ("even", "Чётные страницы"), ("first", "Только первая страница")):
        made["header", kind] = file.margin("header", f"header_{kind}", p(r(f"{text}\tпо центру\tсправа"), style="Header"))
        made["footer", kind] = file.margin(
            "footer", f"footer_{kind}", p(r(f"{text}\t"), field("PAGE", "1"), r(" из "), field("NUMPAGES", "4"), style="Footer")
        )
    references = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{number}"/>' for (part, kind), number in made.items())
    texts = [
        p(f"Часть {n}", style="Heading1") + "".join(p(RU[(n + i) % 8]) + p(EN[(n + i) % 7]) for i in range(6))
        for n in range(1, 5)
    ]
    file.body = "".join(texts) + section(before=references, after='<w:cols w:space="708"/><w:titlePg/>')
    return file


def sections():
    file = WordFile("", sheet())
    upright = file.margin("header", "header_upright", p(r("Книжная ориентация"), style="Header"))
    turned = file.margin("header", "header_turned", p(r("Альбомная ориентация: "), field("PAGE", "2"), style="Header"))
    head = lambda number: f'<w:headerReference w:type="default" r:id="{number}"/>'
    ends = lambda text, made: p(text, properties=made)
    file.body = (
        p("Первый раздел", style="Heading1")
        + p(RU[0])
        + ends(EN[0], section(before=head(upright)))
        + p("Второй раздел, альбомный", style="Heading1")
        + p(RU[1])
        + p(EN[1])
        + ends(RU[2], section(16838, 11906, (850, 1134, 850, 1134), head(turned), landscape=True))
        + p("Третий раздел, узкие поля", style="Heading1")
        + p(RU[3])
        + ends(EN[3], section(margins=(567, 567, 567, 567), before=head(upright)))
        + p("Четвёртый раздел продолжает страницу", style="Heading2")
        + p(EN[4])
        + ends(RU[5], section(margins=(567, 2835, 567, 2835), before='<w:type w:val="continuous"/>'))
        + p("A5", style="Heading1")
        + p(EN[5])
        + p(RU[6])
        + section(8391, 11906, (850, 850, 850, 850), head(upright))
    )
    return file


def columns():
    two, three = '<w:cols w:num="2" w:space="567"/>', '<w:cols w:num="3" w:sep="1" w:space="400"/>'
    uneven = '<w:cols w:num="2" w:space="300" w:equalWidth="0"><w:col w:w="3000" w:space="300"/><w:col w:w="6055"/></w:cols>'
    next_column = '<w:r><w:br w:type="column"/></w:r>'
    continuous = '<w:type w:val="continuous"/>'
    ends = lambda made: p(r(""), properties=made)
    both = '<w:jc w:val="both"/>'
    body = (
        p("Колонки", style="Heading1")
        + p(RU[0])
        + ends(section())
        + p(RU[1], properties=both)
        + p(EN[1], properties=both)
        + p(next_column, RU[2], properties=both)
        + p(EN[2], properties=both)
        + ends(section(before=continuous, after=two))
        + p("Three columns", style="Heading2")
        + "".join(p(EN[n]) for n in range(5))
        + ends(section(before=continuous, after=three))
        + p("Uneven columns", style="Heading2")
        + p(next_column, RU[3])
        + p(EN[5])
        + section(before=continuous, after=uneven)
    )
    return WordFile(body, sheet("Times New Roman", 22, 120, 240))


def breaks():
    keep = "<w:keepNext/>"
    long = " ".join(EN)
    body = [
        p("Разрывы страниц", style="Heading1"),
        p(RU[0]),
        p("Break in this line", PAGE_BREAK, "and the text goes on behind it."),
        p(RU[1]),
        p(PAGE_BREAK),
        p("Begins a page by itself", style="Heading2", properties="<w:pageBreakBefore/>"),
        *(p(RU[n % 8] + " " + EN[n % 7]) for n in range(6)),
        *(p(f"Kept with the next: {n}", properties=keep) for n in range(6)),
        p("the last of those kept " + EN[2]),
        p(long, properties="<w:keepLines/>"),
        p(long, properties='<w:widowControl w:val="0"/>'),
        p(RU[4]),
        p(long),
        p(RU[5]),
        p("Заголовок остаётся с текстом", style="Heading2"),
        p(long + " " + long),
        p(RU[6]),
    ]
    return WordFile("".join(body) + section(), sheet())


def footnotes():
    mark = lambda n: f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{n}"/></w:r>'
    file = WordFile("", sheet("Times New Roman", 24, 120, 276))
    file.footnotes(
        "Короткая сноска.", EN[0], "Вторая на той же странице: " + RU[1], " ".join(RU[:5]), "See the annex.", "Последняя сноска."
    )
    file.body = (
        "".join(
            [
                p("Сноски", style="Heading1"),
                p(r("Первое утверждение"), mark(1), r(" и второе"), mark(2), r(". " + RU[0])),
                p(RU[1], mark(3)),
                p(EN[1]),
                p(RU[2]),
                p(EN[2]),
                p(RU[3]),
                p(EN[3]),
                p(RU[4], mark(4)),
                p(EN[4]),
                p(RU[5]),
                p(EN[5], mark(5)),
                p(RU[6]),
                p(EN[6]),
                p(RU[7], mark(6)),
                p(RU[0]),
            ]
        )
        + section()
    )
    return file


def fields():
    contents = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs><w:spacing w:after="100"/>'
    chapters = [("Задача", 1), ("Решение", 2), ("Стоимость", 3)]
    file = WordFile("", sheet())
    site = file.relate("hyperlink", "https://example.com/offer", outside=True)
    foot = file.margin(
        "footer",
        "footer1",
        p(r("Страница "), field("PAGE", "1"), r(" из "), field("NUMPAGES", "3"), properties='<w:jc w:val="center"/>'),
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    line = lambda n, name, page: (
        f'<w:hyperlink w:anchor="_Toc{n}" w:history="1">'
        + r(f"{n}. {name}\t")
        + field(f"PAGEREF _Toc{n} \\h", str(page))
        + "</w:hyperlink>"
    )
    toc = "".join(
        p(*([begin] if n == 1 else []), line(n, name, page), *([end] if n == 3 else []), properties=contents)
        for n, (name, page) in enumerate(chapters, 1)
    )
    marked = lambda n, name: p(
        f'<w:bookmarkStart w:id="{n}" w:name="_Toc{n}"/>',
        r(f"{n}. {name}"),
        f'<w:bookmarkEnd w:id="{n}"/>',
        style="Heading1",
        properties="<w:pageBreakBefore/>" if n > 1 else "",
    )
    link = f'<w:hyperlink r:id="{site}" w:history="1">' + r("на нашем сайте", '<w:rStyle w:val="Hyperlink"/>') + "</w:hyperlink>"
    file.body = (
        p("Содержание", style="Title")
        + toc
        + "".join(marked(n, name) + p(RU[n]) + p(EN[n]) for n, (name, _) in enumerate(chapters, 1))
        + p(
            r("Подробности — "),
            link,
            r(", на странице "),
            field("PAGEREF _Toc2 \\h", "2"),
            r(". Раздел «"),
            field("REF _Toc1 \\h", "1. Задача"),
            r("»."),
        )
        + section(before=f'<w:footerReference w:type="default" r:id="{foot}"/>')
    )
    return file


def text_boxes():
    inside = lambda *texts: "".join(
        p(text, properties='<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>') for text in texts
    )
    body = [
        p("Надписи", style="Heading1"),
        p(text_box(inside("Справа от текста", "Вторая строка надписи."), SQUARE, 110, 0, 55, 30, 1), RU[0]),
        p(RU[1]),
        p(EN[0]),
        p(text_box(inside("Between the paragraphs: " + EN[4][:110]), TOP_BOTTOM, 20, 3, 120, 25, 2, "FFF2CC"), EN[1]),
        p(RU[2]),
        p(RU[3]),
        p(text_box(inside("На своём месте страницы"), NONE, 120, 262, 65, 14, 3, of=("page", "page")), EN[2]),
        p(RU[4]),
    ]
    return WordFile("".join(body) + section(), sheet())


def revisions_and_controls():
    who = 'w:author="Office" w:date="2026-11-23T10:00:00Z"'
    put = lambda n, text: f'<w:ins w:id="{n}" {who}>{r(text)}</w:ins>'
    gone = lambda n, text: f'<w:del w:id="{n}" {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    control = (
        lambda tag, inner: f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="{1000 + len(tag)}"/><w:text/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )
    body = [
        p("Правки и поля для ввода", style="Heading1"),
        p(
            r("Срок оказания услуг — "),
            gone(1, "десять"),
            put(2, "пятнадцать"),
            r(" рабочих дней"),
            put(3, " со дня предоплаты"),
            r("."),
        ),
        p(RU[0]),
        p(r("Заказчик: "), control("client", r("ООО «Василёк»")), r(", договор № "), control("number", r("17-2026")), r(".")),
        control("paragraphs", p(EN[0]) + p(EN[1])),
        p(
            '<w:bookmarkStart w:id="7" w:name="start"/>',
            r("Закладка вокруг слов"),
            '<w:bookmarkEnd w:id="7"/>',
            r(" ничего не меняет. " + RU[2]),
        ),
        p('<w:commentRangeStart w:id="1"/>', r("Примечание на полях не печатается."), '<w:commentRangeEnd w:id="1"/>'),
        p(gone(8, "Этого предложения нет. "), r("Остаток абзаца. " + EN[2])),
        p(r("Первый пункт"), properties=listed(1)),
        p(put(9, "Вставленный пункт"), properties=listed(1)),
        p(RU[3]),
    ]
    return WordFile(
        "".join(body) + section(),
        sheet(),
        numbering([level(0, "decimal", "%1.", 720)]),
        '<w:revisionView w:markup="0" w:insDel="0" w:formatting="0"/>',
    )


FILES = {
    "inline_pictures": inline_pictures,
    "anchored_pictures": anchored_pictures,
    "headers_and_footers": headers_and_footers,
    "sections": sections,
    "columns": columns,
    "breaks": breaks,
    "footnotes": footnotes,
    "fields": fields,
    "text_boxes": text_boxes,
    "revisions_and_controls": revisions_and_controls,
}
