"""Celery on Redis.

celery -A celery_peer worker ...          the worker; each task writes its number and the time to the file STAMPS
python celery_peer.py produce KIND JOBS PRODUCERS [RATE]     speaks as peer.js does
"""
import os
import struct
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from celery import Celery, signals

TUNED = os.environ.get("TUNED") == "1"
STAMP = struct.Struct("<qq")  # number of the job, nanoseconds of CLOCK_MONOTONIC: a write of one is not torn

app = Celery("celery_peer", broker=os.environ["BROKER"], backend=os.environ.get("BACKEND"))
if TUNED:
    app.conf.update(task_ignore_result=not app.conf.result_backend, worker_prefetch_multiplier=int(os.environ.get("PREFETCH", "256")),
                    worker_disable_rate_limits=True, broker_pool_limit=64, worker_send_task_events=False,
                    task_send_sent_event=False, task_store_errors_even_if_ignored=False)
stamps = os.open(os.environ["STAMPS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT) if "STAMPS" in os.environ else None


@app.task
def empty(n):
    os.write(stamps, STAMP.pack(n, time.monotonic_ns()))


@signals.worker_ready.connect
def ready(**_):
    open(os.environ["STAMPS"] + ".ready", "w").close()


def say(*words):
    print(*words, flush=True)


def enqueue(kind, jobs, producers, rate):
    times = [0.0] * jobs

    def one(n):
        empty.apply_async((n,))
        times[n] = float(time.monotonic_ns())

    say("began", time.monotonic_ns())
    if kind == "latency":
        began = time.monotonic()
        for n in range(jobs):
            time.sleep(max(0, began + n / rate - time.monotonic()))
            one(n)
    elif producers > 1:
        with ThreadPoolExecutor(producers) as pool:
            list(pool.map(one, range(jobs), chunksize=100))
    else:
        for n in range(jobs):
            one(n)
    say("enqueued", time.monotonic_ns())
    return times


def main():
    _, _, kind, jobs, producers, *rate = sys.argv
    empty.app.pool.acquire(block=True).release()
    say("ready")
    times = []
    for line in map(str.strip, sys.stdin):
        if line == "go":
            times = enqueue(kind, int(jobs), int(producers), float(rate[0]) if rate else 0)
        elif line == "stop":
            return
        elif line.startswith("samples "):
            with open(line[8:], "wb") as out:
                out.write(struct.pack(f"<{len(times)}d", *times))
            say("saved")


if __name__ == "__main__":
    main()
