/**
 * Reads comma-separated values: fields in quotes may hold commas, line ends and doubled quotes. Lines without any text are
 * left out.
 */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A field, then what ends it.
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, '').matchAll(FIELD)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain?.trim() ?? '');
    if (end === ',') continue;
    if (row.some((field) => field !== '')) rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}

const FIELD = /(?:[ \t]*"((?:[^"]|"")*)"[ \t]*|([^,\r\n]*))(,|\r?\n|\r|$)/g;
