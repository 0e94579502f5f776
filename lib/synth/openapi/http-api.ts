import { OPENAPI_VERSION } from '../../formats/openapi.js';
import { DEFAULT_ROUTE_PATH, EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { Document, HttpApi, HttpApiAuthorizer, HttpApiCors, HttpApiRoute } from '../../model/index.js';
import { renderIdentitySources } from './authorizer.js';
import { otherSchemeNames, renderComponents } from './components.js';
import { chooseIntegrations, type Integrations } from './http-integrations.js';
import { renderInfo } from './info.js';
import { members, unlessEmpty, withOther, type Members } from './members.js';
import { operationKey, renderPathParameters } from './paths.js';
import { chooseSecurity, type Security } from './security.js';
import { renderServers } from './servers.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html */
export function renderHttpApi(api: HttpApi): Members {
  const { documentation } = api;
  const { info: _info, servers, components, ...other } = documentation?.other ?? {};
  const integrations = chooseIntegrations(api.routes);
  const security = chooseSecurity([...api.authorizers.map(({ name }) => name), ...otherSchemeNames(components)]);
  return withOther(
    members({
      openapi: OPENAPI_VERSION,
      info: renderInfo(api),
      servers: renderServers(servers, {
        disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
        ipAddressType: api.ipAddressType,
      }),
      tags: renderTags(api),
      externalDocs: documentation?.externalDocs,
      paths: renderRoutes(api.routes, security, integrations),
      components: renderComponents({
        securitySchemes: {
          ...Object.fromEntries(api.authorizers.map((authorizer) => [authorizer.name, renderAuthorizer(authorizer)])),
          ...security.schemesFor(api.routes),
        },
        integrations: integrations.shared,
        other: components,
      }),
      [EXTENSION.cors]: api.cors && renderCors(api.cors),
      [EXTENSION.importExportVersion]: '1.0',
      [EXTENSION.documentation]: documentation?.parts,
    }),
    other,
  );
}

/** The tags of an HTTP API are tags of the document with a value; tags without one are the document's own. */
function renderTags(api: HttpApi): Document | undefined {
  const own = api.documentation?.tags ?? [];
  const valued = Object.entries(api.tags ?? {}).map(([name, value]) => ({ name, [EXTENSION.tagValue]: value }));
  return unlessEmpty([...own, ...valued]);
}

function renderCors(cors: HttpApiCors): Members {
  const { maxAgeSeconds, ...lists } = cors;
  return members({ ...lists, maxAge: maxAgeSeconds });
}

/** `$default` stands under a path of its own. */
function renderRoutes(routes: readonly HttpApiRoute[], security: Security, integrations: Integrations): Members {
  const paths = new Map<string, Record<string, Document>>();
  for (const route of routes) {
    const { routeKey } = route;
    const key = routeKey.kind === 'route' ? routeKey.path : DEFAULT_ROUTE_PATH;
    const item = paths.get(key) ?? { ...members({ parameters: renderPathParameters(key) }) };
    const method = routeKey.kind === 'route' ? operationKey(routeKey.httpMethod) : EXTENSION.anyMethod;
    item[method] = renderRoute(route, security, integrations);
    paths.set(key, item);
  }
  return Object.fromEntries(paths);
}

function renderRoute(route: HttpApiRoute, security: Security, integrations: Integrations): Members {
  return withOther(
    members({
      operationId: route.operationName,
      isDefaultRoute: route.routeKey.kind === 'default' ? true : undefined,
      responses: route.documentation?.responses ?? {},
      security: security.requirementsOf(route),
      [EXTENSION.integration]: integrations.of(route),
    }),
    route.documentation,
  );
}

function renderAuthorizer(authorizer: HttpApiAuthorizer): Members {
  const identitySource = renderIdentitySources(authorizer.identitySource, 'HTTP');
  if (authorizer.type === 'JWT') {
    return {
      type: 'oauth2',
      flows: {},
      [EXTENSION.authorizer]: members({
        type: 'jwt',
        jwtConfiguration: { issuer: authorizer.issuer, audience: authorizer.audience },
        identitySource,
      }),
    };
  }
  return {
    type: 'apiKey',
    name: 'Unused',
    in: 'header',
    [EXTENSION.authorizer]: members({
      type: 'request',
      authorizerUri: authorizer.uri,
      authorizerPayloadFormatVersion: authorizer.payloadFormatVersion,
      authorizerResultTtlInSeconds: authorizer.resultTtlSeconds,
      authorizerCredentials: authorizer.credentials,
      enableSimpleResponses: authorizer.enableSimpleResponses,
      identitySource,
    }),
  };
}
