"""The proposal that everybody fills: three pages with a table, once in each peer's syntax, lean and fat."""
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAT = Path("/usr/lib/python3/dist-packages/docx/templates/default.docx")  # what python-docx starts every document with

# How each syntax writes a field, a field of the table's row, a paragraph that is there only if, and the row's loop.
# docxtpl's loop and condition stand in rows and paragraphs of their own; the others put theirs into what is repeated.
SYNTAX = {
    "docxtpl": {"field": "{{{{ {} }}}}", "row": "{{{{ item.{} }}}}"},
    "docxtemplater": {"field": "{{{}}}", "row": "{{{}}}"},
    "carbone": {"field": "{{d.{}}}", "row": "{{d.items[i].{}}}"},
}
COLUMNS = [("no", "No", 700), ("name", "Service", 4200), ("quantity", "Qty", 900), ("unit", "Unit", 900),
           ("price", "Price", 1300), ("amount", "Amount", 1500)]


class Text:
    """The proposal's XML in one syntax, in the shapes that Word writes: revision ids, run properties, split runs."""

    def __init__(self, syntax):
        self.syntax = syntax

    def field(self, path):
        name = path.replace(".", "_") if self.syntax == "docxtemplater" else path
        return SYNTAX[self.syntax]["field"].format(name)

    def run(self, text, properties=""):
        return (f'<w:r w:rsidRPr="00C2137F"><w:rPr>{properties}<w:lang w:val="en-GB"/></w:rPr>'
                f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')

    def split(self, tag):
        """As Word leaves a tag that was typed, checked and corrected: three runs and a spelling mark."""
        third = max(1, len(tag) // 3)
        return (self.run(tag[:third]) + '<w:proofErr w:type="spellStart"/>' + self.run(tag[third:2 * third])
                + '<w:proofErr w:type="spellEnd"/>' + self.run(tag[2 * third:]))

    def paragraph(self, *runs, style=None):
        style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        body = "".join(each if each.startswith("<w:") else self.run(each) for each in runs)
        return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{style}{body}</w:p>'

    def optional(self, name, text):
        if self.syntax == "docxtpl":
            return self.paragraph(f"{{%p if {name} %}}") + self.paragraph(text) + self.paragraph("{%p endif %}")
        if self.syntax == "docxtemplater":
            return self.paragraph(f"{{#{name}}}{text}{{/{name}}}")
        return self.paragraph(f"{{d.{name}:ifNEM:showBegin}}{text}{{d.{name}:showEnd}}")

    def cell(self, text, width, bold=False):
        return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                + self.paragraph(self.run(text, "<w:b/>" if bold else "")) + "</w:tc>")

    def row(self, texts, bold=False):
        cells = "".join(self.cell(text, width, bold) for text, (_, _, width) in zip(texts, COLUMNS))
        return f'<w:tr w:rsidR="00A77B3E" w:rsidTr="004B2F11">{cells}</w:tr>'

    def loop_row(self, tag):
        width = sum(width for _, _, width in COLUMNS)
        return (f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{len(COLUMNS)}"/></w:tcPr>'
                + self.paragraph(tag) + "</w:tc></w:tr>")

    def table(self):
        fields = [SYNTAX[self.syntax]["row"].format(name) for name, _, _ in COLUMNS]
        if self.syntax == "docxtpl":
            rows = self.loop_row("{%tr for item in items %}") + self.row(fields) + self.loop_row("{%tr endfor %}")
        elif self.syntax == "docxtemplater":
            rows = self.row(["{#items}" + fields[0], *fields[1:-1], fields[-1] + "{/items}"])
        else:
            rows = self.row(fields) + self.row([each.replace("[i]", "[i+1]") for each in fields])
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for _, _, width in COLUMNS)
        borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
                          for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        return (f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
                f'<w:tblGrid>{grid}</w:tblGrid>{self.row([title for _, title, _ in COLUMNS], bold=True)}{rows}</w:tbl>')

    def body(self):
        field, heading = self.field, lambda text: self.paragraph(text, style="Heading1")
        return "".join([
            self.paragraph(f"Proposal {field('number')}", style="Title"),
            self.paragraph("Date: ", self.split(field("date")), f". Valid until {field('valid_until')}."),
            self.paragraph("For: ", self.split(field("client.name")), f", {field('client.address')}"),
            self.paragraph(f"Attention: {field('client.contact')}, {field('client.email')}"),
            heading("Your request"),
            self.paragraph(field("introduction")),
            *(self.paragraph(text) for text in APPROACH),
            heading("What we offer"),
            self.paragraph(f"The prices are in {field('currency')} and hold until {field('valid_until')}."),
            self.table(),
            self.paragraph(f"Net: {field('net')}"),
            self.paragraph(f"VAT {field('vat_rate')} %: {field('vat')}"),
            self.paragraph(self.run(f"Total: {field('total')}", "<w:b/>"), f" ({field('total_in_words')})"),
            self.optional("discount", "A discount is already taken off."),
            heading("Terms"),
            self.paragraph(f"Payment: {field('payment_terms')}. Start: {field('start_date')}, end: {field('end_date')}."),
            *(self.paragraph(text, style="ListNumber") for text in TERMS),
            heading("Signatures"),
            self.paragraph(f"{field('company.name')}, {field('company.director')}, {field('company.phone')} ____________"),
            self.paragraph(f"{field('client.name')}, {field('client.contact')} ____________"),
        ])

    def document(self, section=""):
        return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
                f'{self.body()}<w:sectPr w:rsidR="00A77B3E">{section}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" '
                'w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
                "</w:body></w:document>")

    def margin(self, kind, *runs):
        return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{kind} xmlns:w="{W}" xmlns:r="{R}">'
                f'{self.paragraph(*runs)}</w:{kind}>')


APPROACH = [
    "We begin with a workshop in which your people show how an order travels through the company today. What is written "
    "twice, what waits for a signature and what is looked up by hand is noted together with the time that it takes.",
    "From the notes we draw the order of the work: first what frees the most hours, then what removes the most errors, and "
    "only then what looks better. Each step ends with something that is used on the same day.",
    "Your data stay on your own server. We work with copies in which names and account numbers are replaced, and return "
    "or delete whatever was handed to us when the work is accepted.",
]
TERMS = [
    "The work is accepted in writing within five working days after it was handed over; afterwards it counts as accepted.",
    "Changes of the scope are agreed in writing before the work on them begins, with their price and their time.",
    "Either side may end the agreement with a notice of thirty days; what was done until then is paid.",
    "What each side learns about the other stays confidential for three years after the end of the agreement.",
    "We repair faults of what was delivered without charge for twelve months.",
    "Neither side is liable for what it could not foresee and could not avoid.",
] * 2

TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override \
PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
RELATION = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
RELATIONS = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
             '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>')
STYLES = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{W}">' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
    for name, size in (("Title", 36), ("Heading1", 28))) +
    '<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/></w:style></w:styles>')


def lean(syntax):
    """The least that Word opens."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(RELATION.format("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": Text(syntax).document(),
        "word/_rels/document.xml.rels": RELATIONS.format(RELATION.format("rId1", "styles", "styles.xml")),
        "word/styles.xml": STYLES,
    }


def fat(syntax):
    """What Word itself saves: theme, fonts, two sheets of all styles, settings; and a header and a footer with fields."""
    text = Text(syntax)
    with zipfile.ZipFile(FAT) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "docProps/thumbnail.jpeg"}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = "".join(f'<Override PartName="/word/{name}1.xml" ContentType="{kind}{name}+xml"/>' for name in ("header", "footer"))
    relations = RELATION.format("rId90", "header", "header1.xml") + RELATION.format("rId91", "footer", "footer1.xml")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", overrides.encode() + b"</Types>")
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", relations.encode() + b"</Relationships>")
    thumbnail = parts["_rels/.rels"].find(b"thumbnail")
    begin, end = parts["_rels/.rels"].rfind(b"<Relationship ", 0, thumbnail), parts["_rels/.rels"].find(b"/>", thumbnail) + 2
    parts["_rels/.rels"] = parts["_rels/.rels"][:begin] + parts["_rels/.rels"][end:]
    parts["word/document.xml"] = text.document(
        '<w:headerReference w:type="default" r:id="rId90"/><w:footerReference w:type="default" r:id="rId91"/>')
    parts["word/header1.xml"] = text.margin("hdr", text.field("company.name"), " · ", text.field("company.phone"))
    parts["word/footer1.xml"] = text.margin("ftr", "Proposal ", text.field("number"))
    return parts


def write_template(path, syntax, make):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in make(syntax).items():
            archive.writestr(name, content)


def data(rows):
    """The fields, amounts already written out, so that everybody does the same: put texts in their places."""
    def money(cents):
        return f"{cents // 100:,}.{cents % 100:02}"

    items, net = [], 0
    for n in range(1, rows + 1):
        quantity, price = n % 7 + 1, 12_500 + 1_375 * (n % 90)
        net += quantity * price
        items.append({"no": str(n), "name": f"Package {n}: draft, review & advice", "quantity": str(quantity),
                      "unit": "days", "price": money(price), "amount": money(quantity * price)})
    vat = (net * 20 + 50) // 100
    return {
        "number": "P-2026-0042", "date": "23 November 2026", "valid_until": "23 December 2026", "currency": "GBP",
        "client": {"name": "Smith & Daughters Ltd", "address": "12 Mill Lane, Leeds LS1 4AP", "contact": "Ms A. Smith",
                   "email": "office@example.com"},
        "company": {"name": "Example Works Ltd", "phone": "+44 20 7946 0000", "director": "J. Example"},
        "introduction": "You asked us how the orders that reach you by e-mail, by telephone and through the shop could "
                        "come together in one list, so that nobody has to type them a second time <and none is lost>.",
        "items": items, "net": money(net), "vat_rate": "20", "vat": money(vat), "total": money(net + vat),
        "total_in_words": "the total in words stands here", "discount": True,
        "payment_terms": "30 % at the start, the rest within 14 days after acceptance", "start_date": "1 December 2026",
        "end_date": "30 April 2027",
    }
