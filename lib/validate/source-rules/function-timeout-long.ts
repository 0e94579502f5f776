import {
  diagnostic,
  findingsByApi,
  walkRoutes,
  type Api,
  type Diagnostic,
  type IntegrationOf,
  type RoutePlace,
} from '../../model/index.js';
import { functionOf } from '../function-calls.js';
import type { SourceRule } from '../source-rule.js';

/**
 * Functions that may run longer than the integration waits: the caller gets 504, and the function goes on. Each is named
 * once. Calls that nobody waits for, such as those of `$disconnect`, and streamed responses, are not meant.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const functionTimeoutLong: SourceRule = {
  codes: ['function-timeout-long'],
  summary: 'A function may run longer than the integration waits for it',
  fix: 'Set the timeout of the function below that of the integration, or invoke it asynchronously',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
  check: ({ collection, functions }) => {
    const timeouts = new Map(functions.map(({ name, timeoutMs }) => [name, timeoutMs]));
    return findingsByApi(collection.apis, (api) => {
      const found = new Map<string, Diagnostic>();
      walkRoutes<Api>(api, (route, place) => {
        if ('routeKey' in route && route.routeKey.kind === 'disconnect') return;
        const { integration } = route;
        const name = integration === undefined ? undefined : waitedFor(integration);
        const timeoutMs = name === undefined ? undefined : timeouts.get(name);
        const waitMs = integration?.timeoutMs ?? LONGEST_MS[api.protocol];
        const longestMs = integration?.timeoutMs === undefined ? DEFAULT_MS : waitMs;
        if (
          name === undefined ||
          timeoutMs === undefined ||
          typeof waitMs !== 'number' ||
          typeof longestMs !== 'number'
        )
          return;
        if (timeoutMs > longestMs && !found.has(name)) found.set(name, finding(name, timeoutMs, waitMs, place));
      });
      return [...found.values()];
    });
  },
};

/** How long an integration waits that does not say. */
const LONGEST_MS = { REST: 29_000, HTTP: 30_000, WEBSOCKET: 29_000 };

/** Functions beside such an integration have this timeout by habit; a second more or less is not meant. */
const DEFAULT_MS = 30_000;

/** The function whose result an integration waits for. */
function waitedFor(integration: IntegrationOf<Api>): string | undefined {
  if (!('uri' in integration)) return undefined;
  if ('responseTransferMode' in integration && integration.responseTransferMode === 'STREAM') return undefined;
  const { requestParameters = [] } = integration;
  // X-Amz-Invocation-Type may be Event.
  const chooses = requestParameters.some(({ target }) => 'name' in target && INVOCATION_TYPE.test(target.name));
  return chooses ? undefined : functionOf(integration.uri)?.name;
}

const INVOCATION_TYPE = /^x-amz-invocation-type$/i;

function finding(name: string, timeoutMs: number, waitMs: number, place: RoutePlace): Diagnostic {
  const message = `The function ${name} may run ${timeoutMs / 1000} s, and the integration waits ${waitMs / 1000} s: then the caller gets an error, and the function goes on`;
  return diagnostic('function-timeout-long', { ...place, property: 'integration timeout' }, message);
}
