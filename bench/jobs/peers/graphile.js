// graphile-worker by its library. Tuned as its manual's page on performance has it: jobs fetched in batches into a local queue,
// and completed in batches. DESIRED overrides single settings, for trying others.
const { Logger, makeWorkerUtils, run, runMigrations } = require("graphile-worker");
const { serve, tuned } = require("./peer");

const connectionString = process.env.DATABASE;
const logger = new Logger(() => () => {});
const POOL = 10; // its default

const BATCHED = { concurrentJobs: 24, maxPoolSize: 25, completeJobBatchDelay: 0, failJobBatchDelay: 0 };
const BEST = {
  single: { ...BATCHED, localQueue: { size: 500 } },
  bulk: { ...BATCHED, localQueue: { size: 500 } },
  latency: { ...BATCHED, localQueue: { size: 50 } },
};
const settings = (kind) => ({ ...(tuned ? BEST[kind] : {}), ...JSON.parse(process.env.DESIRED ?? "{}") });

serve({
  install: () => runMigrations({ preset: { worker: { connectionString, logger } } }),

  async producer(kind, producers) {
    const utils = await makeWorkerUtils({ preset: { worker: { connectionString, logger, maxPoolSize: Math.max(POOL, producers) } } });
    return {
      add: (n) => utils.addJob("empty", { n }),
      addMany: (from, to) =>
        utils.addJobs(Array.from({ length: to - from }, (_, i) => ({ identifier: "empty", payload: { n: from + i } }))),
    };
  },

  async work(kind, handle) {
    const preset = { worker: { connectionString, logger, ...settings(kind) } };
    const empty = async ({ n }) => handle(n);
    return () => run({ preset, taskList: { empty }, noHandleSignals: true, parsedCronItems: [] });
  },
});
