// What each peer on node speaks: a line "N" makes N documents and answers with the CPU seconds (user and system, all
// threads of the process), the wall seconds and the size of the last document; "save PATH" writes that document.
const fs = require("fs");
const readline = require("readline");

exports.serve = async (make) => {
  let last = await make();
  console.log("ready");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.startsWith("save ")) {
      fs.writeFileSync(line.slice(5), last);
      console.log("saved");
      continue;
    }
    const began = process.hrtime.bigint();
    const before = process.cpuUsage();
    for (let n = Number(line); n > 0; --n) last = await make();
    const used = process.cpuUsage(before);
    console.log((used.user + used.system) / 1e6, Number(process.hrtime.bigint() - began) / 1e9, last.length);
  }
};
