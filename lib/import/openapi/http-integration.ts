import type { HttpApiIntegration, HttpRouteKey } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Cursor } from './cursor.js';
import { readVpcLink } from './integration.js';
import { MEMBERS, readExactly } from './known-members.js';
import type { Reading } from './reading.js';
import {
  readAny,
  readExpandedText,
  readInteger,
  readKnownText,
  readObject,
  readText,
  readTextMap,
  readWord,
} from './values.js';

/**
 * Reads `x-amazon-apigateway-integration` of an HTTP API's operation.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readHttpIntegration(
  reading: Reading,
  from: Cursor,
  routeKey: HttpRouteKey,
): HttpApiIntegration | undefined {
  readExactly(reading, from, MEMBERS.httpIntegration);
  const type = readWord(reading, from, 'type', ['AWS_PROXY', 'HTTP_PROXY']);
  if (type === undefined) {
    reading.report('invalid-value', from, 'Cannot read the integration: its type is neither AWS_PROXY nor HTTP_PROXY');
    return undefined;
  }
  const settings = defined({
    timeoutMs: readInteger(reading, from, 'timeoutInMillis'),
    credentials: readExpandedText(reading, from, 'credentials'),
    requestParameters: readTextMap(reading, from, 'requestParameters'),
    responseParameters: readAny(from, 'responseParameters'),
  });
  const payload = readWord(reading, from, 'payloadFormatVersion', ['1.0', '1', '2.0', '2']);
  const subtype = readKnownText(reading, from, 'integrationSubtype');
  if (type === 'AWS_PROXY' && subtype !== undefined) return { type: 'AWS_SERVICE', subtype, ...settings };
  const uri = readExpandedText(reading, from, 'uri');
  if (uri === undefined) {
    reading.report('invalid-value', from, `Cannot read the integration: the type ${type} needs a uri`);
    return undefined;
  }
  if (type === 'AWS_PROXY') {
    if (payload === undefined) {
      reading.report('invalid-value', from, 'An HTTP API needs a payloadFormatVersion; 2.0 is taken', 'warning');
    }
    return { type, uri, payloadFormatVersion: payload?.startsWith('1') === true ? '1.0' : '2.0', ...settings };
  }
  return {
    type,
    uri,
    httpMethod: readText(reading, from, 'httpMethod') ?? (routeKey.kind === 'route' ? routeKey.httpMethod : 'ANY'),
    ...defined({ vpcLink: readVpcLink(reading, from), serverNameToVerify: readServerName(reading, from) }),
    ...settings,
  };
}

function readServerName(reading: Reading, from: Cursor): ReturnType<typeof readText> {
  const config = readObject(reading, from, 'tlsConfig');
  if (config === undefined) return undefined;
  readExactly(reading, config, MEMBERS.httpTlsConfig);
  return readText(reading, config, 'serverNameToVerify');
}
