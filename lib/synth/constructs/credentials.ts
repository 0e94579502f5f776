import type { Value } from '../../model/index.js';
import { call, type Expression } from './expression.js';
import type { ValueWriter } from './value-writer.js';

/** The caller's own identity, or a role. */
export function writeCredentials(credentials: Value<string> | undefined, writer: ValueWriter): Expression | undefined {
  if (credentials === undefined) return undefined;
  if (credentials === CALLER) return call(`${writer.imports.use('Credentials')}.callerPassthrough`);
  return writer.connections.connect('roles', credentials);
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-credentials */
const CALLER = 'arn:aws:iam::*:user/*';
