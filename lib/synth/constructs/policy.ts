import { isDeployTime, isDocumentObject, type Document } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { call, type Expression } from './expression.js';
import type { ValueWriter } from './value-writer.js';

/**
 * A resource policy as the CDK's `PolicyDocument`, where that writes it as it is: with a version, with lists of more than
 * one item alone.
 */
export function writePolicy(policy: Document | undefined, writer: ValueWriter): Expression | undefined {
  if (!isDocumentObject(policy) || policy.Version === undefined || !isList(policy.Statement)) return undefined;
  if (Object.keys(policy).length !== 2 || policy.Statement.length === 0) return undefined;
  if (!policy.Statement.every(isPlainStatement)) return undefined;
  const from = `${writer.imports.use('PolicyDocument', 'aws-cdk-lib/aws-iam')}.fromJson`;
  return call(from, writer.document(policy));
}

function isPlainStatement(statement: Document): boolean {
  if (!isDocumentObject(statement)) return false;
  const { Sid, Effect, Principal, Action, Resource, Condition, ...others } = statement;
  if (Object.keys(others).length > 0 || Principal === undefined || Action === undefined || Resource === undefined) {
    return false;
  }
  return (
    (Sid === undefined || typeof Sid === 'string') &&
    (Effect === 'Allow' || Effect === 'Deny') &&
    isPlain(Action) &&
    isPlain(Resource) &&
    (Principal === '*' || (isDocumentObject(Principal) && Object.values(Principal).every(isPlain))) &&
    (Condition === undefined || isDocumentObject(Condition))
  );
}

/** A list of one item becomes the item, and the items of others are put in order. */
function isPlain(value: Document): boolean {
  if (typeof value === 'string' || isDeployTime(value)) return true;
  if (!isList(value) || value.length < 2 || !value.every((item) => typeof item === 'string')) return false;
  return new Set(value).size === value.length;
}
