import { relative } from 'node:path';
import { printPlace } from '../../model/diagnostic.js';
import type { Output } from '../output.js';
import type { CheckedFinding } from './checked-finding.js';

/** Prints findings by file and API, in the order of the lines that they are about. */
export function printFindings(findings: readonly CheckedFinding[], folder: string, output: Output): void {
  for (const [title, group] of groupsOf(findings, folder)) {
    output.line(output.bold(title));
    for (const checked of [...group].sort((a, b) => lineOf(a) - lineOf(b))) printFinding(checked, output);
    output.line();
  }
}

function groupsOf(findings: readonly CheckedFinding[], folder: string): ReadonlyMap<string, readonly CheckedFinding[]> {
  const groups = new Map<string, CheckedFinding[]>();
  for (const checked of findings) {
    const { location, finding } = checked;
    const file = location === undefined ? finding.place.file : relative(folder, location.path);
    const title = [file, finding.place.api].filter((part) => part !== undefined).join('  ') || 'The source';
    groups.set(title, [...(groups.get(title) ?? []), checked]);
  }
  return groups;
}

function lineOf({ location, finding }: CheckedFinding): number {
  return location?.line ?? finding.place.line ?? 0;
}

function printFinding({ finding, fix, location }: CheckedFinding, output: Output): void {
  const { severity, code, message, place } = finding;
  const { line = place.line, column = place.column ?? 1 } = location ?? {};
  const { element, property } = place;
  const isOfTemplate = place.file === undefined && place.excerpt !== undefined;
  const where = printPlace({
    ...(element !== undefined && { element }),
    ...(property !== undefined && { property }),
    ...(isOfTemplate && place.line !== undefined && { line: place.line, column: place.column ?? 1 }),
  });
  const position = line === undefined ? '' : `${line}:${column}  `;
  const kind = output.paint(severity === 'error' ? 'red' : 'yellow', `${severity} ${code}`);
  output.line(`  ${position}${kind}${where === '' ? '' : `  ${where}`}`);
  output.line(`    ${message}`);
  const excerpt = isOfTemplate ? place.excerpt : (location?.excerpt ?? place.excerpt);
  for (const text of excerpt?.split('\n') ?? []) output.line(`    ${text}`);
  output.line(output.paint('dim', `    ${fix === undefined ? '' : `Fix: ${fix} `}(${pageOf(code)})`));
}

/** The page of a finding in the documentation. */
export function pageOf(code: string): string {
  return `docs/rules/${code}.md`;
}
