import { Annotations, CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { printPlace, type Api, type Diagnostic, type RaisedQuotas } from '../model/index.js';
import { validate } from '../validate/validate.js';
import { distinctTokens, identityOf, referencedBy } from './tokens.js';
import type { ApiDefinition } from './definition/api-definition.js';

/**
 * Has the API checked when it is synthesized, all findings together: errors stop the synthesis, warnings and notes stand
 * beside the construct.
 *
 * @param locate completes the places of findings
 */
export function validateAtSynth<A extends Api>(
  scope: Construct,
  definition: ApiDefinition<A>,
  declared: () => A,
  quotas: RaisedQuotas,
  locate: (findings: readonly Diagnostic[], api: A) => readonly Diagnostic[] = (findings) => findings,
): void {
  scope.node.addValidation({
    validate: () => {
      const references = distinctTokens(declared()).flatMap((token) => referencedBy(token, scope));
      const read = definition.model();
      const findings = [
        ...definition.diagnostics(),
        ...locate(
          validate(read, {
            quotas,
            parameters: new Set(references.filter((target) => target instanceof CfnParameter).map(identityOf)),
          }),
          read,
        ),
      ];
      // What a rule finds may stop the writing too.
      const distinct = [...new Map(findings.map((finding) => [printFinding(finding), finding])).values()];
      for (const finding of distinct) annotate(scope, finding);
      return distinct.filter(({ severity }) => severity === 'error').map(printFinding);
    },
  });
}

/** Puts a warning or a note beside a construct, under the id that acknowledges it. */
export function annotate(scope: Construct, finding: Diagnostic): void {
  const annotations = Annotations.of(scope);
  if (finding.severity === 'warning') annotations.addWarningV2(`sluice:${finding.code}`, printFinding(finding));
  if (finding.severity === 'info') annotations.addInfoV2(`sluice:${finding.code}`, printFinding(finding));
}

/** A finding with its place and code. */
export function printFinding({ code, message, place }: Diagnostic): string {
  const excerpt = place.excerpt === undefined ? '' : `\n${place.excerpt}`;
  return `${printPlace(place)}: ${message} (${code})${excerpt}`;
}
