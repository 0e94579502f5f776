import {
  diagnostic,
  isDeployTime,
  printValue,
  routeName,
  walkMethods,
  type Api,
  type Diagnostic,
  type HttpApiRoute,
  type Place,
  type RestApi,
  type Value,
  type WebSocketRoute,
} from '../../model/index.js';
import { unresolvedKeys } from './resolve-values.js';
import type { Source } from './source.js';

/** Reports the values that a route cannot be served without and that nothing local gives. */
export function findUnresolved(source: Pick<Source, 'collection' | 'knownReferences'>): readonly Diagnostic[] {
  return source.collection.apis.flatMap((api) =>
    valuesThatMatter(api).flatMap(({ value, place }) => {
      const keys = isDeployTime(value) ? unresolvedKeys(value, source) : [];
      if (keys.length === 0) return [];
      const message =
        `Cannot know ${place.property ?? 'the value'} before deployment (${printValue(value)}): ` +
        `give ${keys.map((key) => `"${key}"`).join(' and ')}`;
      return [diagnostic('unresolved-value', place, message)];
    }),
  );
}

interface PlacedValue {
  readonly value: Value<unknown>;
  readonly place: Place;
}

function valuesThatMatter(api: Api): readonly PlacedValue[] {
  switch (api.protocol) {
    case 'REST':
      return ofRestApi(api);
    case 'HTTP':
      return [
        ...api.routes.flatMap(ofRoute),
        ...api.authorizers.flatMap((authorizer) => {
          const element = `authorizer ${authorizer.name}`;
          return authorizer.type === 'JWT'
            ? [{ value: authorizer.issuer, place: { element, property: 'issuer' } }]
            : [{ value: authorizer.uri, place: { element, property: 'uri' } }];
        }),
      ];
    case 'WEBSOCKET':
      return [
        ...api.routes.flatMap(ofRoute),
        ...api.authorizers.map(({ name, uri }) => ({
          value: uri,
          place: { element: `authorizer ${name}`, property: 'uri' },
        })),
      ];
  }
}

function ofRoute({ routeKey, integration }: HttpApiRoute | WebSocketRoute): readonly PlacedValue[] {
  const element = routeName(routeKey);
  return [
    ...(routeKey.kind === 'deploy-time' ? [{ value: routeKey.value, place: { element, property: 'route key' } }] : []),
    ...(integration !== undefined && 'uri' in integration && integration.uri !== undefined
      ? [{ value: integration.uri, place: { element, property: 'integration.uri' } }]
      : []),
  ];
}

function ofRestApi(api: RestApi): readonly PlacedValue[] {
  const values: PlacedValue[] = [];
  walkMethods(api, ({ integration }, _path, place) => {
    if (integration === undefined || integration.type === 'MOCK') return;
    values.push({ value: integration.uri, place: { ...place, property: 'integration.uri' } });
    if (integration.vpcLink !== undefined) {
      values.push({ value: integration.vpcLink.id, place: { ...place, property: 'integration.vpcLink' } });
    }
  });
  for (const authorizer of api.authorizers ?? []) {
    const element = `authorizer ${authorizer.name}`;
    if (authorizer.type !== 'COGNITO_USER_POOLS') {
      values.push({ value: authorizer.uri, place: { element, property: 'uri' } });
    } else {
      for (const value of authorizer.providerArns) values.push({ value, place: { element, property: 'providerArns' } });
    }
  }
  return values;
}
