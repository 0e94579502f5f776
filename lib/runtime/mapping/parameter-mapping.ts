import type {
  CommonMappingSource,
  RequestMappingSource,
  ResponseMappingSource,
} from '../../model/parameter-mapping.js';
import { printValue } from '../../model/value.js';
import { compileJsonPath, type JsonPath } from '../../jsonpath/index.js';
import { parseJson, printJson } from '../../support/java/json.js';
import { printJava } from '../../support/java/text.js';
import type { JavaValue } from '../../support/java/collections.js';
import { configurationFault, GatewayFault } from '../fault.js';
import type { HeaderLine } from '../http-message.js';
import type { NotSimulated } from '../not-simulated.js';
import type { ClientRequest } from '../request/client-request.js';

/** What mappings read of an invocation of any protocol, beside `$context`. */
export interface MappableInvocation {
  readonly request: ClientRequest;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stage: { readonly variables: Readonly<Record<string, string>> };
}

/** Reads one value from a request; undefined where there is none: the mapping is then left out. */
export type RequestMapping<I> = (invocation: I) => string | undefined;

/** Reads one value from a backend's answer. */
export type ResponseMapping<I> = (invocation: I, answer: MappableAnswer) => string | undefined;

/** Compiles a dotted path below `$context`, which each protocol has its own of. */
export type CompileContextVariable<I> = (path: string) => RequestMapping<I>;

export interface MappableAnswer {
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/**
 * Compiles the source of a request mapping; undefined for one that cannot be evaluated.
 *
 * Observed: of a repeated header or query parameter a plain source takes the last, a multi-value source all, joined by
 * commas; `compileMultiValueMapping` has the exception.
 * Documented: names of headers are compared case-sensitively, here and for a backend's response
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
 */
export function compileRequestMapping<I>(
  source: RequestMappingSource,
  compileContextVariable: CompileContextVariable<I>,
): RequestMapping<I & MappableInvocation> | undefined {
  switch (source.kind) {
    case 'header':
      return ({ request }) => lastValueOf(request.headers, source.name);
    case 'multivalueheader':
      return ({ request }) => joinAll(valuesOf(request.headers, source.name));
    case 'querystring':
      return ({ request }) => lastValueOf(request.query, source.name);
    case 'multivaluequerystring':
      return ({ request }) => joinAll(valuesOf(request.query, source.name));
    case 'path':
      return ({ pathParameters }) =>
        Object.hasOwn(pathParameters, source.name) ? pathParameters[source.name] : undefined;
    case 'body': {
      const read = compileBodyPath(source.path, () => new GatewayFault({ kind: 'request-body-not-json' }));
      return read && (({ request }) => read(request.bodyText));
    }
    default:
      return compileCommon(source, compileContextVariable);
  }
}

/**
 * Compiles a multi-value source for the query string, which can carry one parameter several times; undefined for any
 * other source.
 *
 * Observed: `method.request.multivaluequerystring.x` sends each of its values.
 * Assumed: the values of `method.request.multivalueheader.x` are joined there too.
 */
export function compileMultiValueMapping(
  source: RequestMappingSource,
): ((invocation: MappableInvocation) => readonly string[]) | undefined {
  return source.kind === 'multivaluequerystring' ? ({ request }) => valuesOf(request.query, source.name) : undefined;
}

/** The same for a response mapping. */
export function compileResponseMapping<I>(
  source: ResponseMappingSource,
  compileContextVariable: CompileContextVariable<I>,
): ResponseMapping<I & MappableInvocation> | undefined {
  switch (source.kind) {
    case 'header':
      return (_invocation, { headers }) => lastValueOf(headers, source.name);
    case 'multivalueheader':
      return (_invocation, { headers }) => joinAll(valuesOf(headers, source.name));
    case 'body': {
      const read = compileBodyPath(source.path, () => configurationFault('Invalid JSON in the response body'));
      return read && ((_invocation, { body }) => read(body));
    }
    default:
      return compileCommon(source, compileContextVariable);
  }
}

/** Why a mapping cannot be evaluated: its text is no expression, or only deployment knows it. */
export function unsupportedMapping(
  source: RequestMappingSource | ResponseMappingSource,
  place: string,
  optional = false,
): NotSimulated {
  return source.kind === 'deploy-time'
    ? { feature: 'unresolved-value', detail: `the mapping of ${place} from ${printValue(source.value)}`, optional }
    : { feature: 'mapping', detail: `the mapping of ${place}`, optional };
}

function compileCommon<I>(
  source: CommonMappingSource,
  compileContextVariable: CompileContextVariable<I>,
): RequestMapping<I & MappableInvocation> | undefined {
  switch (source.kind) {
    case 'context':
      return compileContextVariable(source.path);
    case 'stage-variable':
      return ({ stage }) => (Object.hasOwn(stage.variables, source.name) ? stage.variables[source.name] : undefined);
    case 'literal':
      return () => source.value;
    case 'deploy-time':
    case 'invalid':
      return undefined;
  }
}

/**
 * The whole body, or what a JSONPath finds in it: a string as it is, any other value as JSON.
 *
 * Observed: an empty body counts as `{}`; one that begins with `{` has to be JSON.
 * Assumed: in any other body that is not JSON a path finds nothing.
 *
 * @param invalid the fault of a body that begins with `{` and is not JSON
 */
function compileBodyPath(
  path: string,
  invalid: () => GatewayFault,
): ((body: string) => string | undefined) | undefined {
  let compiled: JsonPath | undefined;
  try {
    if (path !== '') compiled = compileJsonPath(path.startsWith('$') ? path : `$.${path}`);
  } catch {
    return undefined;
  }
  return (body) => {
    const text = body === '' ? '{}' : body;
    if (text.trimStart().startsWith('{') && !isJson(text)) throw invalid();
    if (compiled === undefined) return text;
    let value: JavaValue;
    try {
      value = compiled.read(parseJson(text));
    } catch {
      return undefined;
    }
    if (value === null) return undefined;
    return typeof value === 'object' ? printJson(value, 'compact') : printJava(value);
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Headers, or parameters of a query string. */
type NamedValues = readonly (readonly [name: string, value: string])[];

function lastValueOf(values: NamedValues, name: string): string | undefined {
  return values.findLast((named) => named[0] === name)?.[1];
}

function valuesOf(values: NamedValues, name: string): readonly string[] {
  return values.filter((named) => named[0] === name).map(([, value]) => value);
}

function joinAll(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}
