import {
  diagnostic,
  isDeployTime,
  printValue,
  walkRoutes,
  type Api,
  type Diagnostic,
  type Place,
  type Value,
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
  const values: PlacedValue[] = [];
  const add = (value: Value<unknown>, place: Place, property: string): void => {
    values.push({ value, place: { ...place, property } });
  };
  walkRoutes<Api>(api, (route, place) => {
    if ('routeKey' in route && route.routeKey.kind === 'deploy-time') add(route.routeKey.value, place, 'route key');
    const { integration } = route;
    if (integration === undefined || !('uri' in integration)) return;
    add(integration.uri, place, 'integration.uri');
    if ('vpcLink' in integration && integration.vpcLink !== undefined) {
      add(integration.vpcLink.id, place, 'integration.vpcLink');
    }
  });
  for (const authorizer of api.authorizers ?? []) {
    const place = { element: `authorizer ${authorizer.name}` };
    if ('uri' in authorizer) add(authorizer.uri, place, 'uri');
    if ('issuer' in authorizer) add(authorizer.issuer, place, 'issuer');
    if ('providerArns' in authorizer) {
      for (const providerArn of authorizer.providerArns) add(providerArn, place, 'providerArns');
    }
    for (const source of [authorizer.identitySource ?? []].flat()) {
      if (source.kind === 'deploy-time') add(source.value, place, 'identitySource');
    }
  }
  return values;
}
