"""Styles, runs, tabs, lists, spacing, indents, borders."""

from sheets import level, listed, numbering, sheet, style
from texts import EN, RU
from word_shape import WordFile, borders, field, p, r, section


def styles_and_inheritance():
    extra = (
        style(
            "paragraph",
            "Base",
            paragraph='<w:spacing w:before="60" w:after="60"/><w:ind w:left="284"/>',
            run='<w:color w:val="1F4E79"/>',
        )
        + style("paragraph", "Derived", based="Base", paragraph='<w:jc w:val="center"/>', run='<w:b/>')
        + style(
            "paragraph", "Last", based="Derived", paragraph='<w:ind w:left="0"/>', run='<w:b w:val="0"/><w:i/><w:sz w:val="26"/>'
        )
        + style("character", "Strong", based="DefaultParagraphFont", run="<w:b/><w:bCs/>")
        + style("character", "Loud", based="Strong", run='<w:caps/><w:color w:val="C00000"/>')
    )
    body = [
        p("Стили и наследование", style="Title"),
        p("Заголовок первого уровня", style="Heading1"),
        p(RU[0]),
        p("Основан на обычном: отступ и цвет", style="Base"),
        p("Основан на предыдущем: по центру, полужирный", style="Derived"),
        p("Полужирный снят, курсив и размер добавлены", style="Last"),
        p("Heading of the second level", style="Heading2"),
        p(
            r("A character style "),
            r("is strong", '<w:rStyle w:val="Strong"/>'),
            r(", another "),
            r("is loud", '<w:rStyle w:val="Loud"/>'),
            r(", and direct formatting "),
            r("wins over it", '<w:rStyle w:val="Loud"/><w:b w:val="0"/><w:caps w:val="0"/>'),
            r("."),
        ),
        p("Heading of the third level", style="Heading3"),
        p(EN[0]),
        p(r("Bold in a bold style stays bold: ", "<w:b/>"), r("toggled.", '<w:rStyle w:val="Strong"/>'), style="Derived"),
        p(EN[1]),
    ]
    return WordFile("".join(body) + section(), sheet(extra=extra))


def runs():
    looks = [
        ("bold", "<w:b/>"),
        ("italic", "<w:i/>"),
        ("both", "<w:b/><w:i/>"),
        ("underlined", '<w:u w:val="single"/>'),
        ("double", '<w:u w:val="double"/>'),
        ("dotted", '<w:u w:val="dotted"/>'),
        ("words only", '<w:u w:val="words"/>'),
        ("struck", "<w:strike/>"),
        ("red", '<w:color w:val="FF0000"/>'),
        ("theme", '<w:color w:val="4472C4" w:themeColor="accent1"/>'),
        ("marked", '<w:highlight w:val="yellow"/>'),
        ("shaded", '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'),
        ("Small Capitals", "<w:smallCaps/>"),
        ("capitals", "<w:caps/>"),
        ("hidden", "<w:vanish/>"),
        ("wide", '<w:w w:val="150"/>'),
        ("narrow", '<w:w w:val="80"/>'),
        ("raised", '<w:position w:val="6"/>'),
        ("lowered", '<w:position w:val="-6"/>'),
    ]
    body = [p("Formatting of runs", style="Heading1")]
    for n in range(0, len(looks), 3):
        body.append(p(*(part for name, look in looks[n : n + 3] for part in (r("plain and "), r(name, look), r(", ")))))
    body += [
        p(
            r("x"),
            r("2", '<w:vertAlign w:val="superscript"/>'),
            r(" + H"),
            r("2", '<w:vertAlign w:val="subscript"/>'),
            r("O, м"),
            r("3", '<w:vertAlign w:val="superscript"/>'),
        ),
        p(*(r(f"{points} пт ", f'<w:sz w:val="{points * 2}"/>') for points in (6, 8, 9, 10, 12, 14, 18, 24, 36))),
        p(
            *(
                r(f"{name}: Съешь ещё этих мягких булок. ", f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>')
                for name in ("Arial", "Times New Roman", "Courier New", "PT Sans", "PT Serif", "Cambria", "Calibri")
            )
        ),
        p(
            r("Condensed by half a point, ", '<w:spacing w:val="-10"/>'),
            r("expanded by one and a half. ", '<w:spacing w:val="30"/>'),
            r("Without kerning AVATAR, "),
            r("with kerning AVATAR.", '<w:kern w:val="16"/>'),
        ),
        p(RU[1]),
        p(EN[1]),
    ]
    return WordFile("".join(body) + section(), sheet())


def tabs():
    stops = (
        lambda *each: "<w:tabs>"
        + "".join(
            f'<w:tab w:val="{kind}"{f" w:leader=%s{leader}%s" % (chr(34), chr(34)) if leader else ""} w:pos="{at}"/>'
            for kind, at, leader in each
        )
        + "</w:tabs>"
    )
    contents = stops(("right", 9350, "dot"))
    body = [
        p("Табуляция", style="Heading1"),
        *(
            p(f"{name}\t{page}", properties=contents)
            for name, page in (("Введение", 1), ("Обследование", 4), ("Настройка и обучение", 12))
        ),
        *(
            p(f"{name}\t{value}", properties=stops(("right", 9350, leader)))
            for name, value, leader in (
                ("Hyphens", "100", "hyphen"),
                ("Underscore", "200", "underscore"),
                ("Middle dot", "300", "middleDot"),
            )
        ),
        *(
            p(
                f"left\tcentre {n}\tright {n}\t{n * 1234.5:.2f}".replace(".", ","),
                properties=stops(("center", 3500, ""), ("right", 6500, ""), ("decimal", 8200, "")),
            )
            for n in (1, 10, 100)
        ),
        p("Default\tstops\tare\tused\there", properties=""),
        p("\tBegins with a tab, as old letters do. " + EN[2]),
        p("Директор\t____________\tИ. О. Образцов", properties=stops(("left", 3000, ""), ("left", 6500, ""))),
        p("Cleared\tstop", properties=stops(("clear", 708, ""), ("left", 5000, ""))),
        p("Bar\tof\tthree", properties=stops(("left", 2000, "dot"), ("left", 4000, "dot"), ("left", 6000, "dot"))),
        p(RU[2]),
    ]
    return WordFile("".join(body) + section(), sheet("Arial", 20, 120, 264))


def numbered_lists():
    outline = [
        level(0, "decimal", "%1.", 432, 432),
        level(1, "decimal", "%1.%2", 864, 576),
        level(2, "decimal", "%1.%2.%3", 1440, 720),
    ]
    letters = [level(0, "lowerLetter", "%1)", 720), level(1, "lowerRoman", "(%2)", 1440, 720)]
    roman = [level(0, "upperRoman", "Раздел %1.", 1418, 1418, "<w:b/>"), level(1, "russianLower", "%2)", 1800)]
    right = [level(0, "decimal", "%1", 720, 200, align="right"), level(1, "upperLetter", "%2.", 1200)]
    numbers = numbering(outline, letters, roman, right, starts=[(5, 1, 0, 1), (6, 0, 0, 7)])
    item = lambda text, number, at=0: p(text, style="ListParagraph", properties=listed(number, at))
    body = [
        p("Numbered lists", style="Heading1"),
        item("Survey", 1),
        item("Interviews with those who write orders", 1, 1),
        item("Measured times", 1, 1),
        item("By hand", 1, 2),
        item("By the journal", 1, 2),
        item("Set-up", 1),
        item("Mailboxes", 1, 1),
        item("Names of two", 1, 2),
        item(EN[2], 1, 1),
        p("Буквы и римские цифры", style="Heading2"),
        item("first by letter", 2),
        item("second by letter", 2),
        item("roman below", 2, 1),
        item("roman below again", 2, 1),
        item("third by letter", 2),
        p("A paragraph between, then the list begins again:"),
        item("first again", 5),
        item("second again", 5),
        item("Общие положения", 3),
        item("пункт первый", 3, 1),
        item("пункт второй", 3, 1),
        item("Порядок расчётов", 3),
        item("пункт первый снова", 3, 1),
        p("Begins at seven:"),
        item("seven", 6),
        item("eight", 6),
        p("Right-aligned numbers:"),
        *(item(f"Строка номер {n}", 4) for n in range(1, 13)),
        item("А below it", 4, 1),
        p(RU[3]),
    ]
    return WordFile("".join(body) + section(), sheet(), numbers)


def bullets():
    symbols = [level(0, "bullet", "•", 720), level(1, "bullet", "–", 1440), level(2, "bullet", "▪", 2160)]
    boxes = [level(0, "bullet", "—", 567, 283, '<w:color w:val="C00000"/>')]
    numbers = numbering(symbols, boxes, [level(0, "decimal", "Шаг %1:", 1134, 1134, "<w:b/>")])
    item = lambda text, number, at=0: p(text, style="ListParagraph", properties=listed(number, at))
    spaced = '<w:spacing w:after="120"/><w:contextualSpacing w:val="0"/>'
    body = [
        p("Списки со знаками", style="Heading1"),
        p(RU[4]),
        item("первый уровень", 1),
        item("второй уровень", 1, 1),
        item("третий уровень", 1, 2),
        item(RU[5], 1, 2),
        item("снова первый уровень", 1),
        item(RU[0], 1),
        p("Тире:"),
        item("коротко", 2),
        item(RU[1], 2),
        p("Шаги:"),
        *(p(text, style="ListParagraph", properties=listed(3) + spaced) for text in (RU[2], RU[3], RU[4])),
        p(EN[3]),
    ]
    return WordFile("".join(body) + section(), sheet("Times New Roman", 24, 0, 276), numbers)


def spacing():
    rules = [
        ("одинарный", 'w:line="240" w:lineRule="auto"'),
        ("полуторный", 'w:line="360" w:lineRule="auto"'),
        ("множитель 1,15", 'w:line="276" w:lineRule="auto"'),
        ("точно 14 пт", 'w:line="280" w:lineRule="exact"'),
        ("точно 20 пт", 'w:line="400" w:lineRule="exact"'),
        ("минимум 18 пт", 'w:line="360" w:lineRule="atLeast"'),
        ("минимум 6 пт", 'w:line="120" w:lineRule="atLeast"'),
    ]
    body = [
        p("Интервалы", style="Heading1"),
        *(p(f"Интервал {name}. {RU[n % 8]}", properties=f"<w:spacing {rule}/>") for n, (name, rule) in enumerate(rules)),
    ]
    body += [
        p(f"Before {before}, after {after}.", properties=f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"/>')
        for before, after in ((0, 0), (6, 0), (0, 12), (18, 6), (24, 24), (3, 3))
    ]
    body += [
        p(f"Contextual, paragraph {n}", properties='<w:spacing w:before="240" w:after="240"/><w:contextualSpacing/>')
        for n in (1, 2, 3)
    ]
    body += [
        p(r("A larger word "), r("in the line", '<w:sz w:val="40"/>'), r(" makes it higher. " + EN[3])),
        p(
            r("auto before"),
            properties='<w:spacing w:before="100" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="1"/>',
        ),
        p(EN[4]),
    ]
    return WordFile("".join(body) + section(), sheet("Arial", 22, 0, 240))


def indents():
    shapes = [
        '<w:ind w:firstLine="709"/>',
        '<w:ind w:left="709" w:hanging="709"/>',
        '<w:ind w:left="1134" w:right="1134"/>',
        '<w:ind w:left="-567" w:right="-284"/>',
        '<w:ind w:left="567" w:firstLine="567" w:right="567"/>',
    ]
    body = [p("Отступы и выравнивание", style="Heading1")]
    for n, shape in enumerate(shapes):
        body += [p(RU[n], properties=shape + '<w:jc w:val="both"/>'), p(EN[n], properties=shape + '<w:jc w:val="both"/>')]
    body += [
        p(f"Выравнивание: {side}. {RU[5][:90]}", properties=f'<w:jc w:val="{side}"/>')
        for side in ("left", "center", "right", "both")
    ]
    body += [
        p(
            r("A justified paragraph that ends\nwith a line break in the middle and goes on: " + EN[5]),
            properties='<w:jc w:val="both"/>',
        )
    ]
    return WordFile("".join(body) + section(), sheet("Times New Roman", 24, 120, 240))


def paragraph_borders():
    box = borders("pBdr", ("top", "left", "bottom", "right"), size=8, color="1F4E79").replace('w:space="0"', 'w:space="4"')
    under = '<w:pBdr><w:bottom w:val="double" w:sz="6" w:space="1" w:color="C00000"/></w:pBdr>'
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E2EFD9"/>'
    body = [
        p("Границы и заливка абзацев", style="Heading1"),
        p(RU[0]),
        p(RU[1], properties=box),
        p(RU[2]),
        p(RU[3], properties=box + shade),
        p("Соседний абзац в той же рамке", properties=box + shade),
        p("И третий", properties=box + shade),
        p(EN[0], properties=under),
        p(EN[1], properties=shade + '<w:ind w:left="709" w:right="709"/>'),
        p(
            "Only a bar at the left",
            properties='<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="4472C4"/></w:pBdr><w:ind w:left="284"/>',
        ),
        p(
            "Between",
            properties=box.replace("</w:pBdr>", '<w:between w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>'),
        ),
        p(
            "two of one kind",
            properties=box.replace("</w:pBdr>", '<w:between w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>'),
        ),
        p(EN[2]),
    ]
    return WordFile("".join(body) + section(), sheet())


def special_characters():
    body = [
        p("Знаки, которые не видны", style="Heading1"),
        p("Мягкие пере\u00adносы: " + " ".join("высоко\u00adквали\u00adфици\u00adрованный" for _ in range(14))),
        p("Неразрывные пробелы: " + " ".join("ООО\u00a0«Ромашка», д.\u00a05, 100\u00a0000\u00a0руб." for _ in range(6))),
        p("Неразрывные дефисы: " + " ".join("д\u2011р\u00a0И.\u00a0О.\u00a0Образцов, онлайн\u2011заявка" for _ in range(6))),
        p("Line\nbreaks\nin one paragraph, and\ttabs.", properties='<w:jc w:val="both"/>'),
        p("Тире — длинное, – короткое; кавычки «ёлочки» и „лапки“; № 5, § 3, 20 °C, ½, ©, €, ₽, →, ≥, ±, …"),
        p("Greek: Αθήνα, λόγος; Latin: naïve café, Žižkov, Łódź, Ærø, straße."),
        p(r("Дата: "), field('DATE \\@ "dd.MM.yyyy"', "23.11.2026", locked=True), r(". " + RU[6])),
        p("Averyveryverylongwordwithoutanyplacetobreakit" * 3),
        p(EN[6]),
    ]
    return WordFile("".join(body) + section(margins=(1134, 2268, 1134, 2268)), sheet("PT Serif", 22, 120, 259))


FILES = {
    "styles_and_inheritance": styles_and_inheritance,
    "runs": runs,
    "tabs": tabs,
    "numbered_lists": numbered_lists,
    "bullets": bullets,
    "spacing": spacing,
    "indents": indents,
    "paragraph_borders": paragraph_borders,
    "special_characters": special_characters,
}
