import { placeFinder } from '../../import/source/definition-text.js';
import { whenChecked } from '../../model/diagnostic.js';
import { definitionFindings } from '../definition-findings.js';
import type { OpenedSource } from '../source-options.js';
import { applySuppressions } from './apply-suppressions.js';
import { adviceOn, type CheckedFinding, type PlacedFinding, type SourceCheck } from './checked-finding.js';

/** Everything that is found in a source by its readers and by rules, but what the definition suppresses. */
export function checkSource(opened: OpenedSource): SourceCheck {
  const { texts, diagnostics } = opened.source;
  const finders = texts.map((text) => ({ text, find: placeFinder(text) }));
  const place = (checked: CheckedFinding): PlacedFinding => {
    for (const { text, find } of finders) {
      const path = find(checked.finding.place);
      if (path !== undefined) return { ...checked, at: { text, path } };
    }
    return checked;
  };
  const found = [
    ...diagnostics.map((finding) => ({ finding, ...adviceOn(finding) })),
    ...definitionFindings(opened).map(({ finding, rule: { fix, source } }) => ({ finding, fix, source })),
  ];
  return applySuppressions(found.map(place), texts);
}

/** The check of a source as `lint` reports it: what is about this machine alone is a note, and places have lines. */
export function lintSource(opened: OpenedSource): SourceCheck {
  const { findings, suppressed } = checkSource(opened);
  return { findings: findings.map(located), suppressed: suppressed.map(located) };
}

function located<F extends PlacedFinding>({ at, ...checked }: F): Omit<F, 'at'> {
  const finding = whenChecked(checked.finding);
  if (at === undefined) return { ...checked, finding };
  const { line, column, excerpt } = at.text.locate(at.path);
  const shown = finding.code === 'stage-variable-secret' ? {} : { excerpt };
  return { ...checked, finding, location: { path: at.text.path, line, column, ...shown } };
}
