import type { RequestMappingSource, RequestParameterMapping } from '../../model/parameter-mapping.js';
import type { HeaderLine } from '../http-message.js';
import type { NotSimulated } from '../not-simulated.js';
import type { QueryParameter } from '../request/query-string.js';
import type { RequestOverride } from './overrides.js';
import {
  compileMultiValueMapping,
  compileRequestMapping,
  unsupportedMapping,
  type CompileContextVariable,
  type MappableInvocation,
} from './parameter-mapping.js';

/** What `requestParameters` and a template's overrides put into the outgoing request. */
export interface MappedParameters {
  readonly headers: readonly HeaderLine[];
  readonly query: readonly QueryParameter[];
  readonly path: Readonly<Record<string, string>>;
}

export type ReadParameters<I> = (invocation: I, override: RequestOverride | undefined) => MappedParameters;

/** What compiling `requestParameters` needs. */
export interface ParametersContext<I> {
  /** Notes a mapping that cannot be evaluated; the route is then refused. */
  readonly refuse: (finding: NotSimulated) => void;
  readonly compileContextVariable: CompileContextVariable<I>;
}

/**
 * Compiles an integration's `requestParameters`.
 *
 * Observed: a mapping from something absent is left out.
 * Documented: overrides of a template replace mapped parameters
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html).
 */
export function compileRequestParameters<I extends MappableInvocation>(
  mappings: readonly RequestParameterMapping[],
  context: ParametersContext<I>,
): ReadParameters<I> {
  const compiled = { header: [] as Compiled<I>[], querystring: [] as Compiled<I>[], path: [] as Compiled<I>[] };
  for (const { target, source } of mappings) {
    const read =
      (target.location === 'querystring' ? compileMultiValueMapping(source) : undefined) ??
      compileSingle(source, context);
    if (read === undefined) {
      context.refuse(unsupportedMapping(source, `integration.request.${target.location}.${target.name}`));
    } else compiled[target.location].push({ name: target.name, read });
  }
  if (mappings.length === 0)
    return (_invocation, override) => (override === undefined ? NOTHING : withOverride(NOTHING, override));
  return (invocation, override) => {
    const mapped: MappedParameters = {
      headers: readAll(compiled.header, invocation),
      query: readAll(compiled.querystring, invocation),
      path: Object.fromEntries(readAll(compiled.path, invocation)),
    };
    return override === undefined ? mapped : withOverride(mapped, override);
  };
}

interface Compiled<I> {
  readonly name: string;
  readonly read: (invocation: I) => readonly string[];
}

const NOTHING: MappedParameters = { headers: [], query: [], path: {} };

function compileSingle<I extends MappableInvocation>(
  source: RequestMappingSource,
  { compileContextVariable }: ParametersContext<I>,
): Compiled<I>['read'] | undefined {
  const read = compileRequestMapping(source, compileContextVariable);
  if (read === undefined) return undefined;
  return (invocation) => {
    const value = read(invocation);
    return value === undefined ? [] : [value];
  };
}

function readAll<I>(compiled: readonly Compiled<I>[], invocation: I): readonly (readonly [string, string])[] {
  return compiled.flatMap(({ name, read }) => read(invocation).map((value) => [name, value] as const));
}

function withOverride(mapped: MappedParameters, override: RequestOverride): MappedParameters {
  const overridden = new Set(Object.keys(override.header).map((name) => name.toLowerCase()));
  return {
    headers: [
      ...mapped.headers.filter(([name]) => !overridden.has(name.toLowerCase())),
      ...Object.entries(override.header),
    ],
    query: [
      ...mapped.query.filter(([name]) => !Object.hasOwn(override.querystring, name)),
      ...Object.entries(override.querystring).flatMap(([name, values]) =>
        values.map((value) => [name, value] as const),
      ),
    ],
    path: { ...mapped.path, ...override.path },
  };
}
