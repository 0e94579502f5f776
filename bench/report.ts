import type { Result } from './result.js';
import type { Spread } from './statistics.js';

const WIDTHS = [78, 10, 10, 31, 8, 8, 36];

export const HEADER = row(['scenario', 'figure', 'floor', 'ratio', 'goal', 'limit', 'verdict', 'working tree / base']);

/** One line of the table. */
export function printResult({ sentence, subject, floor, ratio, goal, limit, isAdded, ...rest }: Result): string {
  const sign = isAdded ? '+' : '';
  return row([
    sentence,
    printTime(subject.median),
    printTime(floor.median),
    (ratio.median < 0 ? '' : sign) + printRatio(ratio),
    `${sign}${goal}x`,
    `${sign}${limit}x`,
    rest.isTooNoisy ? `${rest.verdict}, too noisy to count` : rest.verdict,
    rest.toBase === undefined ? '' : printRatio(rest.toBase),
  ]);
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join('')
    .trimEnd();
}

function printTime(us: number): string {
  return us < 10_000 ? `${us.toFixed(1)} us` : `${(us / 1_000).toFixed(0)} ms`;
}

function printRatio({ median, minimum, maximum, spreadPercent }: Spread): string {
  return `${median.toFixed(2)}x (${minimum.toFixed(2)}-${maximum.toFixed(2)}, ${spreadPercent.toFixed(0)} %)`;
}
