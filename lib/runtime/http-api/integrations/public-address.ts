import { knownText, printValue } from '../../../model/value.js';
import { checkEndpoint } from '../../integrations/endpoint.js';
import { compileUri, expandUri } from '../../routing/uri-template.js';
import { appendPath, encodePathValues } from '../backend-url.js';
import type { IntegrationContext } from '../integration-context.js';
import type { AddressOf, ProxyIntegration } from './backend-address.js';

/**
 * Compiles the address of a public backend.
 *
 * Documented: a URI takes path variables; the whole path goes on from `$default`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html).
 * Assumed: the client's path follows the path of the URI, as sent and without the stage.
 */
export function compilePublicAddress({ uri }: ProxyIntegration, context: IntegrationContext): AddressOf {
  const known = knownText(uri);
  if (known === undefined) {
    context.refuse({
      feature: 'unresolved-value',
      detail: `the integration's URI ${printValue(uri)}`,
      optional: false,
    });
  }
  const template = compileUri(known ?? '');
  return ({ stage, route, pathParameters, arrival }) => {
    const url = checkEndpoint(expandUri(template, stage.variables, encodePathValues(pathParameters)));
    return { url: route.httpMethod === undefined ? appendPath(url, arrival.place.routedPath) : url };
  };
}
