"""libreoffice_peer.py DOCUMENT WORK   One soffice process for all documents, told over a pipe of its own to load, export and close.
Its profile and its pages are in the directory WORK, whose name is that of the pipe.
bench/pdf/run counts the CPU of soffice from outside, without this process's."""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

source, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
target = work / "libreoffice.pdf"
office = subprocess.Popen(
    [
        "soffice",
        f"-env:UserInstallation=file://{work}/profile",
        "--headless",
        "--invisible",
        "--norestore",
        "--nologo",
        "--nodefault",
        f"--accept=pipe,name={work.name};urp;",
    ],
    stdin=subprocess.DEVNULL,
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            remote = resolver.resolve(f"uno:pipe,name={work.name};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("soffice did not start")


def options(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


frame = desktop()


def make():
    document = frame.loadComponentFromURL(source.as_uri(), "_blank", 0, options(Hidden=True, ReadOnly=True))
    document.storeToURL(target.as_uri(), options(FilterName="writer_pdf_Export"))
    document.close(False)


try:
    make()
    print("ready", flush=True)
    for line in sys.stdin:
        if line.startswith("save "):
            Path(line[5:].strip()).write_bytes(target.read_bytes())
            print("saved", flush=True)
            continue
        began = time.monotonic()
        for _ in range(int(line)):
            make()
        print(0, time.monotonic() - began, target.stat().st_size, flush=True)
finally:
    frame.terminate()
    office.wait(30)
