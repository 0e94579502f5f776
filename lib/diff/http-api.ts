import type { NormalizedHttpApi } from '../model/index.js';
import { compareHttpAuthorizers } from './authorizers.js';
import { elsewhere, members, value, type Compare } from './compare.js';
import { compareCors } from './cors.js';
import { compareHttpRoutes } from './http-routes.js';
import { compareDefaultEndpoint } from './rest-api.js';

/** What a deployment of an HTTP API holds. */
export type HttpDefinition = Omit<NormalizedHttpApi, 'stages' | 'tags' | 'id'>;

/** What two deployments of an HTTP API hold. */
export function compareHttpApi(before: NormalizedHttpApi, after: NormalizedHttpApi): Compare<HttpDefinition> {
  return members<HttpDefinition>({
    protocol: elsewhere,
    name: value('api-renamed'),
    description: value('documentation-changed'),
    version: value('documentation-changed'),
    documentation: value('documentation-changed'),
    disableExecuteApiEndpoint: compareDefaultEndpoint,
    ipAddressType: value('ip-address-type-changed'),
    cors: compareCors,
    authorizers: compareHttpAuthorizers,
    routes: compareHttpRoutes(before, after),
  });
}
