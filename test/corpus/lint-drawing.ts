import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printPlace, type Diagnostic } from '../../lib/model/diagnostic.js';

export const REVIEW = 'docs/review/lint-50.md';

const SIZE = 50;
const SEED = 1;
const HEAD = ['file', 'finding', 'message', 'AWS page', 'verdict', 'seen in the file'] as const;

/** A finding of lint in a file of the corpus, with the page of AWS that the rule names. */
export interface Found {
  readonly file: string;
  readonly finding: Diagnostic;
  readonly source: string | undefined;
}

/**
 * The findings that are read by hand: those whose hash with the seed is lowest, so that a finding which comes or goes
 * changes one line of the drawing and no other.
 */
export function drawFindings(all: readonly Found[]): readonly Found[] {
  const ranked = all.map((one) => ({
    one,
    rank: createHash('sha256')
      .update(`${SEED} ${keyOf(one)}`)
      .digest('hex'),
  }));
  return ranked
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, SIZE)
    .map(({ one }) => one);
}

/** The drawing with the verdicts that the last one has; a finding that nobody read has the verdict `unread`. */
export function printDrawing(drawn: readonly Found[], total: number): string {
  const read = new Map(readReview().map(({ file, finding, rest }) => [`${file} ${finding}`, rest]));
  const rows = drawn.map((one) => {
    const finding = printFinding(one);
    const [verdict = 'unread', seen = ''] = read.get(`${one.file} ${finding}`) ?? [];
    const message = cell(one.finding.message).slice(0, 240);
    return [one.file, finding, message, one.source ?? 'about Sluice alone', verdict, seen];
  });
  return [
    '# Fifty findings of lint in other people’s definitions, read by hand',
    '',
    `${SIZE} of the ${total} findings of all severities in the corpus, drawn with the seed ${SEED}. \`RECORD=1 npx vitest run`,
    'test/corpus/lint.test.ts` draws anew and keeps the verdicts of findings that were drawn before. The verdict is `true` where the',
    'file is as the finding says and AWS does what its page says.',
    '',
    ...[HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}

export interface ReviewRow {
  readonly file: string;
  readonly finding: string;
  /** The verdict, and what is seen in the file. */
  readonly rest: readonly string[];
}

export function readReview(): readonly ReviewRow[] {
  const path = join(__dirname, '..', '..', REVIEW);
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));
  return rows.slice(2).map(([file = '', finding = '', _message, _page, ...rest]) => ({ file, finding, rest }));
}

function keyOf({ file, finding: { code, place } }: Found): string {
  return JSON.stringify([file, code, place.api, place.element, place.property]);
}

/** What names a finding, whatever the words of its message are. */
function printFinding({ finding: { severity, code, place } }: Found): string {
  const { file: _file, line: _line, column: _column, ...where } = place;
  return cell(`${severity} ${code}: ${printPlace(where)}`);
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '/');
}
