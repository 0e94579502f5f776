import { isPrivate } from '../../model/endpoint-configuration.js';
import { partitionOf } from '../../model/partition.js';
import { hasPolicy, type RestApi } from '../../model/rest-api.js';
import { asJson, type Document } from '../../model/value.js';
import { isObject } from '../../support/is-object.js';
import { hasDuplicateMember } from '../../support/duplicate-member.js';
import type { NotSimulated } from '../not-simulated.js';
import { RESOURCE_POLICY } from '../policy/policy-kind.js';
import { compilePolicy, type Decision, type Policy } from '../policy/policy.js';
import { isConditionKey } from './access-request.js';
import { isKnownOf, isPublic, isVpcKey, type NamedEndpoints } from './vpc-endpoints.js';

/** What a caller's own authorization and the API's policy say together: by the former, then by the latter. */
type DecisionTable = Readonly<Record<Decision, Readonly<Record<Decision, Decision>>>>;

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html Table A. */
const IN_ACCOUNT: DecisionTable = {
  allow: { allow: 'allow', silent: 'allow', deny: 'deny' },
  silent: { allow: 'allow', silent: 'silent', deny: 'deny' },
  deny: { allow: 'deny', silent: 'deny', deny: 'deny' },
};

/** Documented on the same page: Table B. */
const ACROSS_ACCOUNTS: DecisionTable = {
  allow: { allow: 'allow', silent: 'silent', deny: 'deny' },
  silent: { allow: 'silent', silent: 'silent', deny: 'deny' },
  deny: { allow: 'deny', silent: 'deny', deny: 'deny' },
};

/**
 * For a caller of the API's own account, and one for whom a Lambda authorizer answers.
 *
 * @param policy undefined: the API has none
 */
export function decideInAccount(caller: Decision, policy: Decision | undefined): Decision {
  return policy === undefined ? caller : IN_ACCOUNT[caller][policy];
}

/** For a caller of another account, whom an API without a policy does not let in. */
export function decideAcrossAccounts(caller: Decision, policy: Decision | undefined): Decision {
  return ACROSS_ACCOUNTS[caller][policy ?? 'silent'];
}

/** Where an API stands. */
interface ApiPlace {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  /** Those that the operator names. */
  readonly vpcEndpoints: NamedEndpoints;
}

/**
 * Compiles the resource policy of an API.
 *
 * @param refuse hears why the policy cannot be imitated; every route is then refused
 * @returns undefined for an API that has none, or whose policy was refused
 */
export function compileResourcePolicy(
  api: RestApi,
  place: ApiPlace,
  refuse: (finding: NotSimulated) => void,
): Policy | undefined {
  const refusePolicy = (detail: string, remedy?: string): Policy | undefined => {
    refuse({ feature: 'resource-policy', detail, optional: true, ...(remedy !== undefined && { remedy }) });
    return undefined;
  };
  if (!hasPolicy(api.policy)) {
    if (isPrivate(api)) refuse(OPENED_PRIVATE_API);
    return undefined;
  }
  const document = parseDocument(api.policy);
  if (document === undefined)
    return refusePolicy('a resource policy with values that only deployment knows', GIVE_VALUE);
  if (typeof api.policy === 'string' && isObject(document) && mayLoseMembers(api.policy))
    return refusePolicy('the resource policy (an element stands twice in one object)', 'correct the policy');
  const kind = { ...RESOURCE_POLICY, expandResource: (text: string) => expandResource(text, place) };
  const { policy, problems } = compilePolicy(document, kind);
  if (policy === undefined) return refusePolicy(`the resource policy (${problems.join('; ')})`, 'correct the policy');
  for (const key of policy.conditionKeys) {
    if (!isConditionKey(key)) return refusePolicy(`the condition key "${key}" of the resource policy`);
    if (isVpcKey(key) && !isPublic(api) && !isKnownOf(key, place.vpcEndpoints)) {
      return refusePolicy(`the condition key "${key}" of the resource policy`, NAME_ENDPOINT);
    }
  }
  return policy;
}

/** Why a private API without a policy is not open, where its operator does not open it. */
export const OPENED_PRIVATE_API: NotSimulated = {
  feature: 'resource-policy',
  detail: 'a private API without a resource policy, which refuses every call,',
  optional: true,
};

const GIVE_VALUE = 'give the value: --template-parameter, or values in sluice.json';
const NAME_ENDPOINT =
  'say through which VPC endpoint requests come: "vpcEndpoints": { "vpce-…": { "vpcId": "vpc-…" } } in sluice.json';

/** A policy may stand as text in a definition. Undefined: it has values that only deployment knows. */
function parseDocument(policy: Document): unknown {
  const json = asJson(policy);
  if (typeof json !== 'string') return json;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** Of two members of one name the reading keeps the last: a Deny may be lost. A text of this length is mostly what is lost. */
function mayLoseMembers(json: string): boolean {
  return json.length > 100_000 || hasDuplicateMember(json);
}

/**
 * `execute-api:/stage/GET/pets`, or `execute-api:/*` for all of the API.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
function expandResource(text: string, { region, accountId, apiId }: ApiPlace): string | undefined {
  const short = 'execute-api:/';
  return text.startsWith(short)
    ? `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${apiId}/${text.slice(short.length)}`
    : undefined;
}
