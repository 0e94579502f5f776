import { hasPolicy } from '../../model/rest-api.js';
import type { Api, ApiCollection } from '../../model/api.js';
import { printValue, reference } from '../../model/value.js';
import { findTarget, refersTo, targetStage } from '../../runtime/domain-target.js';
import { printName, withoutHash } from './print-name.js';
import { printRoutes } from './print-routes.js';
import { printStages, printThrottle } from './print-stages.js';

/**
 * APIs on a page, for a reader of a review: routes with their integrations and who may call them, stages with their
 * settings, plans and domains. Hashes of logical ids and everything else that changes by itself are left out.
 */
export function printApiPage(apis: readonly Api[], collection: ApiCollection): string {
  return [
    ...apis.map((api) => [...printApi(api), ...printStages(api)].join('\n')),
    ...printPlans(apis, collection),
    ...printDomains(apis, collection),
  ].join('\n\n');
}

function printApi(api: Api): readonly string[] {
  return [
    `${api.protocol} API ${printValue(api.name)}${printEndpoint(api)}`,
    ...(api.protocol === 'REST' ? printRestMembers(api) : []),
    ...printRoutes(api),
  ];
}

function printEndpoint(api: Api): string {
  if (api.protocol !== 'REST' || api.endpoint?.type === undefined) return '';
  return ` (${printName(api.endpoint.type)})`;
}

function printRestMembers(api: Extract<Api, { readonly protocol: 'REST' }>): readonly string[] {
  const lists: readonly (readonly [name: string, items: readonly string[]])[] = [
    ['models', (api.models ?? []).map(({ name }) => name)],
    [
      'gateway responses',
      (api.gatewayResponses ?? []).map(({ responseType, statusCode }) =>
        statusCode === undefined ? responseType : `${responseType} ${statusCode}`,
      ),
    ],
    ['binary', api.binaryMediaTypes ?? []],
    ['policy', hasPolicy(api.policy) ? [JSON.stringify(api.policy)] : []],
  ];
  return lists.filter(([, items]) => items.length > 0).map(([name, items]) => `  ${name}: ${items.join(', ')}`);
}

function printPlans(apis: readonly Api[], collection: ApiCollection): readonly string[] {
  return collection.usagePlans
    .filter(({ apiStages }) => apiStages.some(({ api }) => apis.some(({ id }) => refersTo(api, id))))
    .map((plan) => {
      const stages = plan.apiStages.map(({ api, stage }) => {
        const target = findTarget(api, collection);
        return `${printName(target?.name ?? api)}/${targetStage(stage, target) ?? printName(stage)}`;
      });
      const limits = [
        ...(plan.throttle === undefined ? [] : [printThrottle(plan.throttle)]),
        ...(plan.quota === undefined ? [] : [`${printName(plan.quota.limit)} a ${printName(plan.quota.period)}`]),
        ...(plan.apiKeys.length === 0 ? [] : [`keys ${plan.apiKeys.map(printName).join(' ')}`]),
      ];
      return `usage plan ${withoutHash(printName(plan.name ?? reference(plan.id)))} of ${stages.join(' ')}: ${limits.join(', ')}`;
    });
}

function printDomains(apis: readonly Api[], collection: ApiCollection): readonly string[] {
  return collection.domainNames
    .filter(({ mappings }) => mappings.some(({ api }) => apis.some(({ id }) => refersTo(api, id))))
    .map(({ name, mappings }) => {
      const paths = mappings.map(({ basePath, api, stage }) => {
        const target = findTarget(api, collection);
        const stageName = stage === undefined ? '' : `/${targetStage(stage, target) ?? printName(stage)}`;
        return `/${printName(basePath ?? '')} is ${printName(target?.name ?? api)}${stageName}`;
      });
      return `domain ${printName(name)}: ${paths.join(', ')}`;
    });
}
