import { isDeployTime, type HttpApiAuthorizer, type IdentitySource } from '../../model/index.js';
import { authorizerAsData } from './authorizer.js';
import { duration } from './duration.js';
import { call, code, listOf, objectOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { writeIdentitySource } from './identity-source.js';
import { calledFunction } from './lambda-uri.js';
import type { ValueWriter } from './value-writer.js';

type JwtAuthorizer = Extract<HttpApiAuthorizer, { readonly type: 'JWT' }>;
type LambdaAuthorizer = Extract<HttpApiAuthorizer, { readonly type: 'REQUEST' }>;

/** Writes an authorizer of an HTTP API: by its class where the class says all of it, else as the data that classes make. */
export function writeHttpAuthorizer(authorizer: HttpApiAuthorizer, writer: ValueWriter): Expression {
  return authorizer.type === 'JWT'
    ? (byIssuer(authorizer, writer) ?? authorizerAsData('JWT', authorizer, writer))
    : (byFunction(authorizer, writer) ?? authorizerAsData('CUSTOM', authorizer, writer));
}

function byIssuer(
  { name, issuer, audience, identitySource = [] }: JwtAuthorizer,
  writer: ValueWriter,
): Expression | undefined {
  const [source, ...others] = identitySource;
  if (source === undefined || others.length > 0 || !TOKEN_SOURCES.includes(source.kind)) return undefined;
  if (!isDeployTime(issuer) && !/^https:\/\/[^/\s]+\S*$/.test(issuer)) return undefined;
  if (audience.length === 0 || audience.length > MAX_AUDIENCES) return undefined;
  const props = objectOf({
    authorizerName: textOf(name),
    issuer: writer.value(issuer),
    audience: listOf(audience.map((client) => writer.value(client))),
    identitySource:
      source.kind === 'header' && source.name === 'Authorization'
        ? undefined
        : writeIdentitySource(source, 'HTTP', writer),
  });
  return call(`new ${writer.imports.use('JwtAuthorizer')}`, props);
}

/** As the class takes them. */
const TOKEN_SOURCES: readonly IdentitySource['kind'][] = ['header', 'querystring', 'deploy-time'];
const MAX_AUDIENCES = 50;

function byFunction(authorizer: LambdaAuthorizer, writer: ValueWriter): Expression | undefined {
  const { name, uri, credentials, identitySource = [], payloadFormatVersion, enableSimpleResponses } = authorizer;
  const { resultTtlSeconds = 0 } = authorizer;
  const called = calledFunction(uri);
  if (called === undefined || called.streaming || isDeployTime(enableSimpleResponses)) return undefined;
  if (typeof resultTtlSeconds !== 'number' || resultTtlSeconds > MAX_TTL_SECONDS) return undefined;
  if (identitySource.some(({ kind }) => kind === 'invalid')) return undefined;
  if (identitySource.length === 0 && resultTtlSeconds !== 0) return undefined;
  if (enableSimpleResponses === true && payloadFormatVersion === '1.0') return undefined;
  const props = objectOf({
    authorizerName: textOf(name),
    payloadFormatVersion: payloadFormatVersion === '2.0' ? undefined : textOf(payloadFormatVersion),
    enableSimpleResponses: enableSimpleResponses === true ? code('true') : undefined,
    identitySources:
      identitySource.length === 0
        ? undefined
        : listOf(identitySource.map((source) => writeIdentitySource(source, 'HTTP', writer))),
    resultsCacheTtl: resultTtlSeconds === 0 ? undefined : duration(resultTtlSeconds * 1000, writer),
    credentials: credentials === undefined ? undefined : writer.connections.connect('roles', credentials),
  });
  const handler = writer.connections.connect('functions', called.functionArn);
  return call(`new ${writer.imports.use('HttpLambdaAuthorizer')}`, ...withoutEmptyEnd([handler, props]));
}

const MAX_TTL_SECONDS = 3600;
