"""weasyprint_peer.py PAGE.html STYLE.css [whole-fonts]   The style sheet and the fonts are read once, for all documents.
whole-fonts leaves the fonts uncut: less work, and ten times the file."""

import resource
import sys
import time
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

page = Path(sys.argv[1]).read_text()
fonts = FontConfiguration()
sheet = CSS(string=Path(sys.argv[2]).read_text(), font_config=fonts)
optimize = () if "whole-fonts" in sys.argv else ("fonts",)


def make():
    return HTML(string=page).write_pdf(stylesheets=[sheet], font_config=fonts, optimize_size=optimize)


def cpu_seconds():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


last = make()
print("ready", flush=True)
for line in sys.stdin:
    if line.startswith("save "):
        Path(line[5:].strip()).write_bytes(last)
        print("saved", flush=True)
        continue
    began, before = time.monotonic(), cpu_seconds()
    for _ in range(int(line)):
        last = make()
    print(cpu_seconds() - before, time.monotonic() - began, len(last), flush=True)
