import { compileJsonPath, type JsonPath } from '../../jsonpath/index.js';
import type {
  IntegrationResponseExpression,
  MessageExpression,
  SelectionExpression,
  SelectionLanguage,
  SelectionPart,
} from '../../model/selection-expression.js';
import { printSelectionExpression } from '../../model/selection-expression.js';
import { printValue } from '../../model/value.js';
import { JavaList } from '../../support/java/collections.js';
import { parseJson } from '../../support/java/json.js';
import { printJava } from '../../support/java/text.js';
import { own } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileContextVariable } from './context.js';
import type { ReachedInvocation } from './invocation.js';

/** Evaluates an expression over a message and the handshake of its connection. */
export type ReadExpression = (invocation: ReachedInvocation) => string;

/** Evaluates an expression over an integration's response too. */
export type ReadResponseExpression = (invocation: ReachedInvocation, response: BackendResponse) => string;

/** An integration's response as expressions, mappings and templates see it. */
export interface BackendResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/**
 * Compiles an expression; undefined for one that cannot be evaluated.
 *
 * Documented: the result is a string, that of a variable without value an empty one
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html).
 */
export function compileResponseExpression(
  expression: MessageExpression | IntegrationResponseExpression,
): ReadResponseExpression | undefined {
  if (expression.kind !== 'expression') return undefined;
  const reads: ReadResponseExpression[] = [];
  for (const part of expression.parts) {
    const read = compilePart(part);
    if (read === undefined) return undefined;
    reads.push(read);
  }
  const [only] = reads;
  if (only !== undefined && reads.length === 1) return only;
  return (invocation, response) => reads.map((read) => read(invocation, response)).join('');
}

/** The same for an expression that looks at no response. */
export function compileMessageExpression(expression: MessageExpression): ReadExpression | undefined {
  const read = compileResponseExpression(expression);
  return read && ((invocation) => read(invocation, NO_RESPONSE));
}

/**
 * The refusal of an expression that cannot be evaluated: only deployment knows it, or API Gateway does not support it.
 *
 * @param what names the expression: `route selection expression`
 */
export function unsupportedExpression(expression: SelectionExpression<SelectionLanguage>, what: string): NotSimulated {
  return {
    feature: expression.kind === 'deploy-time' ? 'unresolved-value' : 'mapping',
    detail: `the ${what} ${printValue(printSelectionExpression(expression))}`,
    optional: false,
  };
}

const NO_RESPONSE: BackendResponse = { status: 0, headers: [], body: Buffer.alloc(0) };

function compilePart(part: SelectionPart): ReadResponseExpression | undefined {
  switch (part.kind) {
    case 'text':
      return () => part.text;
    case 'dollar':
      return () => '$';
    case 'variable':
      return compileVariable(part.variable);
  }
}

/** Assumed: names of headers are case-insensitive, and of several values the last counts. */
function compileVariable(
  variable: Extract<SelectionPart, { readonly kind: 'variable' }>['variable'],
): ReadResponseExpression | undefined {
  switch (variable.kind) {
    case 'request.header': {
      const lower = variable.name.toLowerCase();
      return ({ connection }) => findHeader(connection.handshake.headers, lower) ?? '';
    }
    case 'request.querystring':
      return ({ connection }) => connection.handshake.lastQueryValues.get(variable.name) ?? '';
    case 'request.body': {
      const read = compileBodyPath(variable.path);
      return read && (({ request }) => read(request.bodyText));
    }
    case 'integration.response.statuscode':
      return (_invocation, { status }) => String(status);
    case 'integration.response.header': {
      const lower = variable.name.toLowerCase();
      return (_invocation, { headers }) => findHeader(headers, lower) ?? '';
    }
    case 'integration.response.multivalueheader': {
      const lower = variable.name.toLowerCase();
      return (_invocation, { headers }) => joinAll(headers, lower);
    }
    case 'integration.response.body': {
      const read = compileBodyPath(variable.path);
      return read && ((_invocation, { body }) => read(body.toString('utf8')));
    }
    case 'context': {
      const read = compileContextVariable(variable.path);
      return (invocation) => read(invocation) ?? '';
    }
    case 'stage-variable':
      return ({ stage }) => own(stage.variables, variable.name) ?? '';
    default:
      return undefined;
  }
}

/** Assumed: as in a mapping, a comma stands between them. */
function joinAll(headers: readonly HeaderLine[], lower: string): string {
  return headers
    .filter(([name]) => name.toLowerCase() === lower)
    .map(([, value]) => value)
    .join(',');
}

/**
 * Compiles a path below a body; the whole body for an empty one.
 *
 * Documented: a list becomes `[item1, item2]`, and a path that finds nothing an empty string; docs/aws/websocket-api.md section 10.
 * Assumed: an object becomes what Java prints of a map, and in a body that is not JSON a path finds nothing.
 */
function compileBodyPath(path: string): ((body: string) => string) | undefined {
  if (path === '') return (body) => body;
  let compiled: JsonPath;
  try {
    compiled = compileJsonPath(path.startsWith('[') ? `$${path}` : `$.${path}`);
  } catch {
    return undefined;
  }
  return (body) => {
    try {
      const value = compiled.find(parseJson(body)) ?? null;
      if (value === null) return '';
      return printJava(value instanceof JavaList ? new JavaList(value.items) : value);
    } catch {
      return '';
    }
  };
}
