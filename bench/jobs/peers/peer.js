// What both Node peers speak, on stdin and stdout, a line at a time; `run` asks.
//   PEER install                               makes its tables
//   PEER work KIND JOBS                        "ready"; after "go" it works, says "begun NS" at its first job, "handled NS" after its last
//   PEER produce KIND JOBS PRODUCERS [RATE]    "ready"; after "go" it enqueues, says "began NS" and "enqueued NS"
//   samples PATH                               the time at which each job was begun, or its enqueueing returned, as doubles; "saved"
// KIND is single, bulk or latency. Times are nanoseconds of CLOCK_MONOTONIC, which all processes of a machine share. DATABASE is a URL, TUNED=1
// the best mode. A peer gives { install(), producer(kind, producers) → { add(n), addMany(from, to), close() }, work(kind, handle) }.
const fs = require("fs");
const readline = require("readline");

const now = () => Number(process.hrtime.bigint());
const say = (...words) => fs.writeSync(1, `${words.join(" ")}\n`);
const BULK = 1000; // jobs of one statement

async function work(peer, kind, jobs, lines) {
  const times = new Float64Array(jobs);
  let left = jobs;
  const handle = (n) => {
    if (left === jobs) say("begun", now());
    times[n] = now();
    if (--left === 0) say("handled", now());
  };
  const open = await peer.work(kind, handle);
  say("ready");
  await asked(lines, { go: open }, times);
}

async function produce(peer, kind, jobs, producers, rate, lines) {
  const times = new Float64Array(jobs);
  const producer = await peer.producer(kind, producers);
  const one = async (n) => {
    await producer.add(n);
    times[n] = now();
  };
  const go = async () => {
    say("began", now());
    if (kind === "bulk") for (let n = 0; n < jobs; n += BULK) await producer.addMany(n, Math.min(n + BULK, jobs));
    else if (kind === "latency") await evenly(one, jobs, rate);
    else {
      let next = 0;
      const loop = async () => {
        while (next < jobs) await one(next++);
      };
      await Promise.all(Array.from({ length: producers }, loop));
    }
    say("enqueued", now());
  };
  say("ready");
  await asked(lines, { go }, times);
}

async function evenly(one, jobs, rate) {
  const began = now();
  const under_way = [];
  for (let n = 0; n < jobs; ) {
    for (const due = ((now() - began) / 1e9) * rate; n < jobs && n <= due; n++) under_way.push(one(n));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(under_way);
}

async function asked(lines, { go }, times) {
  for await (const line of lines) {
    if (line === "go") await go();
    else if (line === "stop") process.exit(0);
    else if (line.startsWith("samples ")) {
      fs.writeFileSync(line.slice(8), Buffer.from(times.buffer));
      say("saved");
    }
  }
  process.exit(0);
}

exports.tuned = process.env.TUNED === "1";
exports.serve = async (peer) => {
  const [role, kind, jobs, producers, rate] = process.argv.slice(2);
  const lines = readline.createInterface({ input: process.stdin });
  if (role === "install") await peer.install().then(() => process.exit(0));
  else if (role === "work") await work(peer, kind, Number(jobs), lines);
  else await produce(peer, kind, Number(jobs), Number(producers), Number(rate), lines);
};
