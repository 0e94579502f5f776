import type { ApiCollection } from '../model/api.js';
import { isPrivate as isPrivateApi } from '../model/endpoint-configuration.js';
import type { RoutingCondition, RoutingRule } from '../model/domain-name.js';
import { isDeployTime, knownText } from '../model/value.js';
import { findTarget, targetStage } from './domain-target.js';
import { compileValueGlob, type HeaderCondition, type RoutingConditions } from './routing/routing-conditions.js';
import type { ServedRoutingRule } from './served-api.js';
import { apiIdOf, stableId } from './stable-id.js';

/**
 * Compiles the routing rules of a custom domain, in the order in which they are tried.
 *
 * A rule that cannot be read may have been meant for any request: whatever comes to it leads nowhere, instead of to what a
 * later rule says.
 *
 * @param isPrivate whether the domain is
 * @param report hears why a rule cannot be read
 */
export function compileRoutingRules(
  rules: readonly RoutingRule[],
  collection: ApiCollection,
  isPrivate: boolean,
  report: (message: string) => void,
): readonly ServedRoutingRule[] {
  const compiled = rules.map((rule, index) => {
    const problems: string[] = [];
    const priority = knownPriority(rule, problems);
    if (rules.findIndex((other) => other.priority === priority) < index) {
      problems.push(`another rule has the priority ${priority} too`);
    }
    const conditions = compileConditions(rule.conditions, problems);
    const target = compileTarget(rule, collection, isPrivate, problems);
    const [problem] = problems;
    const id = stableId(`routing rule ${rule.id}`, 6);
    if (problem === undefined) return { priority, rule: { id, conditions, target } };
    report(`Cannot read the routing rule "${rule.id}": ${problem}; requests that come to it are answered 403`);
    return { priority, rule: { id, conditions: ANY_REQUEST, target: undefined } };
  });
  return compiled.sort((a, b) => a.priority - b.priority).map(({ rule }) => rule);
}

const ANY_REQUEST: RoutingConditions = { headers: [], basePaths: undefined };
const MAX_PRIORITY = 1_000_000;

/** One that is not known comes first. */
function knownPriority({ priority }: RoutingRule, problems: string[]): number {
  if (!isDeployTime(priority) && priority >= 1 && priority <= MAX_PRIORITY) return priority;
  problems.push(`its priority is to be a number from 1 to ${MAX_PRIORITY}`);
  return 0;
}

function compileTarget(
  { invokeApi }: RoutingRule,
  collection: ApiCollection,
  isPrivate: boolean,
  problems: string[],
): ServedRoutingRule['target'] {
  const api = invokeApi && findTarget(invokeApi.api, collection);
  const stage = invokeApi && targetStage(invokeApi.stage, api);
  if (invokeApi === undefined || api === undefined || stage === undefined) {
    problems.push('expected one action, which invokes a stage of an API that is defined here');
    return undefined;
  }
  if (api.protocol !== 'REST') problems.push(`rules lead to REST APIs only, and ${api.id} is none`);
  else if (isPrivate && !isPrivateApi(api))
    problems.push(`a private domain leads to private APIs only, and ${api.id} is none`);
  if (isDeployTime(invokeApi.stripBasePath)) problems.push('only deployment knows whether it strips the base path');
  return { apiId: apiIdOf(api), stage, stripsBasePath: invokeApi.stripBasePath === true };
}

function compileConditions(conditions: readonly RoutingCondition[], problems: string[]): RoutingConditions {
  const headers: HeaderCondition[] = [];
  const basePaths: string[] = [];
  for (const condition of conditions) {
    if (condition.kind === 'headers') headers.push(...compileHeader(condition, problems));
    else basePaths.push(...compileBasePaths(condition, problems));
  }
  const pathConditions = conditions.filter(({ kind }) => kind === 'base-paths').length;
  if (conditions.length - pathConditions > 2) problems.push('expected at most two conditions of headers');
  if (pathConditions > 1) problems.push('expected at most one condition of base paths');
  return { headers, basePaths: pathConditions === 0 ? undefined : basePaths };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
function compileHeader(
  { anyOf }: Extract<RoutingCondition, { kind: 'headers' }>,
  problems: string[],
): readonly HeaderCondition[] {
  const [only, ...others] = anyOf;
  if (only === undefined || others.length > 0) {
    problems.push(`a condition names ${anyOf.length} headers; expected one, and another condition for a second`);
    return [];
  }
  const name = knownText(only.name);
  const glob = knownText(only.valueGlob);
  const matches = glob === undefined ? undefined : compileValueGlob(glob);
  if (name === undefined || !HEADER_NAME.test(name)) {
    problems.push('the name of a header is to have 1 to 39 characters and no wildcard');
  } else if (EXCLUDED_HEADERS.test(name)) problems.push(`rules cannot look at the header ${name}`);
  else if (matches === undefined) {
    problems.push(`the value of ${name} is to be a text of fewer than 128 characters, with * at its ends only`);
  } else return [{ name: name.toLowerCase(), matches }];
  return [];
}

const HEADER_NAME = /^[!#$%&'+.^_`|~0-9A-Za-z-]{1,39}$/;

/** Documented on the same page. */
const EXCLUDED_HEADERS = new RegExp(
  '^(?:(?:access-control|apigw|x-amz|x-amzn)-.*|authorization|connection|content-(?:encoding|length|location)|' +
    'forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|' +
    'x-apigw-api-id|x-forwarded-(?:for|host|proto)|x-restapi|via)$',
  'i',
);

function compileBasePaths(
  { anyOf }: Extract<RoutingCondition, { kind: 'base-paths' }>,
  problems: string[],
): readonly string[] {
  const known = anyOf.flatMap((basePath) => knownText(basePath) ?? []);
  if (known.length === 0 || known.length < anyOf.length || !known.every((basePath) => BASE_PATH.test(basePath))) {
    problems.push('base paths are to have 1 to 127 of the characters of mappings, without slashes around them');
  }
  return known;
}

/** Documented on the same page. */
const BASE_PATH = /^(?!\/)[\w$.+!*'()/-]{1,127}(?<!\/)$/;
