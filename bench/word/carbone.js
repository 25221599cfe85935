// carbone, docx to docx without LibreOffice. `unzipped` hands it the parts that were read once, which its opener takes too.
const fs = require("fs");
const os = require("os");
const path = require("path");
const { serve } = require("./peer.js");
const carbone = require("carbone");
const file = require("carbone/lib/file.js");

const [template, dataFile, mode] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(dataFile, "utf8"));
carbone.set({ renderPath: path.join(os.tmpdir(), `kontor-bench-carbone-${process.pid}`) });
process.on("exit", () => fs.rmSync(path.join(os.tmpdir(), `kontor-bench-carbone-${process.pid}`), { recursive: true, force: true }));

const call = (f, ...args) => new Promise((done, failed) => f(...args, (error, result) => (error ? failed(error) : done(result))));

async function main() {
  const opened = await call(file.openTemplate, path.resolve(template));
  const source = () =>
    mode === "unzipped" ? { ...opened, embeddings: [], files: opened.files.map((each) => ({ ...each })) } : path.resolve(template);
  await serve(() => call(carbone.render, source(), data, {}));
}
main();
