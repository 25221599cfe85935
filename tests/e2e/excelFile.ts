import { part, zip } from './wordFile';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const relations = (id: string, type: string, target: string) =>
  `<Relationships xmlns="${packages}/relationships"><Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/></Relationships>`;

/** An .xlsx of one sheet: its rows, each of texts from column A on. One that begins with = is a formula. */
export function excelFile(rows: string[][]): Buffer {
  const cell = (text: string, at: string) =>
    text.startsWith('=') ? `<c r="${at}"><f>${text.slice(1)}</f></c>` : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const data = rows
    .map((cells, r) => `<row r="${r + 1}">${cells.map((text, c) => cell(text, `${'ABCDEFGH'[c] ?? 'A'}${r + 1}`)).join('')}</row>`)
    .join('');
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    '_rels/.rels': relations('rId1', 'officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Offer" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('rId1', 'worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${data}</sheetData></worksheet>`,
  });
}

/** The first sheet of a workbook, as XML. */
export function sheetOf(xlsx: Buffer): string {
  return part(xlsx, 'xl/worksheets/sheet1.xml');
}
