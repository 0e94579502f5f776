import { Token } from 'aws-cdk-lib';
import { SluiceError } from '../../../support/sluice-error.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html */
const LONGEST = 300;

/**
 * Checks a path below a domain.
 *
 * @throws SluiceError `base-path-invalid`
 */
export function checkBasePath(basePath: string, place: string): void {
  if (Token.isUnresolved(basePath)) return;
  const problem = problemOf(basePath);
  if (problem === undefined) return;
  throw new SluiceError('base-path-invalid', `The base path "${basePath}" of ${place} ${problem}`, {
    hint: 'Write it like v1 or v1/orders; leave it out for the domain itself',
  });
}

/** Whether a base path has several segments, which other resources and other rules are for. */
export function hasSeveralLevels(basePath: string): boolean {
  return !Token.isUnresolved(basePath) && basePath.includes('/');
}

function problemOf(basePath: string): string | undefined {
  if (basePath === '') return 'is empty';
  if (basePath.startsWith('/') || basePath.endsWith('/')) return 'has a slash around it';
  if (basePath.includes('//')) return 'has an empty segment';
  if (basePath.length > LONGEST) return `has ${basePath.length} characters; API Gateway allows ${LONGEST}`;
  if (!/^[\w$\-.+!*'()/]+$/.test(basePath)) return "has characters other than letters, digits and $-_.+!*'()";
  return undefined;
}
