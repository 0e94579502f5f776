import type { Api, CacheSettings, HttpApi, MethodSettings, RestApi, Stage, WebSocketApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { openApiPart } from '../openapi/open-api-part.js';
import { httpApiBodyPart } from './http-api-part.js';
import { referencesAsParameters } from './parameters.js';
import { webSocketApiPart } from './websocket-api-part.js';

/**
 * What a CloudFormation template can carry of an API whose definition is in its `Body`: what a document can, and the
 * endpoint, the stages and the tags beside it. Reading the rendered part gives the part, but for the id, which is the
 * logical id that the template gives. A WebSocket API has no `Body`; its part is what resources carry.
 *
 * A canary and who may replace cached responses are no part of it, and a stage always says whether it has a cache. What a value refers to outside of the
 * template is a parameter of it.
 *
 * `docs/formats.md` has the table.
 */
export function cloudFormationPart(api: RestApi): RestApi;
export function cloudFormationPart(api: HttpApi): HttpApi;
export function cloudFormationPart(api: WebSocketApi): WebSocketApi;
export function cloudFormationPart(api: Api): Api {
  switch (api.protocol) {
    case 'REST':
      return restApiBodyPart(api);
    case 'HTTP':
      return httpApiBodyPart(api);
    case 'WEBSOCKET':
      return webSocketApiPart(api);
  }
}

function restApiBodyPart(api: RestApi): RestApi {
  const { stages, endpoint, tags } = api;
  return referencesAsParameters({
    ...openApiPart({ ...api, stages: [] }),
    endpoint: { ...endpoint, type: endpoint?.type ?? 'EDGE' },
    stages: (stages.length === 0 ? [{ name: DEFAULT_STAGE }] : stages).map(stagePart),
    ...defined({ tags }),
  });
}

/** The stage of an API that has none of its own. */
export const DEFAULT_STAGE = 'prod';

export function stagePart(stage: Stage): Stage {
  const { canary: _, cacheCluster, methodSettings = [], ...rest } = stage;
  return {
    ...rest,
    cacheCluster: { enabled: false, ...cacheCluster },
    ...(methodSettings.length > 0 && { methodSettings: methodSettings.map(methodSettingsPart) }),
  };
}

/** Settings stand side by side in a template: a group of none is none. */
function methodSettingsPart({ throttle, caching, logging, ...rest }: MethodSettings): MethodSettings {
  return {
    ...rest,
    ...defined({
      throttle: unlessEmpty(throttle),
      caching: unlessEmpty<CacheSettings>(cachingPart(caching)),
      logging: unlessEmpty(logging),
    }),
  };
}

function cachingPart({ enabled, ttlSeconds, encrypted }: CacheSettings = {}): CacheSettings {
  return defined({ enabled, ttlSeconds, encrypted });
}

function unlessEmpty<T extends object>(group: T | undefined): T | undefined {
  return group !== undefined && Object.keys(group).length > 0 ? group : undefined;
}
