"""The proposal as a Word file for LibreOffice, as a person would have set it up: styles, a repeated header row, page fields."""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

ACCENT, MUTED = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x5B, 0x67, 0x75)
WIDTHS = [26, 222, 44, 32, 75, 80]
TEXT_WIDTH = sum(WIDTHS)


def look(style, size, color=None, bold=None, before=0, after=0, line=None):
    style.font.name, style.font.size = "PT Sans", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), "PT Sans")
    if color is not None:
        style.font.color.rgb = color
    style.font.bold = bold
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if line:
        style.paragraph_format.line_spacing = Pt(line)


def element(parent, tag, **attributes):
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def field(paragraph, name):
    element(element(element(paragraph._p, "w:fldSimple", instr=name), "w:r"), "w:t").text = "1"


def table(document, rows, widths, aligned, size=None):
    """Cells are made through lxml: python-docx takes seconds for a longer table."""
    made = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    for row in rows:
        tr = element(made._tbl, "w:tr")
        element(element(tr, "w:trPr"), "w:cantSplit")
        for text, width, side in zip(row, widths, aligned):
            tc = element(tr, "w:tc")
            element(element(tc, "w:tcPr"), "w:tcW", w=str(int(width * 20)), type="dxa")
            p = element(tc, "w:p")
            element(element(p, "w:pPr"), "w:jc", val=side)
            r = element(p, "w:r")
            properties = element(r, "w:rPr")
            if size:
                element(properties, "w:sz", val=str(size * 2))
            t = element(r, "w:t")
            t.text = text
    for column, width in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), widths):
        column.set(qn("w:w"), str(int(width * 20)))
    return made


def bold(row):
    for properties in row.iter(qn("w:rPr")):
        element(properties, "w:b")


def margins(document, data):
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Pt(62), Pt(54), Pt(46), Pt(50)
    section.header_distance, section.footer_distance = Pt(20), Pt(24)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.text, head.alignment = data["header"], Align.RIGHT
    for footer in (section.footer, section.first_page_footer):
        foot = footer.paragraphs[0]
        foot.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), 2)
        foot.add_run(f"{data['footer']}\tСтр. ")
        field(foot, "PAGE")
        foot.add_run(" из ")
        field(foot, "NUMPAGES")


def write(path, data):
    document = Document()
    styles = document.styles
    look(styles["Normal"], 10, line=14)
    look(styles["Title"], 18.5, ACCENT, True, 10, 6, 22)
    look(styles["Heading 2"], 12.5, ACCENT, True, 14, 0, 17)
    look(styles["Body Text"], 10, before=6, line=14)
    look(styles["Header"], 8, MUTED, line=10)
    look(styles["Footer"], 8, MUTED, line=10)
    styles["Footer"].element.pPr.remove(styles["Footer"].element.pPr.find(qn("w:tabs")))
    styles["Body Text"].paragraph_format.alignment = Align.JUSTIFY
    styles["Title"].element.pPr.remove(styles["Title"].element.pPr.find(qn("w:pBdr")))
    margins(document, data)
    letterhead = [data["seller"]["name"], *(data["seller"][name] for name in ("address", "tax", "contact"))]
    for text in letterhead:
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.line_spacing = Pt(11)
        paragraph.runs[0].font.size = Pt(8 if text != letterhead[0] else 10)
    document.add_paragraph(data["title"], "Title")
    client = data["client"]
    details = [
        ("Номер и дата", f"№ {data['number']} от {data['date']}"),
        ("Для кого", f"{client['name']}, {client['department']}"),
        ("Предмет", data["subject"]),
        ("Действительно до", data["valid_until"]),
    ]
    table(document, details, [110, 369], ["left", "left"])
    for each in data["sections"]:
        document.add_paragraph(each["title"], "Heading 2")
        for text in each["paragraphs"]:
            document.add_paragraph(text, "Body Text")
    document.add_paragraph(data["table_title"], "Heading 2")
    sides = ["right", "left", "right", "left", "right", "right"]
    items = table(document, [data["columns"], *(item.values() for item in data["items"])], WIDTHS, sides, 9)
    items.style = styles["Table Grid"]
    element(items._tbl.tr_lst[0].trPr, "w:tblHeader")
    bold(items._tbl.tr_lst[0])
    totals = [(line["label"], line["value"]) for line in [*data["totals"], data["total"]]]
    bold(table(document, totals, [TEXT_WIDTH - 100, 100], ["right", "right"])._tbl.tr_lst[-1])
    document.add_paragraph(data["closing"], "Body Text")
    document.add_paragraph().paragraph_format.line_spacing = Pt(24)
    signatures = [[who["post"] for who in data["signatures"]], [f"____________ {who['name']}" for who in data["signatures"]]]
    table(document, signatures, [240, 239], ["left", "left"])
    document.save(path)
