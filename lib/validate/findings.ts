import { inApi, type Diagnostic } from '../model/index.js';
import type { RuleDescription, ValidateOptions } from './rule.js';
import { RULES } from './rules/index.js';
import type { SourceDefinition } from './source-rule.js';
import { SOURCE_RULES } from './source-rules/index.js';

/** A finding with the rule that made it. */
export interface RuleFinding {
  readonly finding: Diagnostic;
  readonly rule: RuleDescription;
}

/** Checks a whole source: each API by every rule that is for its protocol, then what stands around them. */
export function findingsIn(definition: SourceDefinition, options: ValidateOptions = {}): readonly RuleFinding[] {
  const { apis } = definition.collection;
  const ofApis = apis.flatMap((api) =>
    RULES.flatMap((rule) =>
      rule.check(api, options).map((finding) => ({ finding: apis.length < 2 ? finding : inApi(finding, api), rule })),
    ),
  );
  const ofSource = SOURCE_RULES.flatMap((rule) => rule.check(definition).map((finding) => ({ finding, rule })));
  return [...ofApis, ...ofSource];
}
