import type { DefinitionText } from '../../import/source/definition-text.js';
import { readSuppressions, type Suppression } from '../../import/source/suppressions.js';
import { printTextPath, type TextPath } from '../../import/text/index.js';
import { diagnostic, DIAGNOSTICS, type DiagnosticCode } from '../../model/diagnostic.js';
import { suggestName } from '../../support/nearest-name.js';
import { adviceOn, type PlacedFinding } from './checked-finding.js';

/** Findings that remain, and those that the definition suppresses. */
export interface AppliedSuppressions {
  readonly findings: readonly PlacedFinding[];
  readonly suppressed: readonly (PlacedFinding & { readonly reason: string })[];
}

/**
 * Takes out the findings that texts suppress: of the rule, about the object that the suppression stands in or something in
 * it. Reports suppressions that suppress nothing.
 */
export function applySuppressions(
  found: readonly PlacedFinding[],
  texts: readonly DefinitionText[],
): AppliedSuppressions {
  const findings: PlacedFinding[] = [];
  const suppressed: (PlacedFinding & { readonly reason: string })[] = [];
  const read = texts.map((text) => ({ text, ...readSuppressions(text.value) }));
  const used = new Set<Suppression>();
  for (const placed of found) {
    const { valid = [] } = read.find(({ text }) => text === placed.at?.text) ?? {};
    const matching = valid.filter((suppression) => isSuppressedBy(placed, suppression));
    matching.forEach((suppression) => used.add(suppression));
    const [first] = matching;
    if (first === undefined) findings.push(placed);
    else suppressed.push({ ...placed, reason: first.reason });
  }
  for (const { text, valid, invalid } of read) {
    const report = (code: DiagnosticCode, path: TextPath, message: string): void => {
      const finding = diagnostic(code, { property: printTextPath(path), file: text.file }, message);
      findings.push({ finding, ...adviceOn(finding), at: { text, path } });
    };
    for (const { path, message } of invalid) report('suppression-invalid', path, message);
    for (const suppression of valid.filter((one) => !used.has(one))) {
      const { rule, path } = suppression;
      if (Object.hasOwn(DIAGNOSTICS, rule)) report('suppression-unused', path, `Nothing is reported as ${rule} here`);
      else
        report(
          'suppression-invalid',
          path,
          `"${rule}" is not a rule. ${suggestName(rule, 'Rules', Object.keys(DIAGNOSTICS))}`,
        );
    }
  }
  return { findings, suppressed };
}

function isSuppressedBy({ finding, at }: PlacedFinding, { rule, around }: Suppression): boolean {
  return rule === finding.code && at !== undefined && around.every((step, index) => at.path[index] === step);
}
