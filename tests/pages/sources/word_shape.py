"""Word files in the shapes that Microsoft Word writes: themes, defaults, latent styles, revision ids, spelling marks."""

import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = (
    f'xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="{MAIN}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


# --- text


def r(text, properties="", revision="00A77B3E"):
    """A run; a tab in the text is w:tab, a line end w:br, U+00AD a soft hyphen, U+2011 a hyphen that does not break."""
    pieces = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
    out, plain = "", ""
    for letter in text + "\0":
        if letter not in pieces and letter != "\0":
            plain += letter
            continue
        out += f'<w:t xml:space="preserve">{escape(plain)}</w:t>' if plain else ""
        out, plain = out + pieces.get(letter, ""), ""
    return f'<w:r w:rsidRPr="{revision}">{f"<w:rPr>{properties}</w:rPr>" if properties else ""}{out}</w:r>'


def p(*content, style=None, properties=""):
    """A paragraph of runs; plain texts become runs, the second of them in pieces with spelling marks."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(each if each.startswith("<") else checked(each) for each in content)
    before = f"<w:pPr>{style}{properties}</w:pPr>" if style or properties else ""
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="004B2F11" w:rsidP="00C2137F">{before}{runs}</w:p>'


def checked(text):
    """As Word leaves a text that was typed, checked and corrected."""
    middle = text.find(" ", len(text) // 2)
    if middle < 0:
        return r(text)
    return (
        r(text[:middle])
        + '<w:proofErr w:type="spellStart"/>'
        + r(text[middle:], revision="00D41C02")
        + '<w:proofErr w:type="spellEnd"/>'
    )


def field(instruction, cached, properties="", locked=False):
    """A complex field, as Word writes them. What is locked keeps its cached text."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = mark.format("begin").replace("/></w:r>", ' w:fldLock="true"/></w:r>') if locked else mark.format("begin")
    return (
        begin
        + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        + mark.format("separate")
        + r(cached, "<w:noProof/>" + properties)
        + mark.format("end")
    )


# --- tables


def cell(content, width, properties=""):
    content = content if content.startswith("<w:p ") or content.startswith("<w:tbl>") else p(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(*cells, properties=""):
    before = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f'<w:tr w:rsidR="00A77B3E" w:rsidTr="004B2F11">{before}{"".join(cells)}</w:tr>'


def borders(name, sides, kind="single", size=4, color="auto"):
    return (
        f"<w:{name}>"
        + "".join(f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{color}"/>' for side in sides)
        + f"</w:{name}>"
    )


def table(widths, *rows, properties=None, fixed=True, width=None):
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    size = f'<w:tblW w:w="{width or sum(widths)}" w:type="dxa"/>' if fixed or width else '<w:tblW w:w="0" w:type="auto"/>'
    inner = properties if properties is not None else borders("tblBorders", ALL_SIDES)
    layout = '<w:tblLayout w:type="fixed"/>' if fixed else ""
    inner = inner.replace("<w:tblCellMar>", f"{layout}<w:tblCellMar>") if "<w:tblCellMar>" in inner else inner + layout
    return (
        f'<w:tbl><w:tblPr>{size}{inner}<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


# --- sections


def section(width=11906, height=16838, margins=(1134, 850, 1134, 1701), before="", after="", landscape=False):
    """Margins are top, right, bottom, left; twips."""
    top, right, bottom, left = margins
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr w:rsidR="00A77B3E">{before}<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{top}" w:right="{right}" '
        f'w:bottom="{bottom}" w:left="{left}" w:header="708" w:footer="708" w:gutter="0"/>{after or "<w:cols w:space=%s708%s/>" % (chr(34), chr(34))}'
        '<w:docGrid w:linePitch="360"/></w:sectPr>'
    )


# --- pictures


def png(width, height, color):
    """A plain picture with a dark frame."""
    line = lambda y: b"\0" + b"".join(
        bytes((40, 40, 40) if x in (0, width - 1) or y in (0, height - 1) else color) for x in range(width)
    )
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"".join(map(line, range(height))), 9))
        + chunk(b"IEND", b"")
    )


def graphic(relation, width, height):
    return (
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="Picture"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        '</a:graphicData></a:graphic>'
    )


def mm(value):
    return int(value * 36000)


def inline_picture(relation, width, height, number=1):
    width, height = mm(width), mm(height)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" '
        f'name="Picture {number}"/>{graphic(relation, width, height)}</wp:inline></w:drawing></w:r>'
    )


def anchored(content, wrap, x, y, width, height, number, behind=0, of=("column", "paragraph")):
    """At x, y in mm from `of`; `wrap` is the element that says how text goes around."""
    width, height = mm(width), mm(height)
    return (
        f'<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2516{number:02}264" behindDoc="{behind}" '
        f'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="{of[0]}"><wp:posOffset>{mm(x)}'
        f'</wp:posOffset></wp:positionH><wp:positionV relativeFrom="{of[1]}"><wp:posOffset>{mm(y)}</wp:posOffset></wp:positionV><wp:extent '
        f'cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}<wp:docPr id="{number}" name="Shape {number}"/>'
        f'<wp:cNvGraphicFramePr/>{content}</wp:anchor>'
    )


def anchored_picture(relation, wrap, x, y, width, height, number, **more):
    return f"<w:r><w:drawing>{anchored(graphic(relation, mm(width), mm(height)), wrap, x, y, width, height, number, **more)}</w:drawing></w:r>"


def text_box(paragraphs, wrap, x, y, width, height, number, fill="FFFFFF", **more):
    """As Word 2010 and later write it: the shape, and VML for older readers."""
    shape = (
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" '
        f'y="0"/><a:ext cx="{mm(width)}" cy="{mm(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr '
        f'val="{fill}"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></wps:spPr><wps:txbx>'
        f'<w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx><wps:bodyPr rot="0" vert="horz" wrap="square" lIns="91440" tIns="45720" '
        'rIns="91440" bIns="45720" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>'
    )
    old = (
        f'<w:pict><v:shape id="box{number}" style="position:absolute;margin-left:{x}mm;margin-top:{y}mm;width:{width}mm;height:{height}mm">'
        f'<v:textbox><w:txbxContent>{paragraphs}</w:txbxContent></v:textbox></v:shape></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchored(shape, wrap, x, y, width, height, number, **more)}</w:drawing>'
        f'</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'
    )


# --- the package


class WordFile:
    """Parts and their relations; `write` adds what every file has."""

    def __init__(self, body, styles, numbering="", settings=""):
        self.body, self.parts, self.relations, self.types = body, {}, [], []
        for name, kind, xml in (
            ("styles", "styles", styles),
            ("numbering", "numbering", numbering),
            ("theme/theme1", "theme", THEME),
            ("settings", "settings", SETTINGS.format(settings)),
            ("fontTable", "fontTable", FONTS),
        ):
            if xml:
                self.add(name, kind, xml)

    def add(self, name, kind, xml):
        types = {"theme": "application/vnd.openxmlformats-officedocument.theme+xml"}
        self.parts[f"word/{name}.xml"] = HEAD + xml
        self.types.append(
            (f"/word/{name}.xml", types.get(kind, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"))
        )
        return self.relate(kind, f"{name}.xml")

    def relate(self, kind, target, outside=False):
        number = f"rId{len(self.relations) + 1}"
        self.relations.append(
            f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{" TargetMode=%sExternal%s" % (chr(34), chr(34)) if outside else ""}/>'
        )
        return number

    def margin(self, kind, name, content):
        """kind: header or footer."""
        element = {"header": "hdr", "footer": "ftr"}[kind]
        return self.add(name, kind, f"<w:{element} {ROOT}>{content}</w:{element}>")

    def footnotes(self, *notes):
        marks = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
            f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        ref = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        texts = "".join(
            f'<w:footnote w:id="{n}">{p(ref, r(" " + text), style="FootnoteText")}</w:footnote>'
            for n, text in enumerate(notes, 1)
        )
        self.add("footnotes", "footnotes", f"<w:footnotes {ROOT}>{marks}{texts}</w:footnotes>")

    def picture(self, name, content):
        self.parts[f"word/media/{name}"] = content
        return self.relate("image", f"media/{name}")

    def write(self, path):
        types = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in self.types)
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        parts = {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default '
            f'Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
            "_rels/.rels": RELATIONS.format(
                f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": f"{HEAD}<w:document {ROOT}><w:body>{self.body}</w:body></w:document>",
            "word/_rels/document.xml.rels": RELATIONS.format("".join(self.relations)),
            **self.parts,
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


RELATIONS = HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
SETTINGS = (
    f'<w:settings {ROOT}><w:zoom w:percent="100"/>{{}}<w:defaultTabStop w:val="708"/><w:characterSpacingControl '
    'w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
FONTS = (
    f'<w:fonts {ROOT}>'
    + "".join(
        f'<w:font w:name="{name}"><w:family w:val="{family}"/></w:font>'
        for name, family in (
            ("Calibri", "swiss"),
            ("Cambria", "roman"),
            ("Times New Roman", "roman"),
            ("Arial", "swiss"),
            ("Courier New", "modern"),
        )
    )
    + "</w:fonts>"
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">'
    + "".join(
        f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>'
        for name, color in (
            ("dk1", "000000"),
            ("lt1", "FFFFFF"),
            ("dk2", "44546A"),
            ("lt2", "E7E6E6"),
            ("accent1", "4472C4"),
            ("accent2", "ED7D31"),
            ("accent3", "A5A5A5"),
            ("accent4", "FFC000"),
            ("accent5", "5B9BD5"),
            ("accent6", "70AD47"),
            ("hlink", "0563C1"),
            ("folHlink", "954F72"),
        )
    )
    + '</a:clrScheme><a:fontScheme name="Office">'
    + "".join(
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, name in (("major", "Cambria"), ("minor", "Calibri"))
    )
    + '</a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>'
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + '</a:fillStyleLst><a:lnStyleLst>'
    + '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    + '</a:lnStyleLst><a:effectStyleLst>'
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + '</a:effectStyleLst><a:bgFillStyleLst>'
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
