import { relative, sep } from 'node:path';
import { DIAGNOSTICS, printPlace, type DiagnosticCode, type Severity } from '../../model/diagnostic.js';
import { defined } from '../../support/defined.js';
import type { CheckedFinding, FindingLocation, SourceCheck, SuppressedFinding } from './checked-finding.js';

/**
 * Findings as a SARIF log, which code scanning services read; paths are relative to the folder.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog({ findings, suppressed }: SourceCheck, folder: string): object {
  const all: readonly (CheckedFinding | SuppressedFinding)[] = [...findings, ...suppressed];
  const codes = [...new Set(all.map(({ finding }) => finding.code))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Sluice', rules: codes.map((code) => ruleOf(code, all)) } },
        columnKind: 'utf16CodeUnits',
        results: all.map((checked) => resultOf(checked, codes, folder)),
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
    defaultConfiguration: { level: LEVELS[severity] },
    ...(fix !== undefined && { help: { text: fix } }),
    ...(source !== undefined && { helpUri: source }),
  };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

function resultOf(
  checked: CheckedFinding | SuppressedFinding,
  codes: readonly DiagnosticCode[],
  folder: string,
): object {
  const { finding, location, fix } = checked;
  const { code, severity, message, place } = finding;
  const { api, element, property } = place;
  const name = printPlace(defined({ api, element, property }));
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: fix === undefined ? message : `${message}. ${fix}` },
    locations: [
      {
        ...(location !== undefined && { physicalLocation: physicalLocation(location, folder) }),
        ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: name }] }),
      },
    ],
    ...('reason' in checked && { suppressions: [{ kind: 'inSource', justification: checked.reason }] }),
  };
}

function physicalLocation({ path, line, column }: FindingLocation, folder: string): object {
  const uri = relative(folder, path).split(sep).map(encodeURIComponent).join('/');
  return { artifactLocation: { uri }, region: { startLine: line, startColumn: column } };
}
