import { DEFAULT_RESPONSE_KEY } from '../../formats/x-amazon-apigateway.js';
import {
  parseCacheKey,
  parseParameterTarget,
  parseRequestMappingSource,
  parseResponseMappingSource,
  type Integration,
  type IntegrationResponse,
  type IntegrationSettings,
  type RequestParameterMapping,
  type ResponseParameterMapping,
  type Value,
  type VpcLinkConnection,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { keysOf, member, type Cursor } from './cursor.js';
import { MEMBERS, readExactly } from './known-members.js';
import type { Reading } from './reading.js';
import {
  readExpandedText,
  readInteger,
  readKnownBoolean,
  readKnownText,
  readObject,
  readObjectMap,
  readText,
  readTextMap,
  readTexts,
  readWord,
} from './values.js';

const TYPES = ['MOCK', 'HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY'] as const;

/**
 * Reads `x-amazon-apigateway-integration` of a REST API's operation.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readIntegration(reading: Reading, from: Cursor, httpMethod: string): Integration | undefined {
  readExactly(reading, from, MEMBERS.restIntegration);
  const type = readWord(reading, from, 'type', TYPES);
  if (type === undefined) {
    reading.report('invalid-value', from, `Cannot read the integration: its type is none of ${TYPES.join(', ')}`);
    return undefined;
  }
  const settings = readSettings(reading, from);
  if (type === 'MOCK') {
    reportUnusedTarget(reading, from);
    return { type, ...settings };
  }
  const uri = readExpandedText(reading, from, 'uri');
  if (uri === undefined) {
    reading.report('invalid-value', from, `Cannot read the integration: the type ${type} needs a uri`);
    return undefined;
  }
  const target = {
    uri,
    // API Gateway wants it; what a document means that leaves it out is plain.
    httpMethod: readText(reading, from, 'httpMethod') ?? (type.startsWith('AWS') ? 'POST' : httpMethod),
    ...defined({
      vpcLink: readVpcLink(reading, from),
      insecureSkipVerification: readTlsConfig(reading, from),
    }),
  };
  return { type, ...target, ...settings };
}

/** Observed: an import drops the verb and the connection of a MOCK integration. */
function reportUnusedTarget(reading: Reading, from: Cursor): void {
  for (const key of ['uri', 'httpMethod', 'connectionType', 'connectionId', 'integrationTarget', 'tlsConfig']) {
    const found = member(from, key);
    if (found !== undefined) reading.report('not-read', found, `A MOCK integration has no ${key}`, 'info');
  }
}

function readSettings(reading: Reading, from: Cursor): IntegrationSettings {
  const responses = readObject(reading, from, 'responses');
  return defined({
    requestParameters: readRequestParameters(reading, from),
    requestTemplates: readTextMap(reading, from, 'requestTemplates'),
    passthroughBehavior: readWord(reading, from, 'passthroughBehavior', [
      'WHEN_NO_MATCH',
      'WHEN_NO_TEMPLATES',
      'NEVER',
    ]),
    contentHandling: readWord(reading, from, 'contentHandling', ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']),
    credentials: readExpandedText(reading, from, 'credentials'),
    timeoutMs: readInteger(reading, from, 'timeoutInMillis'),
    cacheNamespace: readText(reading, from, 'cacheNamespace'),
    cacheKeyParameters: readTexts(reading, from, 'cacheKeyParameters')?.map(parseCacheKey),
    responseTransferMode: readWord(reading, from, 'responseTransferMode', ['BUFFERED', 'STREAM']),
    responses:
      responses &&
      readObjectMap(reading, responses).map(([pattern, response]) => readResponse(reading, pattern, response)),
  });
}

/** The link of a private integration; of the two spellings of its target, both stand in AWS's documentation. */
export function readVpcLink(reading: Reading, from: Cursor): VpcLinkConnection | undefined {
  const id = readText(reading, from, 'connectionId');
  const target = readText(reading, from, 'integrationTarget') ?? readText(reading, from, 'integration-target');
  const type = readWord(reading, from, 'connectionType', ['INTERNET', 'VPC_LINK']);
  if (id === undefined) {
    if (type === 'VPC_LINK') reading.report('invalid-value', from, 'Cannot use a VPC link without a connectionId');
    return undefined;
  }
  if (type !== 'VPC_LINK') {
    reading.report(
      'invalid-value',
      from,
      'A connectionId means nothing without the connectionType VPC_LINK',
      'warning',
    );
    return undefined;
  }
  return { id, ...defined({ target }) };
}

function readTlsConfig(reading: Reading, from: Cursor): boolean | undefined {
  const config = readObject(reading, from, 'tlsConfig');
  if (config === undefined) return undefined;
  readExactly(reading, config, MEMBERS.restTlsConfig);
  return readKnownBoolean(reading, config, 'insecureSkipVerification');
}

function readRequestParameters(reading: Reading, from: Cursor): readonly RequestParameterMapping[] | undefined {
  return readMappings(reading, from, 'requestParameters', (name, source) => {
    const target = parseParameterTarget(name, 'integration.request');
    return target && { target, source: parseRequestMappingSource(source) };
  });
}

/**
 * Reads a map of parameter mappings.
 *
 * Observed: a value that is no text is dropped by an import, with a warning.
 */
export function readMappings<T>(
  reading: Reading,
  from: Cursor,
  key: string,
  parse: (name: string, source: Value<string>) => T | undefined,
): readonly T[] | undefined {
  const found = readObject(reading, from, key);
  if (found === undefined) return undefined;
  return keysOf(found).flatMap((name): T[] => {
    const cursor = member(found, name);
    if (typeof cursor?.value === 'boolean' || typeof cursor?.value === 'number') {
      reading.report('invalid-value', cursor, `Cannot map ${String(cursor.value)}: expected text`, 'warning');
      return [];
    }
    const source = readText(reading, found, name);
    if (source === undefined) return [];
    const mapping = parse(name, source);
    if (mapping === undefined) {
      reading.report('parameter-mapping-invalid', cursor ?? found, `Cannot map to "${name}"`);
      return [];
    }
    return [mapping];
  });
}

const RESPONSE_HEADER = 'method.response.header.';

function readResponse(reading: Reading, pattern: string, from: Cursor): IntegrationResponse {
  readExactly(reading, from, MEMBERS.integrationResponse);
  const statusCode = readKnownText(reading, from, 'statusCode');
  if (statusCode === undefined) reading.report('invalid-value', from, 'An integration response needs a statusCode');
  return {
    statusCode: statusCode ?? '200',
    ...(pattern !== DEFAULT_RESPONSE_KEY && pattern !== '' && { selectionPattern: pattern }),
    ...defined({
      responseParameters: readMappings(
        reading,
        from,
        'responseParameters',
        (name, source): ResponseParameterMapping | undefined =>
          name.startsWith(RESPONSE_HEADER)
            ? { header: name.slice(RESPONSE_HEADER.length), source: parseResponseMappingSource(source) }
            : undefined,
      ),
      responseTemplates: readTextMap(reading, from, 'responseTemplates'),
      contentHandling: readWord(reading, from, 'contentHandling', ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']),
    }),
  };
}
