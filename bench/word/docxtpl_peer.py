"""docxtpl: the file in memory, opened again for each document, because a rendered one cannot be rendered again."""
import io
import json
import sys
import time
from pathlib import Path

import jinja2
from docxtpl import DocxTemplate

template, fields = Path(sys.argv[1]).read_bytes(), json.loads(Path(sys.argv[2]).read_text())


class Compiled(jinja2.Environment):
    """Compiles the same source once: without this docxtpl compiles it for each document."""

    seen = {}

    def from_string(self, source, *arguments, **named):
        if source not in self.seen:
            self.seen[source] = super().from_string(source, *arguments, **named)
        return self.seen[source]


environment = Compiled(autoescape=True)


def make():
    document = DocxTemplate(io.BytesIO(template))
    document.render(fields, environment)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


last = make()
print("ready", flush=True)
for line in sys.stdin:
    if line.startswith("save "):
        Path(line[5:].rstrip("\n")).write_bytes(last)
        print("saved", flush=True)
        continue
    began, before = time.perf_counter(), time.process_time()
    for _ in range(int(line)):
        last = make()
    print(time.process_time() - before, time.perf_counter() - began, len(last), flush=True)
