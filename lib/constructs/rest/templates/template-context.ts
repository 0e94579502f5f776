import type { RestContextName, WebSocketContextName } from '../../../model/index.js';
import type { TemplateExpression } from './template-expression.js';
import { stringExpression } from './template-input.js';
import { singleQuoted } from './velocity-reference.js';

/**
 * A value of `$context`, as a string: of a request, or of a message of a WebSocket API.
 *
 * @example
 * MappingTemplate.json({ caller: context('identity.sourceIp'), user: context('authorizer.claims.sub') })
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference
 */
export function context(name: RestContextName | WebSocketContextName): TemplateExpression {
  return stringExpression(`"$!${reference('context', name.split('.'))}"`);
}

/** The value of a stage variable, as a string. */
export function stageVariable(name: string): TemplateExpression {
  return stringExpression(`$${reference('stageVariables', [name])}`);
}

/** A name that is not an identifier is an index: a claim `cognito:groups`. */
function reference(root: string, names: readonly string[]): string {
  return names.reduce(
    (parent, name) => (/^[A-Za-z]\w*$/.test(name) ? `${parent}.${name}` : `${parent}[${singleQuoted(name)}]`),
    root,
  );
}
