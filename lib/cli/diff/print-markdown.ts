import { CHANGE_KINDS, type Change } from '../../diff/index.js';
import { printCounts, type ApiChanges } from './change-groups.js';
import { describeItem, printValues } from './change-values.js';

/** Longer values are cut: a table is for reading. */
const MAX_LENGTH = 80;

/** Writes changes for the description or a comment of a pull request: a table for each API. */
export function printMarkdown(groups: readonly ApiChanges[], changes: readonly Change[]): string {
  const tables = groups.flatMap(({ title, needsDeployment, elements }) => [
    '',
    `### ${plain(title)}`,
    '',
    ...(needsDeployment ? ['Takes effect with a new deployment.', ''] : []),
    '| clients | where | what changed | before | after |',
    '| --- | --- | --- | --- | --- |',
    ...elements.flatMap(({ element, changes: own }) => own.map((change) => row(element, change))),
  ]);
  return ['## API changes', '', printCounts(changes), ...tables, ''].join('\n');
}

function row(element: string | undefined, change: Change): string {
  const { kind, breaking, place } = change;
  const { before, after } = printValues(change);
  const where = [element, place.property].filter((part) => part !== undefined).map(code);
  const item = before === undefined || after === undefined ? describeItem(change) : undefined;
  const cells = [
    breaking === 'breaking' ? '**breaking**' : breaking,
    where.join(' '),
    `${plain(CHANGE_KINDS[kind].means)} (${code(kind)})`,
    before === undefined ? '' : code(item ?? before),
    after === undefined ? '' : code(item ?? after),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Text that Markdown leaves as it is. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ');
}

/** Code in a cell of a table: its fence is longer than any run of backticks in it. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const cut = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
  if (cut === '') return '(empty)';
  const fence = '`'.repeat(1 + Math.max(0, ...[...cut.matchAll(/`+/g)].map(([run]) => run.length)));
  const space = cut.startsWith('`') || cut.endsWith('`') ? ' ' : '';
  return fence + space + cut.replaceAll('|', '\\|') + space + fence;
}
