"""Style sheets and numberings that the files share."""

from word_shape import ROOT

LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376">'
    + "".join(
        f'<w:lsdException w:name="{name}" w:uiPriority="{n}" w:qFormat="1"/>'
        for n, name in enumerate(
            (
                "Normal",
                "heading 1",
                "heading 2",
                "heading 3",
                "Title",
                "Subtitle",
                "Strong",
                "Emphasis",
                "List Paragraph",
                "Quote",
            )
        )
    )
    + "</w:latentStyles>"
)


def style(kind, name, shown=None, based="Normal", paragraph="", run="", default=False, more=""):
    based = f'<w:basedOn w:val="{based}"/>' if based and not default else ""
    inner = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return (
        f'<w:style w:type="{kind}"{" w:default=%s1%s" % (chr(34), chr(34)) if default else ""} w:styleId="{name}"><w:name w:val="{shown or name}"/>'
        f"{based}{more}<w:qFormat/>{inner}</w:style>"
    )


def sheet(font=None, size=22, after=160, line=259, extra="", align=None):
    """The defaults of a new Word document (Calibri 11 by the theme), or the font that is named."""
    fonts = (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        if font
        else '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
    )
    heading_font = (
        ""
        if font
        else '<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"/>'
    )
    headings = "".join(
        style(
            "paragraph",
            f"Heading{n}",
            f"heading {n}",
            paragraph=f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="60"/>'
            f'<w:outlineLvl w:val="{n - 1}"/>',
            run=f'{heading_font}{look}<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>',
            more='<w:next w:val="Normal"/>',
        )
        for n, before, points, look in (
            (1, 240, 32, "<w:b/><w:color w:val=\"2F5496\"/>"),
            (2, 160, 26, "<w:b/><w:color w:val=\"2F5496\"/>"),
            (3, 120, 24, "<w:i/><w:color w:val=\"1F3763\"/>"),
        )
    )
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    return (
        f'<w:styles {ROOT}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="ru-RU" '
        f'w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="{after}" w:line="{line}" '
        f'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>{LATENT}'
        + style("paragraph", "Normal", default=True, paragraph=aligned)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + headings
        + style(
            "paragraph",
            "Title",
            paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:contextualSpacing/>',
            run=f'{heading_font}<w:spacing w:val="-10"/><w:kern w:val="28"/><w:sz w:val="56"/><w:szCs w:val="56"/>',
        )
        + style("paragraph", "ListParagraph", "List Paragraph", paragraph='<w:ind w:left="720"/><w:contextualSpacing/>')
        + style(
            "paragraph",
            "FootnoteText",
            "footnote text",
            paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
            run='<w:sz w:val="20"/><w:szCs w:val="20"/>',
        )
        + style(
            "paragraph",
            "Header",
            "header",
            paragraph='<w:tabs><w:tab w:val="center" w:pos="4677"/><w:tab w:val="right" w:pos="9355"/></w:tabs>'
            '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        )
        + style(
            "paragraph",
            "Footer",
            "footer",
            paragraph='<w:tabs><w:tab w:val="center" w:pos="4677"/><w:tab w:val="right" w:pos="9355"/></w:tabs>'
            '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        )
        + style("character", "Hyperlink", based="DefaultParagraphFont", run='<w:color w:val="0563C1"/><w:u w:val="single"/>')
        + extra
        + "</w:styles>"
    )


def level(n, format, text, left, hanging=360, run="", start=1, restart=None, align="left"):
    again = f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else ""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{again}<w:lvlText w:val="{text}"/><w:lvlJc w:val="{align}"/><w:pPr>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{f"<w:rPr>{run}</w:rPr>" if run else ""}</w:lvl>'
    )


def numbering(*lists, starts=()):
    """lists: the levels of each; list n is number n + 1. starts: (number, of list, level, value) begins a list again."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        for n, levels in enumerate(lists)
    )
    plain = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(lists)))
    again = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/><w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/>'
        "</w:lvlOverride></w:num>"
        for number, of, at, value in starts
    )
    return f"<w:numbering {ROOT}>{abstract}{plain}{again}</w:numbering>"


def listed(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
