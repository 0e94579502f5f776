import { Token } from 'aws-cdk-lib';
import { parseHttpRouteKey, type HttpMethod, type HttpRouteKey } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/** A route key: `GET /pets/{petId}`, `ANY /files/{proxy+}`, or `$default` for requests that no other route matches. */
export type RouteKey = '$default' | `${HttpMethod} /${string}`;

/** The path of a route key, for the compiler. */
export type PathOf<K extends string> = string extends K
  ? string
  : K extends `${HttpMethod} ${infer P}`
    ? P
    : K extends '$default'
      ? '$default'
      : string;

/** A route key that API Gateway accepts. */
export type KnownRouteKey = Extract<HttpRouteKey, { readonly kind: 'default' | 'route' }>;

/**
 * @throws {SluiceError} `path-unknown` for a key that holds a token, `route-key-invalid` for one that API Gateway refuses
 */
export function readRouteKey(api: string, text: string): KnownRouteKey {
  if (Token.isUnresolved(text)) {
    throw new SluiceError(
      'path-unknown',
      `Cannot add the route ${text} to ${api}: a route key must be known at synthesis`,
    );
  }
  const key = parseHttpRouteKey(text);
  if (key.kind !== 'default' && key.kind !== 'route') {
    throw new SluiceError('route-key-invalid', `Cannot add the route "${text}" to ${api}: it is not a route key`, {
      place: api,
      hint: 'Write a method and a path, such as "GET /pets" or "ANY /files/{proxy+}", or "$default"',
    });
  }
  return key;
}

/** The path that an integration or a message names: `$default` has none of its own. */
export function pathOf(key: KnownRouteKey): string {
  return key.kind === 'route' ? key.path : '$default';
}
