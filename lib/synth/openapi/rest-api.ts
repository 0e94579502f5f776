import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { OPENAPI_VERSION } from '../../formats/openapi.js';
import type { RequestValidator, RestApi } from '../../model/index.js';
import { renderAuthorizer } from './authorizer.js';
import { otherSchemeNames, renderComponents } from './components.js';
import { renderGatewayResponses } from './gateway-responses.js';
import { renderInfo } from './info.js';
import { members, unlessEmpty, withOther, type Members } from './members.js';
import { renderPaths } from './paths.js';
import { renderSchemas } from './schemas.js';
import { chooseSecurity } from './security.js';
import { renderServers } from './servers.js';

/** The members stand in the order in which a reader would want them; everything absent in the model is left out. */
export function renderRestApi(api: RestApi): Members {
  const { documentation } = api;
  const { info: _info, servers, components, ...other } = documentation?.other ?? {};
  const security = chooseSecurity([
    ...(api.authorizers ?? []).map(({ name }) => name),
    ...otherSchemeNames(components),
  ]);
  return withOther(
    members({
      openapi: OPENAPI_VERSION,
      info: renderInfo(api),
      servers: renderServers(servers, {
        disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
        vpcEndpointIds: api.endpoint?.vpcEndpointIds,
      }),
      tags: documentation?.tags,
      externalDocs: documentation?.externalDocs,
      paths: renderPaths(api.resources, security),
      components: renderComponents({
        schemas: renderSchemas(api.models ?? []),
        securitySchemes: {
          ...Object.fromEntries(
            (api.authorizers ?? []).map((authorizer) => [authorizer.name, renderAuthorizer(authorizer)]),
          ),
          ...security.schemesFor(api.resources.flatMap(({ methods }) => methods)),
        },
        other: components,
      }),
      [EXTENSION.requestValidators]: unlessEmpty(renderValidators(api.requestValidators ?? [])),
      [EXTENSION.gatewayResponses]: unlessEmpty(renderGatewayResponses(api.gatewayResponses ?? [])),
      [EXTENSION.binaryMediaTypes]: unlessEmpty(api.binaryMediaTypes),
      [EXTENSION.minimumCompressionSize]: api.minimumCompressionBytes,
      [EXTENSION.apiKeySource]: api.apiKeySource,
      [EXTENSION.policy]: api.policy,
      [EXTENSION.securityPolicy]: api.securityPolicy,
      [EXTENSION.endpointAccessMode]: api.endpointAccessMode,
      [EXTENSION.documentation]: documentation?.parts,
    }),
    other,
  );
}

function renderValidators(validators: readonly RequestValidator[]): Members {
  return Object.fromEntries(
    validators.map(({ name, validateRequestBody, validateRequestParameters }) => [
      name,
      { validateRequestBody, validateRequestParameters },
    ]),
  );
}
