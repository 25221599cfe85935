// pdfmake.js DATA.json   The fonts are read once, into pdfmake's own file system.
const fs = require("fs");
const pdfmake = require("pdfmake");
const { serve } = require("../word/peer.js");

const data = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const folder = "/usr/share/fonts/truetype/paratype/";
for (const name of ["PTS55F.ttf", "PTS75F.ttf", "PTS56F.ttf", "PTS76F.ttf"]) pdfmake.virtualfs.writeFileSync(name, fs.readFileSync(folder + name));
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);
pdfmake.setFonts({ Sans: { normal: "PTS55F.ttf", bold: "PTS75F.ttf", italics: "PTS56F.ttf", bolditalics: "PTS76F.ttf" } });

const accent = "#1f4e79", muted = "#5b6775", line = "#cdd5de";
const aligned = ["right", "left", "right", "left", "right", "right"];
const rules = { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => line, paddingTop: () => 2.5, paddingBottom: () => 2.5,
  paddingLeft: () => 5, paddingRight: () => 5 };

// pdfmake writes into the definition that it is given, so that each document needs one of its own.
const definition = () => ({
  info: { title: data.title },
  pageSize: "A4",
  pageMargins: [62, 46, 54, 50],
  defaultStyle: { font: "Sans", fontSize: 10, lineHeight: 1.08, color: "#1b2430" },
  header: (page) => (page > 1 ? { text: data.header, alignment: "right", fontSize: 8, color: muted, margin: [62, 20, 54, 0] } : null),
  footer: (page, count) => ({
    columns: [{ text: data.footer }, { text: `Стр. ${page} из ${count}`, alignment: "right", width: 80 }],
    fontSize: 8, color: muted, margin: [62, 15, 54, 0],
  }),
  content: [
    {
      columns: [
        { text: data.seller.name, bold: true, fontSize: 13, color: accent },
        { text: [data.seller.address, data.seller.tax, data.seller.contact].join("\n"), fontSize: 8, color: muted, alignment: "right" },
      ],
    },
    { text: data.title, bold: true, fontSize: 18.5, color: accent, margin: [0, 14, 0, 6] },
    {
      layout: "noBorders",
      table: {
        body: [
          ["Номер и дата", `№ ${data.number} от ${data.date}`],
          ["Для кого", { text: [{ text: data.client.name, bold: true }, `, ${data.client.department}`] }],
          ["Предмет", data.subject],
          ["Действительно до", data.valid_until],
        ],
      },
    },
    ...data.sections.flatMap((section) => [
      { text: section.title, bold: true, fontSize: 12.5, color: accent, margin: [0, 14, 0, 0], headlineLevel: 2 },
      ...section.paragraphs.map((text) => ({ text, alignment: "justify", margin: [0, 6, 0, 0] })),
    ]),
    { text: data.table_title, bold: true, fontSize: 12.5, color: accent, margin: [0, 14, 0, 6], headlineLevel: 2 },
    {
      fontSize: 9,
      layout: rules,
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: ["auto", "*", "auto", "auto", "auto", "auto"],
        body: [
          data.columns.map((text, n) => ({ text, bold: true, color: accent, fillColor: "#e9eef3", alignment: aligned[n] })),
          ...data.items.map((item) => Object.values(item).map((text, n) => ({ text, alignment: aligned[n] }))),
        ],
      },
    },
    {
      unbreakable: true,
      margin: [0, 6, 0, 0],
      columns: [
        { text: "", width: "*" },
        {
          width: "auto",
          layout: "noBorders",
          table: {
            body: [
              ...data.totals.map((each) => [{ text: each.label, alignment: "right" }, { text: each.value, alignment: "right" }]),
              [data.total.label, data.total.value].map((text) => ({ text, bold: true, color: accent, alignment: "right" })),
            ],
          },
        },
      ],
    },
    { text: data.closing, margin: [0, 6, 0, 0] },
    {
      unbreakable: true,
      margin: [0, 30, 0, 0],
      columnGap: 24,
      columns: data.signatures.map((who) => ({ text: `${who.post}\n____________ ${who.name}` })),
    },
  ],
  // A heading is not left alone at the foot of a page.
  pageBreakBefore: (node, nodes) => node.headlineLevel === 2 && nodes.getFollowingNodesOnPage().length === 0,
});

serve(() => pdfmake.createPdf(definition()).getBuffer());
