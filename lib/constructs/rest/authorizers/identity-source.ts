import { Token } from 'aws-cdk-lib';
import {
  lateText,
  parseIdentitySource,
  printIdentitySource,
  type IdentitySource as IdentitySourceModel,
  type Protocol,
} from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/**
 * A part of a request that identifies the caller. A string is read as API Gateway writes it:
 * `method.request.header.Authorization`, `context.identity.sourceIp` for REST APIs, `$request.header.Authorization`,
 * `$context.routeKey` for HTTP APIs, `route.request.querystring.token` for WebSocket APIs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
export type IdentitySource = string | HeaderIdentitySource | IdentitySourceModel;

/** A header that identifies the caller. */
export interface HeaderIdentitySource {
  /** Tells a header from the other identity sources. */
  readonly kind: 'header';
  /** The header's name. */
  readonly name: string;
}

/**
 * Names the parts of a request that identify its caller. Path parameters are not among them: API Gateway does not accept
 * them as identity sources.
 *
 * @example
 * new RequestAuthorizer(fn, { identitySources: [IdentitySource.header('Authorization'), IdentitySource.queryString('tenant')] });
 */
export const IdentitySource = {
  /** A header. */
  header: (name: string): HeaderIdentitySource => ({ kind: 'header', name }),

  /** A query parameter. */
  queryString: (name: string): IdentitySourceModel => ({ kind: 'querystring', name }),

  /** A variable of the stage. */
  stageVariable: (name: string): IdentitySourceModel => ({ kind: 'stage-variable', name }),

  /**
   * A context variable, without `$context.`.
   *
   * @example IdentitySource.context('identity.sourceIp')
   */
  context: (path: string): IdentitySourceModel => ({ kind: 'context', path }),
} as const;

const SPELLINGS = {
  REST: 'method.request.header.x, method.request.querystring.x, stageVariables.x or context.x',
  HTTP: '$request.header.x, $request.querystring.x, $stageVariables.x or $context.x',
  WEBSOCKET: 'route.request.header.x, route.request.querystring.x, stageVariables.x or context.x',
} as const;

/** @throws {SluiceError} `identity-source-invalid` for one that API Gateway does not accept */
export function readIdentitySource(source: IdentitySource, protocol: Protocol = 'REST'): IdentitySourceModel {
  const text = typeof source === 'string' ? source : printIdentitySource(source, protocol);
  if (typeof text !== 'string' || Token.isUnresolved(text)) {
    return typeof source === 'string' ? lateText(`identity-source-${protocol}`, source) : source;
  }
  const parsed = parseIdentitySource(text, protocol);
  if (parsed.kind !== 'invalid') return parsed;
  throw new SluiceError('identity-source-invalid', `"${text}" is not an identity source`, {
    hint: `Use IdentitySource.header('Authorization') or write ${SPELLINGS[protocol]}`,
  });
}

/** @throws {SluiceError} `identity-source-invalid` unless the source is a header */
export function readHeaderIdentitySource(source: IdentitySource): IdentitySourceModel {
  const read = readIdentitySource(source);
  if (read.kind === 'header' || read.kind === 'deploy-time') return read;
  throw new SluiceError(
    'identity-source-invalid',
    `The identity source of this authorizer is a ${read.kind}; API Gateway requires a header`,
    { hint: "Use IdentitySource.header('Authorization'), or a RequestAuthorizer, which takes any part of a request" },
  );
}
