import { Token } from 'aws-cdk-lib';
import type { WebSocketIntegration, WebSocketRequestParameter } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

type Location = WebSocketRequestParameter['location'];

/**
 * The values of the request that opens a connection which a route names or its integration maps, each once: API Gateway
 * maps declared ones only.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 *
 * @throws {SluiceError} `invalid-parameter-name`
 */
export function declareConnectionParameters(
  declared: Readonly<Record<string, boolean | undefined>>,
  integration: WebSocketIntegration | undefined,
): readonly WebSocketRequestParameter[] {
  const parameters = new Map<string, WebSocketRequestParameter>();
  for (const [key, required = false] of Object.entries(declared)) {
    parameters.set(key, { ...parseParameterKey(key), required });
  }
  for (const { source } of integration?.requestParameters ?? []) {
    if (!isOfConnection(source)) continue;
    const { kind: location, name } = source;
    const key = `${location}.${name}`;
    if (!parameters.has(key)) parameters.set(key, { location, name, required: false });
  }
  return [...parameters.values()];
}

function isOfConnection(source: {
  readonly kind: string;
}): source is { readonly kind: Location; readonly name: string } {
  return LOCATIONS.some((location) => location === source.kind);
}

const LOCATIONS: readonly Location[] = ['header', 'querystring', 'multivalueheader', 'multivaluequerystring'];

function parseParameterKey(key: string): { readonly location: Location; readonly name: string } {
  const [, prefix, name] = /^([a-z]+)\.(.+)$/s.exec(key) ?? [];
  const location = LOCATIONS.find((known) => known === prefix);
  if (location !== undefined && name !== undefined && !Token.isUnresolved(key)) return { location, name };
  throw new SluiceError(
    'invalid-parameter-name',
    `"${key}" is not a parameter of a connection's request; expected header.name, querystring.name, multivalueheader.name or multivaluequerystring.name`,
  );
}
