// chromium.js PAGE.html PROGRAM   One browser and one page for all documents. bench/pdf/run counts the CPU of the browser's processes from
// outside, without this one's.
const fs = require("fs");
const { chromium } = require("playwright-core");
const { serve } = require("../word/peer.js");

(async () => {
  const [html, executablePath] = [fs.readFileSync(process.argv[2], "utf8"), process.argv[3]];
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-extensions"] });
  const page = await browser.newPage();
  await serve(async () => {
    await page.setContent(html);
    return page.pdf({ preferCSSPageSize: true, printBackground: true });
  });
  await browser.close();
})();
