import type { Path } from '../ast.js';
import { JsonPathSyntaxError, tryOr } from '../errors.js';
import { formsOfSteps } from '../form.js';
import { parsePath } from '../parser.js';
import type { LaterPath } from './ast.js';
import { NotInGrammar } from './character-reader.js';
import { evaluationDifference } from './evaluation-difference.js';
import { formsOfLaterSteps } from './form.js';
import { readLaterPath } from './path-reader.js';

/**
 * Whether json-path 2.9.0 answers a path otherwise than 2.0.0, which matters should API Gateway have moved on: the
 * warning `jsonpath-release`.
 *
 * The grammars are compared exactly: a path that only one release reads, or that they read as different steps, always
 * differs. Of what they read alike, forms count whose difference shows in documents of the usual shape. Where an
 * unusual one decides (an index into what is no list, a property of another type than the literal's, a null, nothing
 * at the path above a wildcard), nothing is reported: where the document is known, `differsForDocument` tells.
 *
 * Observed: jsonpath-facts sections 3 to 6.
 *
 * @returns how 2.9.0 differs, a sentence without period, or undefined
 */
export function differsInLaterRelease(source: string): string | undefined {
  const path = tryOr(JsonPathSyntaxError, () => parsePath(source));
  const later = tryOr(NotInGrammar, () => readLaterPath(source));
  if (path === undefined) return later === undefined ? undefined : 'Release 2.9.0 accepts this path';
  if (later === undefined) return 'Release 2.9.0 refuses this path';
  if (!sameForms(path, later)) return 'Release 2.9.0 reads this path as different steps';
  const difference = evaluationDifference(path.steps);
  return difference === undefined ? undefined : `In release 2.9.0 ${difference}`;
}

function sameForms(path: Path, later: LaterPath): boolean {
  const forms = formsOfSteps(path.steps);
  const laterForms = formsOfLaterSteps(later.steps);
  return forms.length === laterForms.length && forms.every((form, position) => form === laterForms[position]);
}
