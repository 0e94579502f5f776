import type { SelectionExpression, SelectionLanguage, SelectionPart } from '../../model/selection-expression.js';
import { printSelectionExpression } from '../../model/selection-expression.js';
import { printValue } from '../../model/value.js';
import { own } from '../../support/own.js';
import type { HeaderLine } from '../http-message.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileBodyPath } from './body-path.js';
import { compileContextVariable } from './context.js';
import { decodePath } from './event-path.js';
import type { AuthorizedInvocation, MappedResponse } from './invocation.js';

/** Reads an expression of a request; undefined for a variable without value. */
export type ReadRequest = (invocation: AuthorizedInvocation) => string | undefined;

/** Reads an expression of a response. */
export type ReadResponse = (invocation: AuthorizedInvocation, response: MappedResponse) => string | undefined;

/**
 * Compiles an expression; undefined for one that cannot be evaluated.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 * Assumed: among other text a variable without value is an empty string.
 */
export function compileExpression(
  expression: SelectionExpression<'http-request-expression'> | SelectionExpression<'http-response-expression'>,
): ReadResponse | undefined {
  if (expression.kind !== 'expression') return undefined;
  const reads: ReadResponse[] = [];
  for (const part of expression.parts) {
    const read = compilePart(part);
    if (read === undefined) return undefined;
    reads.push(read);
  }
  const [only] = reads;
  if (only !== undefined && reads.length === 1) return only;
  return (invocation, response) => reads.map((read) => read(invocation, response) ?? '').join('');
}

/** The same for an expression that reads the request alone. */
export function compileRequestExpression(
  expression: SelectionExpression<'http-request-expression'>,
): ReadRequest | undefined {
  const read = compileExpression(expression);
  return read && ((invocation) => read(invocation, NO_RESPONSE));
}

/** Why an expression cannot be evaluated: API Gateway does not support it, or only deployment knows it. */
export function unsupportedExpression(
  expression: SelectionExpression<SelectionLanguage>,
  target: string,
): NotSimulated {
  const isLate = expression.kind === 'deploy-time';
  return {
    feature: isLate ? 'unresolved-value' : 'mapping',
    detail: `the mapping of ${target} from ${printValue(printSelectionExpression(expression))}`,
    optional: false,
  };
}

const NO_RESPONSE: MappedResponse = { status: 200, headers: [], body: Buffer.alloc(0) };

function compilePart(part: SelectionPart): ReadResponse | undefined {
  switch (part.kind) {
    case 'text':
      return () => part.text;
    case 'dollar':
      return () => '$';
    case 'variable':
      return compileVariable(part.variable);
  }
}

/** Documented: names of headers are case-insensitive, those of query parameters are not; commas join several values. */
function compileVariable(variable: Extract<SelectionPart, { kind: 'variable' }>['variable']): ReadResponse | undefined {
  switch (variable.kind) {
    case 'request.header': {
      const lower = variable.name.toLowerCase();
      return ({ request }) => headerOf(request.headers, lower);
    }
    case 'response.header': {
      const lower = variable.name.toLowerCase();
      return (_invocation, { headers }) => headerOf(headers, lower);
    }
    case 'request.querystring':
      return ({ request }) => joined(request.query.filter(([name]) => name === variable.name));
    case 'request.path': {
      const { parameter } = variable;
      if (parameter !== undefined) return ({ pathParameters }) => own(pathParameters, parameter);
      // Assumed: `$request.path` is decoded, as a path parameter is.
      return ({ arrival }) => decodePath(arrival.place.routedPath || '/');
    }
    case 'request.body': {
      const read = compileBodyPath(variable.path);
      return read && (({ request }) => read(request.body));
    }
    case 'response.body': {
      const read = compileBodyPath(variable.path);
      return read && ((_invocation, { body }) => read(body));
    }
    case 'context':
      return compileContextVariable(variable.path);
    case 'stage-variable':
      return ({ stage }) => own(stage.variables, variable.name);
    default:
      return undefined;
  }
}

function headerOf(lines: readonly HeaderLine[], lower: string): string | undefined {
  return joined(lines.filter(([name]) => name.toLowerCase() === lower));
}

function joined(named: readonly (readonly [name: string, value: string])[]): string | undefined {
  return named.length === 0 ? undefined : named.map(([, value]) => value).join(',');
}
