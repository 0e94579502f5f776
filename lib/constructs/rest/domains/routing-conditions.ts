import { Token } from 'aws-cdk-lib';
import type { CfnRoutingRule } from 'aws-cdk-lib/aws-apigatewayv2';
import { SluiceError } from '../../../support/sluice-error.js';
import { checkBasePath } from './base-path.js';

/** Which requests a routing rule applies to: those that meet every condition, or all without one. */
export interface RoutingConditions {
  /**
   * Base paths of which the request has one: `v1`, `v1/orders`. They are case-sensitive.
   *
   * Assumed: several are alternatives, as the name `AnyOf` of their list in the template says.
   *
   * @default - any path
   */
  readonly basePaths?: readonly string[];

  /**
   * Headers that the request has, at most two, each with a pattern for its value: `beta`, `beta*`, `*beta`, `*beta*` or
   * `*`. Names are case-insensitive, values case-sensitive.
   *
   * @default - any headers
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
const LIMITS = { headers: 2, nameLength: 39, patternLength: 127, basePathLength: 127 };

/** Headers that no rule can match, in lower case. */
const EXCLUDED: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-location',
  'forwarded',
  'keep-alive',
  'origin',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailers',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-apigw-api-id',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-restapi',
]);

const EXCLUDED_PREFIX = /^(access-control-|apigw-|x-amz-|x-amzn-)/;

/**
 * The conditions as the template says them: each header on its own, since all must hold.
 *
 * @throws SluiceError `routing-condition-invalid`
 */
export function renderConditions(
  { basePaths = [], headers = {} }: RoutingConditions,
  place: string,
): readonly CfnRoutingRule.ConditionProperty[] {
  for (const basePath of basePaths) checkPath(basePath, place);
  const entries = Object.entries(headers);
  if (entries.length > LIMITS.headers) {
    throw invalid(place, `it has ${entries.length} header conditions; API Gateway allows ${LIMITS.headers}`);
  }
  for (const [name, pattern] of entries) checkHeader(name, pattern, place);
  return [
    ...(basePaths.length > 0 ? [{ matchBasePaths: { anyOf: [...basePaths] } }] : []),
    ...entries.map(([header, valueGlob]) => ({ matchHeaders: { anyOf: [{ header, valueGlob }] } })),
  ];
}

function checkPath(basePath: string, place: string): void {
  checkBasePath(basePath, place);
  if (Token.isUnresolved(basePath) || basePath.length <= LIMITS.basePathLength) return;
  throw invalid(
    place,
    `a base path has ${basePath.length} characters; API Gateway allows ${LIMITS.basePathLength} in a rule`,
  );
}

function checkHeader(name: string, pattern: string, place: string): void {
  const lower = name.toLowerCase();
  if (EXCLUDED.has(lower) || EXCLUDED_PREFIX.test(lower)) {
    throw invalid(place, `API Gateway does not match the header "${name}"`);
  }
  if (name === '' || name.length > LIMITS.nameLength) {
    throw invalid(place, `the header name "${name}" has ${name.length} characters; expected 1 to ${LIMITS.nameLength}`);
  }
  if (Token.isUnresolved(pattern)) return;
  if (pattern === '' || pattern.length > LIMITS.patternLength) {
    throw invalid(
      place,
      `the pattern of "${name}" has ${pattern.length} characters; expected 1 to ${LIMITS.patternLength}`,
    );
  }
  if (pattern.slice(1, -1).includes('*')) {
    throw invalid(place, `the pattern "${pattern}" has an asterisk in the middle; expected x, x*, *x, *x* or *`);
  }
}

function invalid(place: string, reason: string): SluiceError {
  return new SluiceError('routing-condition-invalid', `Cannot route by ${place}: ${reason}`);
}
