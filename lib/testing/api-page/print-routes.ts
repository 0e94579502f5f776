import type { Api } from '../../model/api.js';
import { printCacheKey } from '../../model/cache-key.js';
import type { Integration } from '../../model/integration.js';
import type { Method } from '../../model/method.js';
import { printAuthorization } from '../../model/print-authorization.js';
import { knownText, printValue } from '../../model/value.js';
import { walkRoutes } from '../../model/walk.js';
import { printName, printTarget } from './print-name.js';
import { printTable } from './print-table.js';

/** A line for each route, in the order of paths: its integration, who may call it, and what is checked and kept. */
export function printRoutes(api: Api): readonly string[] {
  const rows: (readonly string[])[] = [];
  walkRoutes<Api>(api, (route, { element }) => {
    const { integration, authorization } = route;
    rows.push([
      element,
      integration === undefined
        ? 'no integration'
        : 'subtype' in integration
          ? integration.subtype
          : printIntegration(integration as Integration),
      [
        printAuthorization(authorization, api.authorizers ?? []) ?? 'open',
        ...('apiKeyRequired' in route && route.apiKeyRequired === true ? ['API key'] : []),
      ].join(', '),
      api.protocol === 'REST' ? printRequest(route as Method) : '',
    ]);
  });
  return printTable(
    rows
      .map(([route = '', ...row]) => [...splitRoute(route), ...row])
      .sort(([verb = '', path = ''], [other = '', otherPath = '']) => compare(path, otherPath) || compare(verb, other)),
    '  ',
  );
}

function splitRoute(route: string): readonly [verb: string, path: string] {
  const [, verb = '', path = ''] = /^(\S+)(?: (.*))?$/s.exec(route) ?? [];
  return [verb, path];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function printIntegration(integration: Integration): string {
  const { type } = integration;
  if (type === 'MOCK') {
    return ['mock', ...(integration.responses ?? []).map(({ statusCode }) => statusCode)].join(' ');
  }
  const parts = [
    ...(type.startsWith('HTTP') ? [`${printName(integration.httpMethod)} `] : []),
    printTarget(integration.uri),
    ...(type === 'AWS' || type === 'HTTP' ? [' mapped'] : []),
    ...(integration.vpcLink === undefined ? [] : [` by ${printName(integration.vpcLink.id)}`]),
    ...(integration.responseTransferMode === 'STREAM' ? [' streamed'] : []),
    ...(integration.timeoutMs === undefined ? [] : [` ${printName(integration.timeoutMs)} ms`]),
  ];
  return parts.join('');
}

function printRequest({ requestModels = {}, requestValidator, requestParameters = [], integration }: Method): string {
  const required = requestParameters.filter((parameter) => parameter.required && parameter.location !== 'path');
  const keys = integration?.cacheKeyParameters ?? [];
  return [
    ...Object.values(requestModels).map((model) => `body ${model}`),
    ...required.map(({ location, name }) => `requires ${location} ${name}`),
    ...(requestValidator === undefined ? [] : [`checks ${requestValidator}`]),
    ...(keys.length === 0 ? [] : [`cache keys ${keys.map((key) => printShort(printCacheKey(key))).join(' ')}`]),
  ].join(', ');
}

/** `path.petId` for `method.request.path.petId`. */
function printShort(key: ReturnType<typeof printCacheKey>): string {
  return (knownText(key) ?? printValue(key)).replace(/^method\.request\./, '');
}
