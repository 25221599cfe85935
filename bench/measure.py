"""What the benches share: a private PostgreSQL, servers as process trees, their CPU and memory from /proc, wrk, pgbench."""
import atexit
import json
import os
import pwd
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KONTOR = ROOT / "build/release/kontor"
PG_BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
TICK = os.sysconf("SC_CLK_TCK")
STARTED = time.monotonic()


def note(text):
    print(f"[{time.monotonic() - STARTED:6.1f} s] {text}", file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def http(method, url, body=None, token=None, raw=False):
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, json.dumps(body).encode() if body is not None else None, headers, method=method)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
            text = answer.read()
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {url}: {error.code} {error.read()[:500]!r}")
    return text if raw else json.loads(text)


# --- processes

def processes(pid):
    """The pid and all that descend from it."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry))
    found, todo = [], [pid]
    while todo:
        at = todo.pop()
        found.append(at)
        todo += children.get(at, [])
    return found


def cpu_seconds(pid, without=()):
    """User and system time of the process tree, with that of its children that have ended."""
    total = 0
    for each in set(processes(pid)) - set(without):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / TICK


def memory_mb(pid, without=()):
    """Of the tree: resident as a plain sum; with shared pages divided among those who share them; and what is its own
    alone (anonymous), without the pages of programs and libraries that the page cache can take back."""
    total = dict.fromkeys(("Rss", "Pss", "Anonymous"), 0)
    for each in set(processes(pid)) - set(without):
        try:
            text = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        for name in total:
            total[name] += int(re.search(rf"^{name}: +(\d+)", text, re.M)[1])
    return total["Rss"] / 1000, total["Pss"] / 1000, total["Anonymous"] / 1000


RUNNING = []


def stop_all():
    """Leaves nothing behind, however the bench ends."""
    while RUNNING:
        RUNNING.pop().stop()


atexit.register(stop_all)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


class Server:
    """A process group that answers HTTP."""

    def __init__(self, command, base, environment, log=None):
        self.base = base
        self.log = log
        out = open(log, "wb") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=out,
                                        stderr=subprocess.STDOUT if log else None, start_new_session=True)
        self.pid = self.process.pid
        RUNNING.append(self)

    def wait(self, path, seconds=60):
        """Until it answers anything at all."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.process.args[0]} ended: {Path(self.log).read_text()[-2000:] if self.log else ''}")
            try:
                urllib.request.build_opener(urllib.request.ProxyHandler({})).open(self.base + path, timeout=5).read()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{self.process.args[0]} does not answer at {self.base}")

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.pid, signal.SIGKILL)
                self.process.wait()


# --- PostgreSQL

class Postgres:
    """A private server on a Unix socket; as an unprivileged user when we are root."""

    def __init__(self, work):
        self.work = work
        self.data = work / "pg/data"
        self.socket = work / "pg/socket"
        self.user = {}
        if os.getuid() == 0:
            who = pwd.getpwnam("postgres")
            self.user = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}

    def __enter__(self):
        os.chmod(self.work, 0o755)
        for folder in (self.work / "pg", self.socket):
            folder.mkdir()
            if self.user:
                os.chown(folder, self.user["user"], self.user["group"])
        subprocess.run([PG_BIN / "initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
                        "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/", **self.user)
        self.process = subprocess.Popen(
            [PG_BIN / "postgres", "-D", self.data, "-k", self.socket, "-c", "listen_addresses=", "-c", "shared_buffers=256MB",
             "-c", "max_connections=100", "-c", "logging_collector=off", "-c", "log_min_messages=fatal"],
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.user)
        self.pid = self.process.pid
        for _ in range(200):
            if subprocess.run([PG_BIN / "pg_isready", "-q", "-h", self.socket]).returncode == 0:
                return self
            time.sleep(0.05)
        raise SystemExit("PostgreSQL did not start")

    def __exit__(self, *_):
        stop_all()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def psql(postgres, statement, database="kontor"):
    return subprocess.run(["psql", "-h", postgres.socket, "-U", "postgres", "-d", database, "-XAtq", "-v", "ON_ERROR_STOP=1"],
                          input=statement, check=True, text=True, stdout=subprocess.PIPE).stdout


def pgbench(postgres, work, statement, mode, pipelined, seconds=4):
    """Statements per second and PostgreSQL's CPU for each, in microseconds."""
    script = work / "pgbench.sql"
    lines = [statement + ";"] * pipelined
    if pipelined > 1:
        lines = ["\\startpipeline", *lines, "\\endpipeline"]
    script.write_text("\n".join(lines) + "\n")
    before = cpu_seconds(postgres.pid)
    command = [PG_BIN / "pgbench", "-h", postgres.socket, "-U", "peer", "-n", "-f", script, "-M", mode, "-c", "8", "-j", "1",
               "-T", str(seconds), "kontor"]
    out = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout
    done = int(re.search(r"actually processed: (\d+)", out)[1]) * pipelined
    return float(re.search(r"tps = ([\d.]+)", out)[1]) * pipelined, (cpu_seconds(postgres.pid) - before) / done * 1e6


# --- Kontor and the load

def kontor_environment(home, extra):
    keep = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TZ")}
    return {**keep, "KONTOR_HOME": str(home), **extra}


def start_kontor(work, postgres, extra, arguments=()):
    port = free_port()
    home = work / "kontor"
    home.mkdir(exist_ok=True)
    outside = {"DATABASE_URL": f"postgresql://kontor@/kontor?host={postgres.socket}"} if postgres else {}
    server = Server([str(KONTOR), "serve", "--port", str(port), *arguments], f"http://127.0.0.1:{port}",
                    kontor_environment(home, {**outside, **extra}), work / "kontor.log")
    server.wait("/healthz")
    return server


def wrk(base, script, token, paths, connections, seconds):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), base, "--", token,
               str(paths)]
    out = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    requests, microseconds, errors, p50, p99 = re.search(
        r"RESULT (\d+) (\d+) (\d+) ([\d.]+) ([\d.]+)", out).groups()
    return {"requests": int(requests), "rate": int(requests) / int(microseconds) * 1e6, "errors": int(errors),
            "p50_ms": float(p50), "p99_ms": float(p99)}
