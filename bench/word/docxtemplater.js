// docxtemplater as its documentation has it: the file in memory, a zip and a document of its own for each result.
// Unsupported, and printed beside it: one document compiled once and its private marks reset before each rendering.
const fs = require("fs");
const { serve } = require("./peer.js");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [template, dataFile, mode] = process.argv.slice(2);
const bytes = fs.readFileSync(template);
const data = {};
for (const [name, value] of Object.entries(JSON.parse(fs.readFileSync(dataFile, "utf8")))) {
  if (value && typeof value === "object" && !Array.isArray(value))
    for (const [inner, each] of Object.entries(value)) data[`${name}_${inner}`] = each; // its own parser knows no paths
  else data[name] = value;
}
const options = { paragraphLoop: true, linebreaks: true };
const out = { type: "nodebuffer", compression: "DEFLATE" };

const fresh = () => new Docxtemplater(new PizZip(bytes), options).render(data).getZip().generate(out);

let kept;
function compiledOnce() {
  kept ??= new Docxtemplater(new PizZip(bytes), options);
  kept.rendered = false;
  kept.scopeManagers = {};
  kept.mapper = null;
  return kept.render(data).getZip().generate(out);
}

serve(async () => (mode === "compiled-once" ? compiledOnce() : fresh()));
