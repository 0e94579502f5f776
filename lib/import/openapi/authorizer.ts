import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  parseIdentitySource,
  parseIdentitySources,
  parsePayloadFormatVersion,
  PAYLOAD_FORMAT_VERSION_SPELLINGS,
  type Authorizer,
  type HttpApiAuthorizer,
  type IdentitySource,
  type Protocol,
  type Value,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Cursor } from './cursor.js';
import { MEMBERS, readExactly } from './known-members.js';
import type { Reading } from './reading.js';
import {
  expandVariables,
  readBoolean,
  readExpandedText,
  readInteger,
  readKnownText,
  readObject,
  readText,
  readTexts,
  readWord,
} from './values.js';

const DEFAULT_HEADER = 'Authorization';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
export function readAuthorizer(
  reading: Reading,
  scheme: Cursor,
  settings: Cursor,
  name: string,
): Authorizer | undefined {
  readExactly(reading, settings, MEMBERS.restAuthorizer);
  const type = readWord(reading, settings, 'type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS']);
  const shared = {
    name,
    ...defined({
      authType: readKnownText(reading, scheme, EXTENSION.authtype),
      resultTtlSeconds: readInteger(reading, settings, 'authorizerResultTtlInSeconds'),
      identityValidationExpression: readKnownText(reading, settings, 'identityValidationExpression'),
    }),
  };
  const written = readText(reading, settings, 'identitySource');
  const identitySource: IdentitySource =
    written === undefined
      ? { kind: 'header', name: readKnownText(reading, scheme, 'name') ?? DEFAULT_HEADER }
      : parseIdentitySource(written, 'REST');
  if (type === 'COGNITO_USER_POOLS') {
    return {
      type,
      ...shared,
      identitySource,
      providerArns: (readTexts(reading, settings, 'providerARNs') ?? []).map(expandVariables),
    };
  }
  const uri = readExpandedText(reading, settings, 'authorizerUri');
  if (type === undefined || uri === undefined) {
    reading.report('invalid-value', settings, `Cannot read the authorizer "${name}": it needs a type and a URI`);
    return undefined;
  }
  const credentials = defined({ credentials: readExpandedText(reading, settings, 'authorizerCredentials') });
  if (type === 'TOKEN') return { type, ...shared, uri, ...credentials, identitySource };
  return { type, ...shared, uri, ...credentials, identitySource: readIdentitySources(reading, settings, 'REST') ?? [] };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html */
export function readHttpAuthorizer(reading: Reading, settings: Cursor, name: string): HttpApiAuthorizer | undefined {
  readExactly(reading, settings, MEMBERS.httpAuthorizer);
  const type = readWord(reading, settings, 'type', ['JWT', 'REQUEST']);
  const identitySource = defined({ identitySource: readIdentitySources(reading, settings, 'HTTP') });
  if (type === 'JWT') {
    const jwt = readObject(reading, settings, 'jwtConfiguration');
    const issuer = jwt && readText(reading, jwt, 'issuer');
    if (jwt === undefined || issuer === undefined) {
      reading.report('invalid-value', settings, `Cannot read the authorizer "${name}": it needs an issuer`);
      return undefined;
    }
    readExactly(reading, jwt, MEMBERS.jwtConfiguration);
    return { type, name, ...identitySource, issuer, audience: readTexts(reading, jwt, 'audience') ?? [] };
  }
  const uri: Value<string> | undefined = readExpandedText(reading, settings, 'authorizerUri');
  if (type === undefined || uri === undefined) {
    reading.report('invalid-value', settings, `Cannot read the authorizer "${name}": it needs a type and a URI`);
    return undefined;
  }
  const payload = readWord(reading, settings, 'authorizerPayloadFormatVersion', PAYLOAD_FORMAT_VERSION_SPELLINGS);
  return {
    type,
    name,
    uri,
    ...identitySource,
    payloadFormatVersion: parsePayloadFormatVersion(payload ?? '2.0'),
    ...defined({
      enableSimpleResponses: readBoolean(reading, settings, 'enableSimpleResponses'),
      resultTtlSeconds: readInteger(reading, settings, 'authorizerResultTtlInSeconds'),
      credentials: readExpandedText(reading, settings, 'authorizerCredentials'),
    }),
  };
}

/** One text with commas, or a list. */
function readIdentitySources(
  reading: Reading,
  settings: Cursor,
  protocol: Protocol,
): readonly IdentitySource[] | undefined {
  return readTexts(reading, settings, 'identitySource')?.flatMap((sources) => parseIdentitySources(sources, protocol));
}
