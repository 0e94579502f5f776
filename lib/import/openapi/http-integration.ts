import {
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parsePayloadFormatVersion,
  parseServiceParameters,
  PAYLOAD_FORMAT_VERSION_SPELLINGS,
  type HttpApiIntegration,
  type HttpResponseMappings,
  type HttpRouteKey,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { keysOf, member, type Cursor } from './cursor.js';
import { readVpcLink } from './integration.js';
import { MEMBERS, readExactly } from './known-members.js';
import type { Reading } from './reading.js';
import { readExpandedText, readInteger, readKnownText, readObject, readText, readTextMap, readWord } from './values.js';

const TYPES = ['AWS_PROXY', 'HTTP_PROXY'] as const;

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
  const type = readType(reading, from);
  if (type === undefined) return undefined;
  const settings = defined({
    timeoutMs: readInteger(reading, from, 'timeoutInMillis'),
    credentials: readExpandedText(reading, from, 'credentials'),
    responseParameters: readResponseParameters(reading, from),
  });
  const payload = readWord(reading, from, 'payloadFormatVersion', PAYLOAD_FORMAT_VERSION_SPELLINGS);
  const subtype = readKnownText(reading, from, 'integrationSubtype');
  const parameters = readTextMap(reading, from, 'requestParameters');
  if (type === 'AWS_PROXY' && subtype !== undefined) {
    const own = defined({ parameters: parameters && parseServiceParameters(parameters) });
    return { type: 'AWS_SERVICE', subtype, ...settings, ...own };
  }
  const mappings = defined({ requestParameters: parameters && parseHttpRequestMappings(parameters) });
  const uri = readExpandedText(reading, from, 'uri');
  if (uri === undefined) {
    reading.report('invalid-value', from, `Cannot read the integration: the type ${type} needs a uri`);
    return undefined;
  }
  if (type === 'AWS_PROXY') {
    if (payload === undefined) {
      reading.report('invalid-value', from, 'An HTTP API needs a payloadFormatVersion; 2.0 is taken', 'warning');
    }
    return {
      type,
      uri,
      payloadFormatVersion: parsePayloadFormatVersion(payload ?? '2.0'),
      ...settings,
      ...mappings,
    };
  }
  return {
    type,
    uri,
    httpMethod: readText(reading, from, 'httpMethod') ?? (routeKey.kind === 'route' ? routeKey.httpMethod : 'ANY'),
    ...defined({ vpcLink: readVpcLink(reading, from), serverNameToVerify: readServerName(reading, from) }),
    ...settings,
    ...mappings,
  };
}

/** By status, and below it as the request's. */
/**
 * The type of an integration; undefined for one that HTTP APIs do not have.
 *
 * Documented: API Gateway imports a document with such a type and warns
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html).
 */
function readType(reading: Reading, from: Cursor): (typeof TYPES)[number] | undefined {
  const text = readKnownText(reading, from, 'type');
  const type = TYPES.find((candidate) => candidate === text?.toUpperCase());
  if (type === undefined) {
    const found = text === undefined ? 'no type' : `"${text}"`;
    const message = `Integrations of HTTP APIs have the type ${TYPES.join(' or ')}, found ${found}; the route has no integration`;
    reading.report('invalid-value', member(from, 'type') ?? from, message, text === undefined ? 'error' : 'warning');
  }
  return type;
}

function readResponseParameters(reading: Reading, from: Cursor): readonly HttpResponseMappings[] | undefined {
  const statuses = readObject(reading, from, 'responseParameters');
  return (
    statuses &&
    keysOf(statuses).map((statusCode) => ({
      statusCode,
      mappings: parseHttpResponseMappings(readTextMap(reading, statuses, statusCode) ?? {}),
    }))
  );
}

function readServerName(reading: Reading, from: Cursor): ReturnType<typeof readText> {
  const config = readObject(reading, from, 'tlsConfig');
  if (config === undefined) return undefined;
  readExactly(reading, config, MEMBERS.httpTlsConfig);
  return readText(reading, config, 'serverNameToVerify');
}
