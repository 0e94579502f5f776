import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import type { PolicyKind } from './policy-kind.js';
import type { PolicyReading } from './reading.js';
import type { AccessRequest } from './request.js';
import { compileStatement } from './statement.js';

export type { AccessRequest, ConditionValues, Principal } from './request.js';

/** What a policy says about a request; `deny` is an explicit one. */
export type Decision = 'allow' | 'deny' | 'silent';

export interface Policy {
  /**
   * The condition keys on which decisions depend, in lower case. Whoever asks for decisions must know the values that
   * requests have for them.
   */
  readonly conditionKeys: ReadonlySet<string>;
  decide(request: AccessRequest): Decision;
}

/** A policy, or why there is none: each problem with its place in the document. */
export type CompiledPolicy =
  | { readonly policy: Policy; readonly problems?: never }
  | { readonly policy?: never; readonly problems: readonly string[] };

const VERSIONS: readonly unknown[] = [undefined, '2008-10-17', '2012-10-17'];

/**
 * Compiles the document of a policy, once for all requests. What cannot be read is a problem, never passed over.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * Assumed: elements and operators are written as the grammar has them; only actions and condition keys are read in any case.
 */
export function compilePolicy(document: unknown, kind: PolicyKind): CompiledPolicy {
  if (!isObject(document)) return { problems: [`Found ${typeof document}; expected a policy document`] };
  const characters = lengthOf(document);
  if (characters > kind.characters) {
    return { problems: [`A policy of ${characters} characters; at most ${kind.characters} are allowed`] };
  }
  const problems: string[] = [];
  const conditionKeys = new Set<string>();
  const reading: PolicyReading = {
    variables: document.Version === '2012-10-17',
    report: (place, problem) => problems.push(`${place}: ${problem}`),
    useKey: (key) => conditionKeys.add(key),
  };
  for (const member of Object.keys(document)) {
    if (!['Version', 'Id', 'Statement'].includes(member)) reading.report(member, 'No element of a policy');
  }
  if (!VERSIONS.includes(document.Version)) {
    reading.report('Version', `Found ${JSON.stringify(document.Version)}; expected "2012-10-17" or "2008-10-17"`);
  }
  const statements = isList(document.Statement)
    ? document.Statement.map((item, index) => compileStatement(item, kind, `Statement[${index}]`, reading))
    : [compileStatement(document.Statement, kind, 'Statement', reading)];
  if (problems.length > 0) return { problems };
  const denials = statements.filter(({ effect }) => effect === 'Deny');
  const permissions = statements.filter(({ effect }) => effect === 'Allow');
  return {
    policy: {
      conditionKeys,
      decide: (request) => {
        if (denials.some((statement) => statement.applies(request))) return 'deny';
        return permissions.some((statement) => statement.applies(request)) ? 'allow' : 'silent';
      },
    },
  };
}

/** Infinite for a document that is nested too deeply to be written. */
function lengthOf(document: object): number {
  try {
    return JSON.stringify(document).length;
  } catch {
    return Infinity;
  }
}
