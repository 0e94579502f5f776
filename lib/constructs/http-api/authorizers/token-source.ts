import type { IdentitySource as IdentitySourceModel } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { readIdentitySource, type IdentitySource } from '../../rest/authorizers/identity-source.js';

/**
 * The part of a request that carries a token.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 *
 * @throws {SluiceError} `identity-source-invalid` unless it is a header or a query parameter
 */
export function readTokenSource(source: IdentitySource): IdentitySourceModel {
  const read = readIdentitySource(source, 'HTTP');
  if (read.kind === 'header' || read.kind === 'querystring' || read.kind === 'deploy-time') return read;
  throw new SluiceError(
    'identity-source-invalid',
    `The identity source of a JWT authorizer is a ${read.kind}; API Gateway requires a header or a query parameter`,
    { hint: "Use IdentitySource.header('Authorization') or IdentitySource.queryString('token')" },
  );
}
