import {
  HTTP_METHODS,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type HttpApiCors,
  type HttpApiRoute,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { HttpCorsProps } from './http-cors-props.js';

/** The CORS configuration of an API with these routes and authorizers. */
export function declareHttpCors(
  props: HttpCorsProps,
  routes: readonly HttpApiRoute[],
  authorizers: readonly HttpApiAuthorizer[],
): HttpApiCors {
  const { allowCredentials, allowHeaders, allowMethods, allowOrigins, exposeHeaders, maxAge } = props;
  return {
    allowOrigins,
    allowMethods: allowMethods ?? methodsOf(routes),
    allowHeaders: allowHeaders ?? headersOf(routes, authorizers),
    ...defined({ exposeHeaders, allowCredentials, maxAgeSeconds: maxAge?.toSeconds() }),
  };
}

/** The methods of the routes by name: with credentials, browsers read `*` as a method of that name. */
function methodsOf(routes: readonly HttpApiRoute[]): readonly string[] {
  const used = new Set(routes.map(({ routeKey }) => (routeKey.kind === 'route' ? routeKey.httpMethod : 'ANY')));
  return HTTP_METHODS.filter((method) => method !== 'ANY' && (used.has('ANY') || used.has(method)));
}

function headersOf(routes: readonly HttpApiRoute[], authorizers: readonly HttpApiAuthorizer[]): readonly string[] {
  const isSigned = ({ authorization }: { readonly authorization?: HttpApiAuthorization }): boolean =>
    authorization?.type === 'AWS_IAM';
  const read = authorizers
    .flatMap(({ identitySource = [] }) => identitySource)
    .flatMap((source) => (source.kind === 'header' ? [source.name.toLowerCase()] : []));
  const signature = routes.some(isSigned) ? ['x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'] : [];
  return [...new Set(['content-type', 'authorization', ...read, ...signature])];
}
