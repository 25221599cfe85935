"""Tables: widths, borders, shading, merges, nesting, heights, heads that are repeated."""

from sheets import sheet, style
from texts import EN, RU, SERVICES, money
from word_shape import ALL_SIDES, WordFile, borders, cell, p, r, row, section, table

TIGHT = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'


def fill(color):
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def right(text):
    return p(text, properties=TIGHT + '<w:jc w:val="right"/>')


def plain(text):
    return p(text, properties=TIGHT)


def fixed_tables():
    margins = (
        '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="170" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/><w:right w:w="170" w:type="dxa"/>'
        "</w:tblCellMar>"
    )
    widths = [2000, 3500, 3855]
    tall = lambda rule, value: f'<w:trHeight w:val="{value}"' + (f' w:hRule="{rule}"' if rule else "") + "/>"
    aligned = lambda side: f'<w:vAlign w:val="{side}"/>'
    body = [
        p("Таблицы с заданной шириной", style="Heading1"),
        table(
            widths,
            row(
                *(
                    cell(p(r(text, "<w:b/>"), properties=TIGHT), width, fill("D9E2F3"))
                    for text, width in zip(("Столбец", "Описание", "Примечание"), widths)
                )
            ),
            row(cell(plain("первая"), 2000), cell(plain(RU[0][:120]), 3500), cell(plain("коротко"), 3855)),
            row(
                cell(plain("вторая"), 2000, aligned("center")),
                cell(plain(RU[1][:160]), 3500),
                cell(plain("внизу"), 3855, aligned("bottom")),
            ),
        ),
        p("Поля ячеек и высота строк:"),
        table(
            widths,
            row(
                *(cell(plain(text), width) for text, width in zip(("минимум", "два сантиметра", "строка"), widths)),
                properties=tall("", 1134),
            ),
            row(
                *(
                    cell(plain(text), width, aligned("center"))
                    for text, width in zip(("точно", "полтора сантиметра", "строка"), widths)
                ),
                properties=tall("exact", 850),
            ),
            row(*(cell(plain(text), width) for text, width in zip(("без", "высоты", "строка"), widths))),
            properties=borders("tblBorders", ALL_SIDES, size=8, color="808080") + margins,
        ),
        p("Borders of each cell:"),
        table(
            [3000, 3000],
            row(
                cell(plain("no borders"), 3000),
                cell(plain("a thick one below"), 3000, borders("tcBorders", ("bottom",), size=24)),
            ),
            row(
                cell(plain("dashed box"), 3000, borders("tcBorders", ("top", "left", "bottom", "right"), "dashed", 8, "C00000")),
                cell(plain("shaded"), 3000, fill("FFF2CC")),
            ),
            properties='<w:jc w:val="center"/>',
        ),
        p("Indented, at the right:"),
        table(
            [2500, 2500],
            row(cell(right("1 000,00"), 2500), cell(right("2 000,00"), 2500)),
            properties='<w:tblInd w:w="1418" w:type="dxa"/>' + borders("tblBorders", ("top", "bottom")),
        ),
        p(EN[0]),
    ]
    return WordFile("".join(body) + section(), sheet())


def merged_cells():
    span, down, on = (lambda n: f'<w:gridSpan w:val="{n}"/>'), '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    w = [1800, 1800, 1800, 1800, 1800]
    body = [
        p("Merged cells", style="Heading1"),
        table(
            w,
            row(cell(plain("over two columns"), 3600, span(2)), cell(plain("three columns at the right"), 5400, span(3))),
            row(cell(plain("down three rows " + EN[0][:60]), 1800, down), *(cell(plain(f"cell {n}"), 1800) for n in range(4))),
            row(
                cell(plain(""), 1800, on),
                cell(plain("two by two"), 3600, span(2) + down),
                cell(plain("e"), 1800),
                cell(plain("f"), 1800),
            ),
            row(cell(plain(""), 1800, on), cell(plain(""), 3600, span(2) + on), cell(plain("g"), 1800), cell(plain("h"), 1800)),
            row(cell(plain("все пять столбцов"), 9000, span(5) + fill("E7E6E6"))),
        ),
        p("Rows of different widths:"),
        table(
            [1500, 1500, 3000, 3000],
            row(cell(plain("a"), 3000, span(2)), cell(plain("b"), 3000), cell(plain("c"), 3000)),
            row(cell(plain("d"), 1500), cell(plain("e"), 4500, span(2)), cell(plain("f"), 3000)),
            row(
                cell(plain("shorter row"), 1500),
                cell(plain("ends here"), 1500),
                properties='<w:gridAfter w:val="2"/><w:wAfter w:w="6000" w:type="dxa"/>',
            ),
            row(
                cell(plain("begins later"), 6000, span(2)),
                properties='<w:gridBefore w:val="2"/><w:wBefore w:w="3000" w:type="dxa"/>',
            ),
        ),
        p(RU[2]),
    ]
    return WordFile("".join(body) + section(), sheet("Arial", 20, 120, 259))


def automatic_widths():
    auto = lambda text, properties="": cell(plain(text), 0, properties).replace('w:w="0" w:type="dxa"', 'w:w="0" w:type="auto"')
    percent = lambda text, share: cell(plain(text), share * 50).replace('w:type="dxa"', 'w:type="pct"')
    whole = borders("tblBorders", ALL_SIDES)
    body = [
        p("Ширина по содержимому", style="Heading1"),
        table(
            [700, 5000, 1200, 2000],
            row(*(auto(text) for text in ("№", "Наименование", "Кол-во", "Сумма"))),
            *(
                row(auto(str(n)), auto(name), auto(str(n * 3)), auto(money(n * 1234500)))
                for n, name in enumerate(SERVICES[:6], 1)
            ),
            fixed=False,
        ),
        p("Половина ширины страницы, доли в процентах:"),
        table(
            [2400, 2400],
            row(percent("треть от половины", 33), percent("две трети от половины страницы", 67)),
            row(percent("a", 33), percent(EN[1][:80], 67)),
            properties=whole,
            fixed=False,
        ).replace('<w:tblW w:w="0" w:type="auto"/>', '<w:tblW w:w="2500" w:type="pct"/>'),
        p("Long words and short ones:"),
        table(
            [3000, 3000, 3000],
            row(auto("short"), auto(EN[2]), auto("a-word-with-hyphens")),
            row(auto("x"), auto("y"), auto("z")),
            fixed=False,
        ),
        p(RU[3]),
    ]
    return WordFile("".join(body) + section(), sheet())


def nested_tables():
    inner = table(
        [1500, 2500],
        *(row(cell(plain(f"внутри {n}"), 1500), cell(plain(name), 2500)) for n, name in enumerate(SERVICES[:3], 1)),
        properties=borders("tblBorders", ALL_SIDES, "dotted", 4, "808080"),
    )
    deeper = table(
        [4200],
        row(cell(plain("second level") + inner + plain(""), 4200)),
        properties=borders("tblBorders", ALL_SIDES, color="C00000"),
    )
    body = [
        p("Таблица в таблице", style="Heading1"),
        table(
            [4800, 4500],
            row(cell(plain("Слева вложенная таблица:") + inner + plain("и текст под ней"), 4800), cell(plain(RU[4]), 4500)),
            row(cell(plain(EN[4]), 4800), cell(deeper + plain(""), 4500, fill("F2F2F2"))),
        ),
        p(EN[5]),
        table(
            [9300],
            row(cell(inner + plain("after the inner one"), 9300)),
            properties=borders("tblBorders", ("top", "bottom", "left", "right"), size=12),
        ),
        p(RU[5]),
    ]
    return WordFile("".join(body) + section(), sheet("Times New Roman", 22, 120, 252))


def rows_over_pages():
    widths = [600, 4200, 4555]
    head = "<w:cantSplit/><w:tblHeader/>"
    rows = [
        row(
            *(
                cell(p(r(text, "<w:b/>"), properties=TIGHT), width, fill("D9E2F3"))
                for text, width in zip(("№", "Что делаем", "Подробности"), widths)
            ),
            properties=head,
        ),
        row(
            *(cell(p(r(text, "<w:i/>"), properties=TIGHT), width) for text, width in zip(("1", "2", "3"), widths)),
            properties=head,
        ),
    ]
    rows += [
        row(
            cell(plain(str(n)), 600),
            cell(plain(RU[n % 8]), 4200),
            cell(plain(EN[n % 7]), 4555),
            properties="<w:cantSplit/>" if n % 2 else "",
        )
        for n in range(1, 15)
    ]
    return WordFile(
        p("Строки, которые переходят на другую страницу", style="Heading1")
        + p(RU[0])
        + table(widths, *rows)
        + p(EN[6])
        + section(),
        sheet(),
    )


def styled_table():
    """A table style with bands, a first row and a last column."""
    bands = "".join(
        f'<w:tblStylePr w:type="{kind}">{look}</w:tblStylePr>'
        for kind, look in (
            (
                "firstRow",
                '<w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="4472C4"/></w:tcPr>',
            ),
            ("lastCol", "<w:rPr><w:b/></w:rPr>"),
            ("band1Horz", '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/></w:tcPr>'),
        )
    )
    grid = (
        '<w:style w:type="table" w:styleId="Grid4"><w:name w:val="Grid Table 4 Accent 1"/><w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:tblPr><w:tblStyleRowBandSize w:val="1"/>{borders("tblBorders", ALL_SIDES, color="8EAADB")}</w:tblPr>{bands}</w:style>'
    )
    widths = [700, 4300, 1400, 1400, 1555]
    look = '<w:tblStyle w:val="Grid4"/>'
    rows = [row(*(cell(p(text), width) for text, width in zip(("№", "Услуга", "Часы", "Цена", "Сумма"), widths)))]
    rows += [
        row(
            cell(p(str(n)), 700),
            cell(p(name), 4300),
            *(
                cell(p(text, properties='<w:jc w:val="right"/>'), width)
                for text, width in zip((str(n * 4), money(250_000), money(n * 1_000_000)), widths[2:])
            ),
        )
        for n, name in enumerate(SERVICES, 1)
    ]
    styled = (
        table(widths, *rows, properties="")
        .replace("<w:tblPr>", f"<w:tblPr>{look}")
        .replace('w:lastColumn="0"', 'w:lastColumn="1"')
    )
    quoted = style(
        "paragraph",
        "Quote",
        paragraph='<w:ind w:left="864" w:right="864"/><w:jc w:val="center"/>',
        run='<w:i/><w:color w:val="404040"/>',
    )
    return WordFile(
        p("Стиль таблицы", style="Heading1") + p(RU[6]) + styled + p(EN[3], style="Quote") + p(RU[7]) + section(),
        sheet(extra=grid + quoted),
    )


FILES = {
    "fixed_tables": fixed_tables,
    "merged_cells": merged_cells,
    "automatic_widths": automatic_widths,
    "nested_tables": nested_tables,
    "rows_over_pages": rows_over_pages,
    "styled_table": styled_table,
}
