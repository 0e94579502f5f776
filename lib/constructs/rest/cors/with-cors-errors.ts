import type { GatewayResponse, GatewayResponseType } from '../../../model/index.js';
import { requestSource } from '../integrations/settings.js';
import { responseHeaders, quoted, sameHeader, severalOrigins } from './cors-headers.js';
import type { CorsProps } from './cors-props.js';

/**
 * The gateway's own errors with the headers that let a page read them: of the two families, and of every type that is
 * customized, since such a type takes nothing from its family.
 *
 * Gateway responses know substitution and no conditions. One origin is a literal. Of several, none can be named: without
 * credentials, pages of every origin may read errors (an echo of the request's origin would allow the same, and would not
 * find the header of HTTP/2 clients, whose names are in lower case); with credentials there is no header, and
 * `cors-errors-unreadable` says so.
 */
export function withCorsErrors(declared: readonly GatewayResponse[], cors: CorsProps): readonly GatewayResponse[] {
  if (severalOrigins(cors) && cors.allowCredentials === true) return declared;
  const headers = severalOrigins(cors)
    ? quoted({ ...responseHeaders(cors), 'Access-Control-Allow-Origin': '*' })
    : quoted(responseHeaders(cors));
  const families = (['DEFAULT_4XX', 'DEFAULT_5XX'] satisfies GatewayResponseType[])
    .filter((family) => !declared.some(({ responseType }) => responseType === family))
    .map((responseType): GatewayResponse => ({ responseType }));
  return [...families, ...declared].map(({ responseParameters = [], ...response }) => ({
    ...response,
    responseParameters: [
      ...Object.entries(headers)
        .filter(([name]) => !responseParameters.some(({ target }) => sameHeader(target.name, name)))
        .map(([name, expression]) => ({
          target: { location: 'header' as const, name },
          source: requestSource(expression),
        })),
      ...responseParameters,
    ],
  }));
}
