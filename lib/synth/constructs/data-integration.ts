import { isDeployTime, type Value } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { writeCredentials } from './credentials.js';
import { code, listOf, recordOf, type Expression } from './expression.js';
import { isSecretName } from './secret-name.js';
import type { ValueWriter } from './value-writer.js';

/** An integration of any protocol, as far as it is written in a way of its own. */
export interface DataIntegration {
  readonly credentials?: Value<string>;
  readonly requestParameters?: readonly { readonly target: object }[];
}

/** An integration as the data that classes make: a role and literals that are secrets are given to the class. */
export function integrationAsData(integration: DataIntegration, writer: ValueWriter): Expression {
  const members = Object.entries(integration)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [name, writeMember(name, member, writer)] as const);
  return recordOf([['bind', { kind: 'arrow', result: recordOf(members) }]]);
}

function writeMember(name: string, member: unknown, writer: ValueWriter): Expression {
  if (name === 'credentials') return writeRoleArn(member as Value<string>, writer);
  if (name !== 'requestParameters' || !isList(member)) return writer.document(member);
  return listOf(member.map((mapping) => writeMapping(mapping, writer)));
}

/** An ARN with a wildcard names no role: it is the caller's own identity. */
function writeRoleArn(credentials: Value<string>, writer: ValueWriter): Expression {
  if (typeof credentials === 'string' && credentials.includes('*')) return writer.value(credentials);
  const role = writeCredentials(credentials, writer);
  return role?.kind === 'code' ? code(`${role.code}.roleArn`) : writer.value(credentials);
}

function writeMapping(mapping: unknown, writer: ValueWriter): Expression {
  const { target } = mapping as { readonly target: { readonly name?: string } };
  if (target.name === undefined || !isSecretName(target.name)) return writer.document(mapping);
  return withoutLiterals(mapping, target.name, writer);
}

/** The members `value` of literals and `text` of text become secrets. */
function withoutLiterals(document: unknown, name: string, writer: ValueWriter): Expression {
  if (isList(document)) return listOf(document.map((item) => withoutLiterals(item, name, writer)));
  if (!isObject(document) || isDeployTime(document)) return writer.document(document);
  const literal = document.kind === 'literal' ? 'value' : document.kind === 'text' ? 'text' : undefined;
  return recordOf(
    Object.entries(document).map(([key, member]) => [
      key,
      key === literal && typeof member === 'string' && member !== ''
        ? writer.connections.connect('secrets', member, name)
        : withoutLiterals(member, name, writer),
    ]),
  );
}
