/**
 * A number as people type it, as a plain decimal: "1 200,50" and "1,200.50" become "1200.50". Null when it is not a number,
 * or when it could be two: see `isAmbiguous`.
 */
export function readNumber(typed: string): string | null {
  let text = bare(typed);
  const comma = text.lastIndexOf(',');
  const dot = text.lastIndexOf('.');
  if (comma >= 0 && dot >= 0) {
    const [grouping, mark] = comma > dot ? ['.', ','] : [',', '.'];
    if (!groupedRightly(text, grouping, mark)) return null;
    text = text.replaceAll(grouping, '').replace(mark, '.');
  } else if (comma >= 0) {
    if (isAmbiguous(typed)) return null;
    text = /^-?\d{1,3}(,\d{3}){2,}$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.');
  }
  return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
}

/** "1,200" is twelve hundred to one reader and one and a fifth to another. Where it is about money, nobody guesses. */
export function isAmbiguous(typed: string): boolean {
  return /^-?[1-9]\d{0,2},\d{3}$/.test(bare(typed));
}

function bare(typed: string): string {
  return typed.trim().replace(/[\s\u00a0\u202f']/g, '').replace(/^\u2212/, '-');
}

function groupedRightly(text: string, grouping: string, mark: string): boolean {
  const [whole = '', ...rest] = text.split(mark);
  const [first = '', ...groups] = whole.replace(/^-/, '').split(grouping);
  return rest.length === 1 && first.length >= 1 && first.length <= 3 && groups.every((group) => group.length === 3);
}
