import { sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, areEqual, asList, mapOf, type SamValue } from '../values/sam-value.js';
import { ANY_METHOD, normalizeMethod, pathItems, pathPattern, sectionOf } from './definition.js';

const POLICY = 'x-amazon-apigateway-policy';

/**
 * Adds the statements of an `Auth.ResourcePolicy` for every method of a path. A policy without statements is written too.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 *
 * @param stage - the name of the stage, as far as it is known
 */
export function addResourcePolicy(document: SamMap, property: SamMap, path: string, stage: SamValue): void {
  sectionOf(document, POLICY);
  const resources = methodResources(document, path, stage);
  const addAccounts = (member: string, effect: 'Allow' | 'Deny'): void => {
    const accounts = property.getTrue(member);
    if (accounts === undefined) return;
    if (!(accounts instanceof SamMap) && !Array.isArray(accounts))
      throw new InvalidDefinition(`${member} must be a list`, 'ResourcePolicy');
    addStatements(document, statementOf(effect, resources, mapOf({ AWS: asList(accounts) })));
  };
  const addExcept = (operator: string, condition: SamMap): void => {
    if (condition.size === 0) return;
    const deny = statementOf('Deny', resources, '*').set('Condition', mapOf({ [operator]: condition }));
    addStatements(document, [statementOf('Allow', resources, '*'), deny]);
  };
  addAccounts('AwsAccountWhitelist', 'Allow');
  addAccounts('AwsAccountBlacklist', 'Deny');
  addExcept('NotIpAddress', addressCondition(property.getTrue('IpRangeWhitelist')));
  addExcept('IpAddress', addressCondition(property.getTrue('IpRangeBlacklist')));
  addExcept('StringEquals', networkCondition(property, 'Blacklist'));
  addExcept('StringNotEquals', networkCondition(property, 'Whitelist'));
}

/** Adds the `CustomStatements` of an `Auth.ResourcePolicy`, each once. */
export function addCustomStatements(document: SamMap, property: SamMap): void {
  const statements = property.getTrue('CustomStatements');
  if (statements !== undefined) addStatements(document, statements);
}

/** `execute-api:/${__Stage__}/GET/pets/*` for each method; variables of the path are wildcards. */
function methodResources(document: SamMap, path: string, stage: SamValue): SamValue[] {
  return pathItems(document, path)
    .flatMap((item) => [...item.keys()])
    .map((method) => {
      const name = normalizeMethod(method) === ANY_METHOD ? '*' : method.toUpperCase();
      return sub(`execute-api:/\${__Stage__}/${name}${pathPattern(path)}`, { __Stage__: stage });
    });
}

function addressCondition(ranges: SamValue | undefined): SamMap {
  return mapOf({ 'aws:SourceIp': ranges === undefined ? undefined : asList(ranges) });
}

/** `SourceVpc…` has ids of both kinds; `IntrinsicVpc…` and `IntrinsicVpce…` are for functions. */
function networkCondition(property: SamMap, kind: 'Blacklist' | 'Whitelist'): SamMap {
  const ids = property.get(`SourceVpc${kind}`) ?? [];
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string'))
    throw new InvalidDefinition(
      `SourceVpc${kind} must be a list of strings; IntrinsicVpc${kind} takes functions`,
      'ResourcePolicy',
    );
  const starting = (prefix: string): SamValue[] => ids.filter((id) => id.startsWith(prefix));
  const vpcs = [...starting('vpc-'), ...asList(property.get(`IntrinsicVpc${kind}`))];
  const endpoints = [...starting('vpce-'), ...asList(property.get(`IntrinsicVpce${kind}`))];
  return mapOf({
    'aws:SourceVpc': vpcs.length > 0 ? vpcs : undefined,
    'aws:SourceVpce': endpoints.length > 0 ? endpoints : undefined,
  });
}

function addStatements(document: SamMap, statements: SamValue): void {
  const policy = sectionOf(document, POLICY).set('Version', '2012-10-17');
  const present = policy.get('Statement');
  if (present === undefined) {
    policy.set('Statement', statements);
    return;
  }
  const all = [...asList(present)];
  for (const statement of asList(statements)) if (!all.some((one) => areEqual(one, statement))) all.push(statement);
  policy.set('Statement', all);
}

function statementOf(effect: 'Allow' | 'Deny', resources: SamValue[], principal: SamValue): SamMap {
  return mapOf({ Effect: effect, Action: 'execute-api:Invoke', Resource: resources, Principal: principal });
}
