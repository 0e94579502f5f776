import type {
  Authorizer,
  CognitoAuthorizer,
  IdentitySource,
  Protocol,
  RequestAuthorizer,
  TokenAuthorizer,
} from '../../model/index.js';
import { typeOf } from './connections.js';
import { duration } from './duration.js';
import { call, code, listOf, objectOf, recordOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { writeIdentitySource } from './identity-source.js';
import { calledFunction } from './lambda-uri.js';
import { constant, type Statement } from './statement.js';
import type { ValueWriter } from './value-writer.js';

/** Writes an authorizer: by its class where the class says all of it, else as the data that classes make. */
export function writeAuthorizer(authorizer: Authorizer, writer: ValueWriter): Expression {
  return (
    (authorizer.type === 'COGNITO_USER_POOLS' ? byUserPools(authorizer, writer) : byFunction(authorizer, writer)) ??
    asData(authorizer, writer)
  );
}

function byUserPools(authorizer: CognitoAuthorizer, writer: ValueWriter): Expression | undefined {
  const { name, authType, identitySource, identityValidationExpression, providerArns, resultTtlSeconds } = authorizer;
  if (resultTtlSeconds !== undefined || providerArns.length === 0) return undefined;
  const header = headerOf(identitySource, writer);
  if (header === undefined) return undefined;
  const props = objectOf({
    authorizerName: textOf(name),
    userPools: listOf(providerArns.map((arn) => writer.connections.connect('userPools', arn))),
    ...labels(authType, 'cognito_user_pools'),
    identitySource: header,
    validationRegex: identityValidationExpression === undefined ? undefined : textOf(identityValidationExpression),
  });
  return call(`new ${writer.imports.use('CognitoAuthorizer')}`, props);
}

function byFunction(authorizer: TokenAuthorizer | RequestAuthorizer, writer: ValueWriter): Expression | undefined {
  const { name, authType, uri, credentials, identityValidationExpression, resultTtlSeconds = 300 } = authorizer;
  const called = calledFunction(uri);
  if (called === undefined || called.streaming || typeof resultTtlSeconds !== 'number') return undefined;
  const sources = [authorizer.identitySource].flat();
  const header = authorizer.type === 'TOKEN' ? headerOf(authorizer.identitySource, writer) : undefined;
  if (authorizer.type === 'TOKEN' && header === undefined) return undefined;
  if (authorizer.type === 'REQUEST') {
    // Without sources nothing is cached: the class writes 0.
    if (identityValidationExpression !== undefined || (sources.length === 0 && resultTtlSeconds !== 0))
      return undefined;
    if (sources.some(({ kind }) => kind === 'invalid' || kind === 'deploy-time')) return undefined;
  }
  const props = objectOf({
    authorizerName: textOf(name),
    ...labels(authType, 'custom'),
    identitySource: header,
    identitySources:
      authorizer.type === 'TOKEN' || sources.length === 0
        ? undefined
        : listOf(sources.map((source) => writeIdentitySource(source, 'REST', writer))),
    validationRegex: identityValidationExpression === undefined ? undefined : textOf(identityValidationExpression),
    resultsCacheTtl:
      resultTtlSeconds === 300 || sources.length === 0 ? undefined : duration(resultTtlSeconds * 1000, writer),
    credentials: credentials === undefined ? undefined : writer.connections.connect('roles', credentials),
  });
  const className = authorizer.type === 'TOKEN' ? 'TokenAuthorizer' : 'RequestAuthorizer';
  const handler = writer.connections.connect('functions', called.functionArn);
  return call(`new ${writer.imports.use(className)}`, ...withoutEmptyEnd([handler, props]));
}

function asData(authorizer: Authorizer, writer: ValueWriter): Expression {
  return authorizerAsData(
    authorizer.type === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'CUSTOM',
    authorizer,
    writer,
  );
}

/** An authorizer as the data that classes make. */
export function authorizerAsData(authorizationType: string, authorizer: object, writer: ValueWriter): Expression {
  const bound = recordOf([
    ['authorizationType', textOf(authorizationType)],
    ['authorizer', writer.document(authorizer)],
  ]);
  return recordOf([['bind', { kind: 'arrow', result: bound }]]);
}

/** The constant of an authorizer. Data has no class that tells what it is. */
export function declareAuthorizer(name: string, value: Expression, protocol: Protocol, writer: ValueWriter): Statement {
  if (value.kind !== 'object') return constant(name, value);
  const type = typeOf('authorizers', protocol);
  writer.imports.useType(type, 'sluice');
  return { kind: 'constant', name, value, type };
}

/** Undefined for the default of the class, where there is none to write. */
function headerOf(source: IdentitySource, writer: ValueWriter): Expression | undefined {
  return source.kind === 'header' ? writeIdentitySource(source, 'REST', writer) : undefined;
}

function labels(authType: string | undefined, byDefault: string): { readonly authType?: Expression } {
  return authType === undefined || authType === byDefault ? {} : { authType: textOf(authType) };
}

/** The name of IAM's authorizer. */
export function iamAuthorizer(writer: ValueWriter): Expression {
  return code(`${writer.imports.use('Authorizer')}.IAM`);
}
