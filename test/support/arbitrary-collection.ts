import fc from 'fast-check';
import {
  HTTP_METHODS,
  reference,
  type Api,
  type ApiCollection,
  type ApiKey,
  type ApiMapping,
  type DomainName,
  type MethodThrottle,
  type Quota,
  type RoutingCondition,
  type RoutingRule,
  type UsagePlan,
  type UsagePlanStage,
  type Value,
  type VpcLink,
} from '../../lib/model/index.js';
import { throttles } from './arbitrary-stage.js';
import { booleanValue, dataObject, record, tags, textValue, valueOf, word } from './arbitrary-values.js';

/** The values of API keys begin with this, so that a test finds one that is shown. */
export const SECRET = 'secret-';

const id = (what: string): fc.Arbitrary<string> => word.map((own) => `${what}-${own}`);

/** At most three, with different ids and names. */
function several<T extends { readonly id: string; readonly name?: Value<string> }>(
  items: fc.Arbitrary<T>,
): fc.Arbitrary<T[]> {
  return fc.uniqueArray(items, {
    maxLength: 3,
    comparator: (one, other) => one.id === other.id || one.name === other.name,
  });
}

/** Collections of APIs that have no routes, with everything beside them. */
export const collections: fc.Arbitrary<ApiCollection> = fc
  .record({ apis: several(apis()), keys: fc.uniqueArray(id('Key'), { maxLength: 3 }) })
  .chain(({ apis: known, keys }) => {
    const stages = planStages(
      refer(
        'Api',
        known.map((api) => api.id),
      ),
    );
    return record<ApiCollection, keyof ApiCollection>(
      {
        apis: fc.constant(known),
        usagePlans: several(usagePlans(stages, refer('Key', keys))),
        apiKeys: fc.tuple(...keys.map((key) => apiKeys(key, stages))),
        domainNames: several(
          domainNames(
            refer(
              'Api',
              known.map((api) => api.id),
            ),
          ),
        ),
        vpcLinks: several(vpcLinks()),
      },
      ['apis', 'usagePlans', 'apiKeys', 'domainNames', 'vpcLinks'],
    );
  });

/** References to what the collection has, and to what it has not. */
function refer(what: string, ids: readonly string[]): fc.Arbitrary<Value<string>> {
  return fc.oneof(
    id(`Other${what}`),
    fc.constantFrom(...ids, `Other${what}`).map((known) => reference(known)),
  );
}

function apis(): fc.Arbitrary<Api> {
  return fc
    .tuple(id('Api'), word, fc.constantFrom('REST' as const, 'HTTP' as const))
    .map(([own, name, protocol]) =>
      protocol === 'REST'
        ? { protocol, id: own, name, resources: [], stages: [] }
        : { protocol, id: own, name, authorizers: [], routes: [], stages: [] },
    );
}

function planStages(api: fc.Arbitrary<Value<string>>): fc.Arbitrary<UsagePlanStage[]> {
  const methodThrottles = fc.uniqueArray(
    record<MethodThrottle, keyof MethodThrottle>(
      {
        path: fc.constantFrom('/', '/pets/{petId}'),
        httpMethod: fc.constantFrom(...HTTP_METHODS),
        throttle: throttles.filter((throttle) => Object.keys(throttle).length > 0),
      },
      ['path', 'httpMethod', 'throttle'],
    ),
    { maxLength: 2, selector: ({ path, httpMethod }) => `${path}/${httpMethod}` },
  );
  return fc.uniqueArray(
    record<UsagePlanStage, 'api' | 'stage'>({ api, stage: word, methodThrottles }, ['api', 'stage']),
    {
      maxLength: 2,
      selector: (stage) => JSON.stringify([stage.api, stage.stage]),
    },
  );
}

function usagePlans(
  apiStages: fc.Arbitrary<UsagePlanStage[]>,
  apiKey: fc.Arbitrary<Value<string>>,
): fc.Arbitrary<UsagePlan> {
  const quota = record<Quota, 'limit' | 'period'>(
    {
      limit: valueOf(fc.nat(1_000)),
      period: valueOf(fc.constantFrom('DAY', 'WEEK', 'MONTH')),
      offset: valueOf(fc.nat(10)),
    },
    ['limit', 'period'],
  );
  return record<UsagePlan, 'id' | 'name' | 'apiStages' | 'apiKeys'>(
    {
      id: id('Plan'),
      name: word,
      description: textValue,
      throttle: throttles,
      quota,
      apiStages,
      apiKeys: fc.uniqueArray(apiKey, { maxLength: 3, selector: (key) => JSON.stringify(key) }),
      tags,
    },
    ['id', 'name', 'apiStages', 'apiKeys'],
  );
}

/** The key of an id; its name is its own. */
function apiKeys(own: string, stages: fc.Arbitrary<UsagePlanStage[]>): fc.Arbitrary<ApiKey> {
  return record<ApiKey, 'id' | 'name' | 'enabled'>(
    {
      id: fc.constant(own),
      name: word.map((name) => `${name} ${own}`),
      description: textValue,
      value: fc.nat().map((number) => `${SECRET}${String(number)}`),
      enabled: booleanValue,
      customerId: textValue,
      generateDistinctId: booleanValue,
      stages: stages.map((all) => all.map(({ api, stage }) => ({ api, stage }))),
      tags,
    },
    ['id', 'name', 'enabled'],
  );
}

function domainNames(api: fc.Arbitrary<Value<string>>): fc.Arbitrary<DomainName> {
  return record<DomainName, 'id' | 'name' | 'mappings'>(
    {
      id: id('Domain'),
      name: word.map((name) => `${name}.example`),
      endpointType: valueOf(fc.constantFrom('EDGE', 'REGIONAL', 'PRIVATE')),
      mappings: fc.uniqueArray(record<ApiMapping, 'api'>({ api, stage: word, basePath: word }, ['api']), {
        maxLength: 3,
        selector: ({ basePath }) => basePath,
      }),
      mutualTls: record({ truststoreUri: textValue, truststoreVersion: textValue }, ['truststoreUri']),
      securityPolicy: valueOf(fc.constantFrom('TLS_1_0', 'TLS_1_2')),
      routingMode: valueOf(fc.constantFrom('API_MAPPING_ONLY', 'ROUTING_RULE_ONLY', 'ROUTING_RULE_THEN_API_MAPPING')),
      routingRules: fc.uniqueArray(routingRules(api), { maxLength: 3, selector: (rule) => rule.id }),
      policy: dataObject,
    },
    ['id', 'name', 'mappings'],
  );
}

function routingRules(api: fc.Arbitrary<Value<string>>): fc.Arbitrary<RoutingRule> {
  const conditions = fc.oneof<fc.Arbitrary<RoutingCondition>[]>(
    fc.array(textValue, { minLength: 1, maxLength: 2 }).map((anyOf) => ({ kind: 'base-paths', anyOf })),
    fc.tuple(word, textValue).map(([name, valueGlob]) => ({ kind: 'headers', anyOf: [{ name, valueGlob }] })),
  );
  return record<RoutingRule, 'id' | 'priority' | 'conditions'>(
    {
      id: id('Rule'),
      priority: valueOf(fc.integer({ min: 1, max: 1_000 })),
      conditions: fc.array(conditions, { maxLength: 2 }),
      invokeApi: record({ api, stage: word, stripBasePath: booleanValue }, ['api', 'stage', 'stripBasePath']),
    },
    ['id', 'priority', 'conditions'],
  );
}

function vpcLinks(): fc.Arbitrary<VpcLink> {
  return record<VpcLink, 'id' | 'name' | 'targetArns'>(
    { id: id('Link'), name: word, description: textValue, targetArns: fc.array(textValue, { maxLength: 2 }) },
    ['id', 'name', 'targetArns'],
  );
}
