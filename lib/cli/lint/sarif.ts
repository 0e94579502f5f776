import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIAGNOSTICS, printPlace, type DiagnosticCode, type Severity } from '../../model/diagnostic.js';
import { defined } from '../../support/defined.js';
import type { CheckedFinding, FindingLocation, SourceCheck, SuppressedFinding } from './checked-finding.js';

/** Where the log is read; paths are absolute. */
export interface SarifPlace {
  /** The URIs of files in it are relative to it, those of other files are absolute. */
  readonly folder: string;
  /** The file that a finding without a location is about: GitHub refuses a result that has none. */
  readonly file: string;
}

/**
 * Findings as a SARIF log, which code scanning services read.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarifLog({ findings, suppressed }: SourceCheck, place: SarifPlace): object {
  const all: readonly (CheckedFinding | SuppressedFinding)[] = [...findings, ...suppressed];
  const codes = [...new Set(all.map(({ finding }) => finding.code))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Sluice', rules: codes.map((code) => ruleOf(code, all)) } },
        columnKind: 'utf16CodeUnits',
        results: all.map((checked) => resultOf(checked, codes, place)),
      },
    ],
  };
}

function ruleOf(code: DiagnosticCode, all: readonly CheckedFinding[]): object {
  const { severity, meaning } = DIAGNOSTICS[code];
  const { fix, source } = all.find(({ finding }) => finding.code === code) ?? {};
  return {
    id: code,
    shortDescription: { text: meaning },
    fullDescription: { text: meaning },
    defaultConfiguration: { level: LEVELS[severity] },
    help: { text: fix ?? meaning },
    ...(source !== undefined && { helpUri: source }),
  };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

function resultOf(
  checked: CheckedFinding | SuppressedFinding,
  codes: readonly DiagnosticCode[],
  { folder, file }: SarifPlace,
): object {
  const { finding, location = { path: file, line: 1, column: 1 }, fix } = checked;
  const { code, severity, message } = finding;
  const { api, element, property } = finding.place;
  const name = printPlace(defined({ api, element, property }));
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: fix === undefined ? message : `${message}. ${fix}` },
    locations: [
      {
        physicalLocation: physicalLocation(location, folder),
        ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: name }] }),
      },
    ],
    ...('reason' in checked && { suppressions: [{ kind: 'inSource', justification: checked.reason }] }),
  };
}

function physicalLocation({ path, line, column }: FindingLocation, folder: string): object {
  return { artifactLocation: { uri: uriOf(path, folder) }, region: { startLine: line, startColumn: column } };
}

function uriOf(path: string, folder: string): string {
  const inside = relative(folder, path);
  if (inside.startsWith(`..${sep}`) || isAbsolute(inside)) return pathToFileURL(path).href;
  return inside.split(sep).map(encodeURIComponent).join('/');
}
