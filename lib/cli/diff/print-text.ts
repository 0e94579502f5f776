import type { Change } from '../../diff/index.js';
import type { Output } from '../output.js';
import { cutLines } from '../output.js';
import { printCounts, type ApiChanges, summarizeChanges } from './change-groups.js';
import { describeItem, differingLines, printValues } from './change-values.js';

const COLORS = { breaking: 'red', unknown: 'yellow', compatible: 'green' } as const;

/** Values that are longer together stand below their change, line by line. */
const MAX_INLINE_LENGTH = 100;

/** Writes changes for a terminal, by API and route. */
export function printText(groups: readonly ApiChanges[], changes: readonly Change[], output: Output): void {
  for (const { title, elements } of groups) {
    output.line(output.bold(title));
    for (const { element, changes: own } of elements) {
      if (element !== undefined) output.line(`  ${element}`);
      const indent = element === undefined ? '  ' : '    ';
      for (const change of own) printChange(change, indent, output);
    }
    output.line();
  }
  output.line(printCounts(changes));
  const { needsDeployment } = summarizeChanges(changes);
  if (needsDeployment.length > 0) output.line(`Takes effect with a new deployment: ${needsDeployment.join(', ')}`);
}

function printChange(change: Change, indent: string, output: Output): void {
  const { kind, breaking, place } = change;
  const { before, after } = printValues(change);
  const isInline =
    `${before ?? ''}${after ?? ''}`.length <= MAX_INLINE_LENGTH && !`${before ?? ''}${after ?? ''}`.includes('\n');
  const only = after ?? before;
  const values =
    before !== undefined && after !== undefined
      ? isInline && `${before} → ${after}`
      : (describeItem(change) ?? (isInline && only));
  const words = [output.paint(COLORS[breaking], breaking.padEnd(10)), kind, place.property, values];
  output.line(indent + words.filter((word) => typeof word === 'string' && word !== '').join('  '));
  if (isInline || before === undefined || after === undefined) return;
  for (const line of differingLines(before, after)) {
    output.line(`${indent}  ${output.paint(line.startsWith('-') ? 'red' : 'green', cutLines(line))}`);
  }
}
