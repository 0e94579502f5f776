import { Token } from 'aws-cdk-lib';
import {
  parseMessageMappingSource,
  parseRequestMappingSource,
  type MessageMappingSource,
  type RequestMappingSource,
} from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { parameterReference, pathParameterReference, singleQuoted } from '../../rest/templates/velocity-reference.js';
import type { MappingExpression } from '../../rest/integrations/integration.js';

/** The value of a mapping expression in a template: text known at synthesis, or VTL references. */
export type ServiceValue =
  /** The text may hold tokens. */
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'reference';
      /** VTL that gives a string, an empty one where there is nothing. */
      readonly text: string;
      /** VTL that gives the value itself, to be looped over. */
      readonly value: string;
      /** The same as JSON where it comes from a body; otherwise as `text`. */
      readonly json: string;
    };

/**
 * Reads a mapping expression as parameter mappings have it: `method.request.path.petId`, `method.request.body.name`,
 * `route.request.body.name`, `context.requestId`, `stageVariables.x`, `'literal'`. A parameter is read from its own place alone: a header never
 * stands in for a query parameter that is missing.
 *
 * Path variables arrive percent-encoded (docs/aws/rest-runtime.md section 2) and are decoded; a `+` in a path is not a
 * space.
 *
 * @throws SluiceError `invalid-mapping-expression`
 */
export function readServiceValue(expression: MappingExpression): ServiceValue {
  const literal = literalText(expression);
  if (literal !== undefined) return { kind: 'literal', text: literal };
  const source = Token.isUnresolved(expression) ? { kind: 'invalid' as const } : parseSource(expression);
  switch (source.kind) {
    case 'path':
      return text(pathParameterReference(source.name));
    case 'querystring':
    case 'header':
      return text(parameterReference(source.kind, source.name));
    case 'body':
      return source.path === '' ? text('$input.body') : bodyMember(source.path);
    case 'context':
      return text(`$context${memberPath(source.path.split('.'))}`);
    case 'stage-variable':
      return text(`$stageVariables${memberPath([source.name])}`);
    default:
      throw new SluiceError(
        'invalid-mapping-expression',
        `The expression "${expression}" cannot be used in a template; expected method.request.path.name, .querystring.name, .header.name or .body, context.name, stageVariables.name or a 'literal' in quotes`,
      );
  }
}

/** WebSocket APIs spell the same values in their own way. */
function parseSource(expression: MappingExpression): RequestMappingSource | MessageMappingSource {
  return expression.startsWith('route.request.')
    ? parseMessageMappingSource(expression)
    : parseRequestMappingSource(expression);
}

/** The string of an expression in quotes, which may contain tokens; undefined for any other expression. */
export function literalText(expression: MappingExpression): string | undefined {
  const isLiteral = expression.length >= 2 && expression.startsWith("'") && expression.endsWith("'");
  return isLiteral ? expression.slice(1, -1) : undefined;
}

function text(reference: string): ServiceValue {
  return { kind: 'reference', text: reference, value: reference, json: reference };
}

/** `.claims['cognito:groups']`: a name that Velocity cannot have is an index. */
function memberPath(names: readonly string[]): string {
  return names.map((name) => (/^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[${singleQuoted(name)}]`)).join('');
}

function bodyMember(path: string): ServiceValue {
  const place = singleQuoted(`$.${path}`);
  const value = `$input.path(${place})`;
  // Numbers are no strings, and `$util.escapeJavaScript` takes strings.
  return { kind: 'reference', text: `${value}.toString()`, value, json: `$input.json(${place})` };
}

/** A VTL condition that holds where the request has the value; undefined where it always has. */
export function presenceOf(value: ServiceValue): string | undefined {
  return value.kind === 'literal' ? undefined : `${value.text} != ''`;
}

/** VTL that is printed where the request has the value of an expression. */
export function wherePresent(expression: MappingExpression, printed: string): string {
  const presence = presenceOf(readServiceValue(expression));
  return presence === undefined ? printed : `#if(${presence})${printed}#end`;
}
