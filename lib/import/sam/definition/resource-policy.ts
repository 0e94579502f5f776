import { sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, stringOf, isTruthy, asList, areEqual, type SamValue } from '../values/sam-value.js';
import { pathItems } from './definition-draft.js';
import { keepPolicy, type SwaggerDraft } from './swagger-draft.js';

/**
 * Adds the statements of an `Auth.ResourcePolicy` for every method of a path.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 *
 * @param stage the stage's name, as far as it is known
 */
export function addResourcePolicy(draft: SwaggerDraft, policy: SamMap, path: string, stage: SamValue): void {
  const resources = (): SamValue[] => methodResources(draft, path, stage);
  addAccounts(draft, policy.get('AwsAccountWhitelist'), 'Allow', resources);
  addAccounts(draft, policy.get('AwsAccountBlacklist'), 'Deny', resources);
  addAddresses(draft, policy.get('IpRangeWhitelist'), 'NotIpAddress', resources);
  addAddresses(draft, policy.get('IpRangeBlacklist'), 'IpAddress', resources);
  addNetworks(draft, networksOf(policy, 'Blacklist'), 'StringEquals', resources);
  addNetworks(draft, networksOf(policy, 'Whitelist'), 'StringNotEquals', resources);
  keepPolicy(draft);
}

/** Adds `CustomStatements`, each once. */
export function addCustomStatements(draft: SwaggerDraft, statements: SamValue): void {
  draft.policy.set('Version', '2012-10-17');
  if (!draft.policy.has('Statement')) draft.policy.set('Statement', statements);
  else appendNew(draft, asList(statements));
  keepPolicy(draft);
}

/** `execute-api:/${__Stage__}/GET/pets/*` for each method; variables of the path are wildcards. */
function methodResources(draft: SwaggerDraft, path: string, stage: SamValue): SamValue[] {
  const pattern = pathPattern(path);
  return pathItems(draft, path)
    .flatMap((item) => [...item.keys()])
    .map((method) => {
      const name = method.toLowerCase();
      const isAny = name === 'any' || name === 'x-amazon-apigateway-any-method';
      const text = `execute-api:/\${__Stage__}/${isAny ? '*' : name.toUpperCase()}${pattern}`;
      return sub(text, { __Stage__: stage });
    });
}

/** `/pets/*` for `/pets/{petId}`, and for a greedy variable likewise. */
export function pathPattern(path: string): string {
  return path.replace(/\{([a-zA-Z0-9._-]+\+?)\}/g, '*');
}

function addAccounts(
  draft: SwaggerDraft,
  accounts: SamValue | undefined,
  effect: 'Allow' | 'Deny',
  resources: () => SamValue[],
): void {
  if (!isTruthy(accounts)) return;
  if (!(accounts instanceof SamMap) && !Array.isArray(accounts))
    throw new InvalidDefinition('Cannot add a resource policy: accounts are a list', 'ResourcePolicy');
  const statement = statementOf(effect, resources(), mapOf({ AWS: asList(accounts) }));
  draft.policy.set('Version', '2012-10-17');
  if (!draft.policy.has('Statement')) draft.policy.set('Statement', statement);
  else draft.policy.set('Statement', [...asList(draft.policy.get('Statement')), statement]);
}

function addAddresses(
  draft: SwaggerDraft,
  ranges: SamValue | undefined,
  operator: 'IpAddress' | 'NotIpAddress',
  resources: () => SamValue[],
): void {
  if (!isTruthy(ranges)) return;
  const condition = mapOf({ [operator]: mapOf({ 'aws:SourceIp': asList(ranges) }) });
  addAllowAndDeny(draft, condition, resources());
}

interface Networks {
  readonly endpoints: SamValue | undefined;
  readonly vpcs: SamValue | undefined;
  readonly vpcEndpoints: SamValue | undefined;
}

function networksOf(policy: SamMap, kind: 'Blacklist' | 'Whitelist'): Networks {
  const endpoints = policy.get(`SourceVpc${kind}`);
  if (
    endpoints !== undefined &&
    endpoints !== null &&
    !(Array.isArray(endpoints) && endpoints.every((item) => typeof item === 'string'))
  )
    throw new InvalidDefinition(
      `Cannot add a resource policy: SourceVpc${kind} is a list of texts; IntrinsicVpc${kind} takes functions`,
      'ResourcePolicy',
    );
  return {
    endpoints,
    vpcs: policy.get(`IntrinsicVpc${kind}`),
    vpcEndpoints: policy.get(`IntrinsicVpce${kind}`),
  };
}

function addNetworks(
  draft: SwaggerDraft,
  networks: Networks,
  operator: 'StringEquals' | 'StringNotEquals',
  resources: () => SamValue[],
): void {
  const starting = (prefix: string): SamValue[] =>
    asList(networks.endpoints).filter((endpoint) => stringOf(endpoint)?.startsWith(prefix) === true);
  const vpcs = [...starting('vpc-'), ...asList(networks.vpcs)];
  const vpcEndpoints = [...starting('vpce-'), ...asList(networks.vpcEndpoints)];
  if (vpcs.length === 0 && vpcEndpoints.length === 0) return;
  const condition = new SamMap();
  if (vpcs.length > 0) condition.set('aws:SourceVpc', vpcs);
  if (vpcEndpoints.length > 0) condition.set('aws:SourceVpce', vpcEndpoints);
  addAllowAndDeny(draft, mapOf({ [operator]: condition }), resources());
}

/** Everybody may, except those that the condition holds for. */
function addAllowAndDeny(draft: SwaggerDraft, condition: SamMap, resources: SamValue[]): void {
  const allow = statementOf('Allow', resources, '*');
  const deny = statementOf('Deny', resources, '*').set('Condition', condition);
  draft.policy.set('Version', '2012-10-17');
  if (draft.policy.has('Statement')) appendNew(draft, [allow, deny]);
  else draft.policy.set('Statement', [allow, deny]);
}

function appendNew(draft: SwaggerDraft, statements: readonly SamValue[]): void {
  const all = [...asList(draft.policy.get('Statement'))];
  for (const statement of statements) if (!all.some((present) => areEqual(present, statement))) all.push(statement);
  draft.policy.set('Statement', all);
}

function statementOf(effect: 'Allow' | 'Deny', resources: SamValue[], principal: SamValue): SamMap {
  return mapOf({ Effect: effect, Action: 'execute-api:Invoke', Resource: resources, Principal: principal });
}
