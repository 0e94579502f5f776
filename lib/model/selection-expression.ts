import { lateText, type LateText } from './late-text.js';
import { isDeployTime, type Value } from './value.js';

/**
 * Text with values of a request or a response in it, parsed once: `$request.body.action`, or `${request.path.id}` among
 * other text.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export type SelectionExpression<L extends SelectionLanguage> =
  | { readonly kind: 'expression'; readonly parts: readonly SelectionPart<VariableOf<L>>[] }
  | LateText<L>
  /** A variable that cannot stand here. */
  | { readonly kind: 'invalid'; readonly text: string };

export type SelectionPart<V extends SelectionVariable = SelectionVariable> =
  | { readonly kind: 'text'; readonly text: string }
  /** `\$`: a dollar that begins no variable. */
  | { readonly kind: 'dollar' }
  | {
      readonly kind: 'variable';
      readonly variable: V;
      /** Whether it is written `${…}`. */
      readonly braced: boolean;
    };

export type SelectionVariable =
  | Named<
      | 'request.header'
      | 'request.querystring'
      | 'response.header'
      | 'integration.response.header'
      | 'integration.response.multivalueheader'
    >
  | Body<'request.body' | 'response.body' | 'integration.response.body'>
  | {
      readonly kind: 'request.path';
      /** A variable of the path; absent for the whole path, without the stage. */
      readonly parameter?: string;
    }
  | { readonly kind: 'integration.response.statuscode' }
  | { readonly kind: 'context'; readonly path: string }
  | { readonly kind: 'stage-variable'; readonly name: string };

type Named<K extends string> = K extends string ? { readonly kind: K; readonly name: string } : never;

/** With the JSONPath behind `$.`; the whole body where it is empty. */
type Body<K extends string> = K extends string ? { readonly kind: K; readonly path: string } : never;

const MESSAGE = ['request.header', 'request.querystring', 'request.body', 'context', 'stage-variable'] as const;

/** What may stand in an expression, by where it is written. */
const LANGUAGES = {
  /** Parameters of an HTTP API's integration. */
  'http-request-expression': [...MESSAGE, 'request.path'],
  'http-response-expression': ['response.header', 'response.body', 'context', 'stage-variable'],
  /** Expressions of a WebSocket API that look at a message, or at the request that opened the connection. */
  'message-expression': MESSAGE,
  /** Expressions of a WebSocket API that look at an integration's response. */
  'integration-response-expression': [
    ...MESSAGE,
    'integration.response.statuscode',
    'integration.response.header',
    'integration.response.multivalueheader',
    'integration.response.body',
  ],
} as const satisfies Record<string, readonly SelectionVariable['kind'][]>;

export type SelectionLanguage = keyof typeof LANGUAGES;

type VariableOf<L extends SelectionLanguage> = Extract<
  SelectionVariable,
  { readonly kind: (typeof LANGUAGES)[L][number] }
>;

/** Text of a request, in an integration of an HTTP API. */
export type HttpRequestExpression = SelectionExpression<'http-request-expression'>;
/** Text of a response, in an integration of an HTTP API. */
export type HttpResponseExpression = SelectionExpression<'http-response-expression'>;
/** Text of a message of a WebSocket API. */
export type MessageExpression = SelectionExpression<'message-expression'>;
/** Text of an integration's response of a WebSocket API. */
export type IntegrationResponseExpression = SelectionExpression<'integration-response-expression'>;

/**
 * Parses an expression.
 *
 * Assumed: a variable without braces ends where its name cannot go on, and one that API Gateway does not know, or that
 * cannot stand in this place, makes the expression invalid; every other dollar is text.
 */
export function parseSelectionExpression<L extends SelectionLanguage>(
  text: Value<string>,
  language: L,
): SelectionExpression<L> {
  if (isDeployTime(text)) return lateText(language, text);
  const alone = /^\$[^{\s]\S*$/.test(text) ? parseVariable(text.slice(1), language) : undefined;
  if (alone !== undefined) return { kind: 'expression', parts: [{ kind: 'variable', variable: alone, braced: false }] };
  const parts: SelectionPart<VariableOf<L>>[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    if (match[0] === '\\$') parts.push({ kind: 'dollar' });
    else {
      const [, inBraces, bare] = match;
      const variable = parseVariable(inBraces ?? bare ?? '', language);
      if (variable === undefined) return { kind: 'invalid', text };
      parts.push({ kind: 'variable', variable, braced: inBraces !== undefined });
    }
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return { kind: 'expression', parts };
}

export function printSelectionExpression(expression: SelectionExpression<SelectionLanguage>): Value<string> {
  switch (expression.kind) {
    case 'expression':
      return expression.parts.map(printPart).join('');
    case 'deploy-time':
      return expression.value;
    case 'invalid':
      return expression.text;
  }
}

/** An escaped dollar, `${…}`, and a variable without braces. */
const TOKENS =
  /\\\$|\$\{([^{}]*)\}|\$((?:request|response|integration|context|stageVariables)\.(?:[\w.-]|\[[^\]]*\])+)/g;

function parseVariable<L extends SelectionLanguage>(text: string, language: L): VariableOf<L> | undefined {
  const variable = parseAnyVariable(text);
  const kinds: readonly SelectionVariable['kind'][] = LANGUAGES[language];
  return variable !== undefined && kinds.includes(variable.kind) ? (variable as VariableOf<L>) : undefined;
}

function parseAnyVariable(text: string): SelectionVariable | undefined {
  const [, kind = '', name] = VARIABLE.exec(text) ?? [];
  switch (kind) {
    case 'request.header':
    case 'request.querystring':
    case 'response.header':
    case 'integration.response.header':
    case 'integration.response.multivalueheader':
      return name === undefined ? undefined : { kind, name };
    case 'request.body':
    case 'response.body':
    case 'integration.response.body':
      return { kind, path: name ?? '' };
    case 'request.path':
      return { kind, ...(name !== undefined && { parameter: name }) };
    case 'integration.response.statuscode':
      return name === undefined ? { kind } : undefined;
    case 'context':
      return name === undefined ? undefined : { kind, path: name };
    case 'stageVariables':
      return name === undefined ? undefined : { kind: 'stage-variable', name };
    default:
      return undefined;
  }
}

const VARIABLE =
  /^(request\.(?:header|querystring|path|body)|response\.(?:header|body)|integration\.response\.(?:statuscode|header|multivalueheader|body)|context|stageVariables)(?:\.([^\s${}]+))?$/;

function printPart(part: SelectionPart): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'dollar':
      return '\\$';
    case 'variable': {
      const variable = printVariable(part.variable);
      return part.braced ? `\${${variable}}` : `$${variable}`;
    }
  }
}

function printVariable(variable: SelectionVariable): string {
  switch (variable.kind) {
    case 'request.header':
    case 'request.querystring':
    case 'response.header':
    case 'integration.response.header':
    case 'integration.response.multivalueheader':
      return `${variable.kind}.${variable.name}`;
    case 'request.body':
    case 'response.body':
    case 'integration.response.body':
      return variable.path === '' ? variable.kind : `${variable.kind}.${variable.path}`;
    case 'request.path':
      return variable.parameter === undefined ? variable.kind : `${variable.kind}.${variable.parameter}`;
    case 'integration.response.statuscode':
      return variable.kind;
    case 'context':
      return `context.${variable.path}`;
    case 'stage-variable':
      return `stageVariables.${variable.name}`;
  }
}
