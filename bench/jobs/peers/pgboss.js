// pg-boss. Its default asks for one job each two seconds, whatever there is to do; tuned, it is woken by NOTIFY and takes a thousand
// at once, again and again as long as batches are full.
const { PgBoss } = require("pg-boss");
const { serve, tuned } = require("./peer");

const QUEUE = "empty";
const POOL = 10; // its default

const EAGER = { burstWhenBatchFull: true, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 };
const BEST = {
  single: { ...EAGER, batchSize: 1000 },
  bulk: { ...EAGER, batchSize: 1000, localConcurrency: 2 },
  latency: { ...EAGER, batchSize: 20, localConcurrency: 4 },
};
const settings = (kind) => ({ ...(tuned ? BEST[kind] : {}), ...JSON.parse(process.env.DESIRED ?? "{}") });

async function boss(options) {
  const started = new PgBoss({ connectionString: process.env.DATABASE, max: POOL, useListenNotify: tuned, ...options });
  started.on("error", (error) => console.error(error));
  await started.start();
  return started;
}

serve({
  async install() {
    await (await boss()).createQueue(QUEUE, { notify: tuned });
  },

  async producer(kind, producers) {
    const sender = await boss({ max: Math.max(POOL, producers), supervise: false, schedule: false, useListenNotify: false });
    return {
      add: (n) => sender.send(QUEUE, { n }),
      addMany: (from, to) => sender.insert(QUEUE, Array.from({ length: to - from }, (_, i) => ({ data: { n: from + i } }))),
    };
  },

  async work(kind, handle) {
    const worker = await boss();
    return () => worker.work(QUEUE, settings(kind), async (jobs) => jobs.forEach((job) => handle(job.data.n)));
  },
});
