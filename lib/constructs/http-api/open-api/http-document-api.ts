import { isDeployTime, knownText, routeName, type HttpApi as HttpApiModel } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { operationUnknown } from '../../open-api/check-operations.js';
import type { CalledFunction } from '../../open-api/document-functions.js';
import type { HttpApiProps } from '../http-api-props.js';
import type { HttpOpenApiProps } from './http-open-api-props.js';
import { Route, type RouteApi } from '../routes/route.js';
import { pathOf, readRouteKey } from '../routes/route-key.js';

/** The props of an API with what its document says where they say nothing. */
export function propsOfHttpDocument(props: HttpOpenApiProps, model: HttpApiModel): HttpApiProps {
  const {
    document: _document,
    file: _file,
    integrations: _integrations,
    operations: _operations,
    authorizers: _authorizers,
    ...ofApi
  } = props;
  const { disableExecuteApiEndpoint, tags = {} } = model;
  const known = Object.entries(tags).flatMap(([key, value]) => (isDeployTime(value) ? [] : [[key, value] as const]));
  return {
    ...defined({
      apiName: knownText(model.name),
      description: knownText(model.description),
      version: knownText(model.version),
      disableExecuteApiEndpoint: isDeployTime(disableExecuteApiEndpoint) ? undefined : disableExecuteApiEndpoint,
      ipAddressType: knownText(model.ipAddressType) as HttpApiProps['ipAddressType'],
    }),
    ...defined(ofApi),
    tags: { ...Object.fromEntries(known), ...props.tags },
  };
}

/** What the routes and authorizers of an HTTP API may call. */
export function calledByHttpApi({ authorizers, routes }: HttpApiModel): readonly CalledFunction[] {
  const ofRoutes = routes.flatMap(({ integration, routeKey }): readonly CalledFunction[] => {
    if (integration?.type !== 'AWS_PROXY') return [];
    const { credentials, uri } = integration;
    return [{ name: routeName(routeKey), uri, isFunction: true, ...defined({ credentials }) }];
  });
  const ofAuthorizers = authorizers.flatMap((authorizer): readonly CalledFunction[] => {
    if (authorizer.type !== 'REQUEST') return [];
    const { credentials, name, uri } = authorizer;
    return [{ name: `authorizer ${name}`, uri, isFunction: true, ...defined({ credentials }) }];
  });
  return [...ofRoutes, ...ofAuthorizers];
}

/** @throws {SluiceError} `operation-unknown` when the API has no route of the name */
export function findHttpOperation(api: RouteApi, { routes }: HttpApiModel, operationName: string): Route {
  const found = routes.find((route) => route.operationName === operationName);
  if (found === undefined) {
    const names = routes.flatMap((route) => route.operationName ?? []);
    throw operationUnknown(api.node.path, operationName, names);
  }
  const text = routeName(found.routeKey);
  const key = readRouteKey(api.node.path, text);
  return new Route(api, text, key.kind === 'route' ? key.httpMethod : 'ANY', pathOf(key));
}
