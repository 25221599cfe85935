"""Papers written in LibreOffice's own format, which it then saves as Word files."""

from xml.sax.saxutils import escape

from texts import EN, RU, SERVICES, money

SPACES = {"office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing"}
ROOT = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in SPACES.items()) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
COMMON = [
    (
        "Standard",
        None,
        'fo:margin-bottom="0.2cm" fo:line-height="115%"',
        'style:font-name="{font}" fo:font-size="11pt" fo:language="ru" fo:country="RU"',
    ),
    (
        "Heading_20_1",
        "Standard",
        'fo:keep-with-next="always" fo:margin-top="0.5cm" fo:margin-bottom="0.2cm"',
        'fo:font-weight="bold" fo:font-size="16pt" fo:color="#1f4e79"',
    ),
    (
        "Heading_20_2",
        "Standard",
        'fo:keep-with-next="always" fo:margin-top="0.35cm" fo:margin-bottom="0.15cm"',
        'fo:font-weight="bold" fo:font-size="13pt" fo:color="#1f4e79"',
    ),
    ("Body", "Standard", 'fo:text-align="justify"', ""),
    ("Right", "Standard", 'fo:text-align="end"', ""),
    ("Small", "Standard", 'fo:margin-bottom="0cm"', 'fo:font-size="8pt"'),
    ("SmallRight", "Small", 'fo:text-align="end"', ""),
    ("Cell", "Standard", 'fo:margin-bottom="0cm" fo:line-height="100%"', 'fo:font-size="10pt"'),
    ("CellRight", "Cell", 'fo:text-align="end"', ""),
    ("CellHead", "Cell", "", 'fo:font-weight="bold"'),
    ("NewPage", "Heading_20_1", 'fo:break-before="page"', ""),
    ("Footnote", "Standard", 'fo:margin-left="0.5cm" fo:text-indent="-0.5cm" fo:margin-bottom="0cm"', 'fo:font-size="9pt"'),
]


def p(text, style="Body"):
    """Text, or elements when it begins with one."""
    return f'<text:p text:style-name="{style}">{text if text.startswith("<") else escape(text)}</text:p>'


def h(text, level=1):
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{escape(text)}</text:h>'


def table(name, widths, head, rows, sides):
    """Widths in cm."""
    cells = lambda texts, styles: "".join(
        f'<table:table-cell table:style-name="Grid" office:value-type="string">{p(text, style)}</table:table-cell>'
        for text, style in zip(texts, styles)
    )
    line = lambda texts, styles: f'<table:table-row table:style-name="Row">{cells(texts, styles)}</table:table-row>'
    columns = "".join(f'<table:table-column table:style-name="{name}{n}"/>' for n in range(len(widths)))
    styles = (
        f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{sum(widths)}cm" table:align="left"/></style:style>'
        + "".join(
            f'<style:style style:name="{name}{n}" style:family="table-column"><style:table-column-properties style:column-width="{width}cm"/></style:style>'
            for n, width in enumerate(widths)
        )
    )
    content = (
        f'<table:table table:name="{name}" table:style-name="{name}">{columns}<table:table-header-rows>{line(head, ["CellHead"] * len(head))}</table:table-header-rows>'
        + "".join(line(row, ["CellRight" if side == "r" else "Cell" for side in sides]) for row in rows)
        + "</table:table>"
    )
    return styles, content


def note(number, text):
    return f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation><text:note-body>{p(text, "Footnote")}</text:note-body></text:note>'


def document(body, font="Liberation Serif", automatic="", header="", footer="", first_header=None, margins="2cm"):
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"{f" style:parent-style-name=%s{parent}%s" % (chr(34), chr(34)) if parent else ""}>'
        f'<style:paragraph-properties {paragraph}/><style:text-properties {run.format(font=font)}/></style:style>'
        for name, parent, paragraph, run in COMMON
    )
    space = (
        lambda kind, side: f'<style:{kind}-style><style:header-footer-properties fo:min-height="1cm" fo:margin-{side}="0.4cm"/></style:{kind}-style>'
    )
    margin = lambda kind, content: f"<style:{kind}>{content}</style:{kind}>" if content else ""
    first = margin("header-first", first_header) if first_header else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {ROOT} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f'<office:font-face-decls><style:font-face style:name="{font}" svg:font-family="\'{font}\'"/></office:font-face-decls><office:styles>{styles}</office:styles>'
        f'<office:automatic-styles>{automatic}<style:style style:name="Grid" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #808080"/></style:style>'
        '<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>'
        f'<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="{margins}"/>{space("header", "bottom")}{space("footer", "top")}'
        f'</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">{margin("header", header)}{first}{margin("footer", footer)}'
        f'{margin("footer-first", footer) if first_header else ""}</style:master-page></office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>'
    )


PAGE = '<text:span>{}</text:span><text:page-number text:select-page="current">1</text:page-number><text:span>{}</text:span><text:page-count>1</text:page-count>'


def proposal():
    styles, items = table(
        "Items",
        [1, 7, 2, 3.3, 3.7],
        ["No", "Service", "Days", "Price, £", "Amount, £"],
        [
            [
                str(n),
                f"{EN[n % 7].split('.')[0][:34]}",
                str(n % 5 + 1),
                money(45000 + n * 750, "."),
                money((n % 5 + 1) * (45000 + n * 750), "."),
            ]
            for n in range(1, 23)
        ],
        "rlrrr",
    )
    sections = "".join(
        h(title, 2) + p(EN[n]) + p(EN[n + 1])
        for n, title in enumerate(("Your request", "How we work", "What you receive", "Your data"))
    )
    body = (
        h("Proposal P-2026-0042")
        + p("For Smith & Daughters Ltd, attn. purchasing. Date: 23 November 2026. Valid until 23 December 2026.", "Standard")
        + sections
        + h("What we offer", 2)
        + p(EN[6])
        + items
        + p("Total: see the last column. VAT is added at the rate of the day.", "Right")
        + h("Terms", 2)
        + "".join(p(f"{n}. {EN[(n + 2) % 7]}") for n in range(1, 5))
        + p("J. Example, managing director ____________________", "Standard")
    )
    return document(
        body,
        "Liberation Sans",
        styles,
        p("Example Works Ltd · Proposal P-2026-0042", "SmallRight"),
        p(PAGE.format("Page ", " of "), "SmallRight"),
    )


def letterhead():
    body = (
        p("ООО «Василёк»", "Right")
        + p("отдел закупок", "Right")
        + p("190000, г. Санкт-Петербург, наб. Примерная, д. 2", "Right")
        + h("О сроках поставки", 2)
        + p("Добрый день!", "Standard")
        + "".join(p(RU[n]) for n in (0, 1, 2, 3, 4, 5, 6, 7, 1, 3))
        + p("С уважением,", "Standard")
        + p("генеральный директор                И. О. Образцов", "Standard")
    )
    first = p("ООО «Ромашка»", "CellHead") + p(
        "101000, г. Москва, ул. Примерная, д. 1, оф. 10 · ИНН 7700000000 · hello@romashka.example", "Small"
    )
    return document(
        body, "PT Sans", "", p("ООО «Ромашка», продолжение письма", "SmallRight"), p(PAGE.format("Стр. ", " из "), "Small"), first
    )


def long_table():
    rows = [
        [
            str(n),
            f"{SERVICES[n % 10]}, вариант {n // 10 + 1}",
            "ч" if n % 3 else "шт.",
            money(125_000 + n * 3_755),
            RU[n % 8][: 40 + n % 30] if n % 7 == 0 else "",
        ]
        for n in range(1, 106)
    ]
    styles, items = table(
        "Prices", [1.2, 6.3, 1.5, 3, 5], ["№", "Наименование", "Ед.", "Цена, руб.", "Примечание"], rows, "rllrl"
    )
    return document(
        h("Прайс-лист") + p(RU[6]) + items + p(RU[7]),
        "Liberation Serif",
        styles,
        "",
        p(PAGE.format("Стр. ", " из "), "SmallRight"),
    )


def newsletter():
    columns = (
        '<style:style style:name="Two" style:family="section"><style:section-properties text:dont-balance-text-columns="false"><style:columns fo:column-count="2" fo:column-gap="0.6cm">'
        '<style:column style:rel-width="1*"/><style:column style:rel-width="1*"/></style:columns></style:section-properties></style:style>'
    )
    noted = lambda n, text: f'<text:span>{escape(text)}</text:span>' + note(n, EN[n])
    body = (
        h("Новости компании")
        + p(RU[0])
        + f'<text:section text:style-name="Two" text:name="news">{"".join(p(RU[n]) + p(EN[n]) for n in range(6))}</text:section>'
        + h("Со сносками", 2)
        + p(noted(1, RU[6]))
        + p(noted(2, RU[7]))
        + p(EN[5])
        + p("Начинается с новой страницы", "NewPage")
        + p(noted(3, RU[1]))
        + p(EN[4])
    )
    return document(body, "PT Serif", columns, footer=p(PAGE.format("", " / "), "SmallRight"))


FILES = {"proposal": proposal, "letterhead": letterhead, "long_table": long_table, "newsletter": newsletter}
