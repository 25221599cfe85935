"""The proposal as a page for WeasyPrint and Chromium: one HTML for both, paged by CSS."""

from html import escape

STYLE = """
@page { size: A4; margin: 46pt 54pt 50pt 62pt; font: 8pt 'PT Sans'; color: #5b6775;
  @bottom-left { content: var(--footer); vertical-align: top; padding-top: 9pt; white-space: nowrap }
  @bottom-right { content: 'Стр. ' counter(page) ' из ' counter(pages); vertical-align: top; padding-top: 9pt }
  @top-right { content: var(--header) } }
@page :first { @top-right { content: none } }
body { margin: 0; font: 10pt/14pt 'PT Sans'; color: #1b2430 }
h1 { font-size: 18.5pt; line-height: 22pt; color: #1f4e79; margin: 14pt 0 6pt }
h2 { font-size: 12.5pt; line-height: 17pt; color: #1f4e79; margin: 14pt 0 0; break-after: avoid }
p { margin: 6pt 0 0; text-align: justify; orphans: 2; widows: 2; hyphens: manual }
.letterhead { display: flex; justify-content: space-between; border-bottom: 1pt solid #1f4e79; padding-bottom: 8pt }
.letterhead b { font-size: 13pt; color: #1f4e79 }
.letterhead div { font-size: 8pt; line-height: 11pt; text-align: right; color: #5b6775 }
.details td { padding: 1pt 14pt 1pt 0; vertical-align: top } .details td:first-child { color: #5b6775 }
.items { width: 100%; border-collapse: collapse; margin-top: 6pt; font-size: 9pt; line-height: 12pt }
.items th { background: #e9eef3; color: #1f4e79; text-align: left } thead { display: table-header-group }
.items th, .items td { padding: 2.5pt 5pt; border-bottom: 0.5pt solid #cdd5de; white-space: nowrap } tr { break-inside: avoid }
.items tr > :nth-child(1), .items tr > :nth-child(3), .items tr > :nth-child(5), .items tr > :nth-child(6) { text-align: right }
.totals { margin: 6pt 0 0 auto; break-inside: avoid } .totals td { padding: 1pt 5pt 1pt 24pt; text-align: right }
.totals tr:last-child { font-weight: bold; color: #1f4e79 }
.signatures { display: flex; gap: 24pt; margin-top: 30pt; break-inside: avoid }
.signatures div { flex: 1 }
"""


def style(data):
    """Margin boxes take their texts as strings."""
    return STYLE.replace("var(--footer)", f"'{data['footer']}'").replace("var(--header)", f"'{data['header']}'")


def cells(texts, kind="td"):
    return "<tr>" + "".join(f"<{kind}>{escape(text)}</{kind}>" for text in texts) + "</tr>"


def body(data):
    seller, client = data["seller"], data["client"]
    details = [
        ("Номер и дата", f"№ {data['number']} от {data['date']}"),
        ("Предмет", data["subject"]),
        ("Действительно до", data["valid_until"]),
    ]
    lines = [cells(line) for line in details]
    lines.insert(1, f"<tr><td>Для кого</td><td><b>{escape(client['name'])}</b>, {escape(client['department'])}</td></tr>")
    texts = "".join(
        f"<h2>{escape(section['title'])}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in section["paragraphs"])
        for section in data["sections"]
    )
    rows = "".join(cells(item.values()) for item in data["items"])
    totals = "".join(cells((line["label"], line["value"])) for line in [*data["totals"], data["total"]])
    signatures = "".join(f"<div>{escape(who['post'])}<br>____________ {escape(who['name'])}</div>" for who in data["signatures"])
    letterhead = "<br>".join(escape(seller[name]) for name in ("address", "tax", "contact"))
    return (
        f"<div class=letterhead><b>{escape(seller['name'])}</b><div>{letterhead}</div></div><h1>{escape(data['title'])}</h1>"
        f"<table class=details>{''.join(lines)}</table>{texts}<h2>{escape(data['table_title'])}</h2>"
        f"<table class=items><thead>{cells(data['columns'], 'th')}</thead><tbody>{rows}</tbody></table>"
        f"<table class=totals>{totals}</table><p>{escape(data['closing'])}</p><div class=signatures>{signatures}</div>"
    )


def page(data, css=""):
    sheet = f"<style>{css}</style>" if css else ""
    return f"<!doctype html><html lang=ru><meta charset=utf-8><title>{escape(data['title'])}</title>{sheet}<body>{body(data)}</body></html>"
