import type { Result } from './result.js';
import type { Spread } from './statistics.js';

const WIDTHS = [78, 10, 10, 31, 8, 8, 36];

export const HEADER = row(['scenario', 'figure', 'floor', 'ratio', 'goal', 'limit', 'verdict', 'working tree / base']);

/** One line of the table. */
export function printResult({ sentence, subject, floor, ratio, goal, limit, isAdded, unit, ...rest }: Result): string {
  const sign = isAdded ? '+' : '';
  return row([
    sentence,
    printFigure(subject.median, unit),
    printFigure(floor.median, unit),
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

function printFigure(us: number, unit: Result['unit']): string {
  if (unit === 'bytes') return `${us.toFixed(0)} B`;
  return us < 10_000 ? `${us.toFixed(1)} us` : `${(us / 1_000).toFixed(0)} ms`;
}

function printRatio({ median, minimum, maximum, spreadPercent }: Spread): string {
  return `${median.toFixed(2)}x (${minimum.toFixed(2)}-${maximum.toFixed(2)}, ${spreadPercent.toFixed(0)} %)`;
}
