import type { Templates } from '../../model/mapping-template.js';
import { knownText } from '../../model/value.js';
import { parseTemplate, references, VtlSyntaxError } from '../../vtl/index.js';
import { GatewayFault } from '../fault.js';
import type { NotSimulated } from '../not-simulated.js';
import type { ClientRequest } from '../request/client-request.js';
import { TemplateContext } from './context-variables.js';
import type { TemplateParameters } from './input.js';
import type { RequestOverride, ResponseOverride } from './overrides.js';
import type { MappableInvocation } from './parameter-mapping.js';
import { compileMappingTemplate, readOverrides, type MappingOutput } from './render-template.js';

/** What templates read of an invocation of any protocol, beside `$context`. */
export interface TemplatedInvocation extends MappableInvocation {
  /** `$context.requestOverride`, `$context.responseOverride` and what templates add: one for request and response. */
  readonly templateState: TemplateState;
}

/** What templates of one request leave for the later ones. Made on first use. */
export interface TemplateState {
  context?: TemplateContext;
}

/** Which members of `$context` some templates can name; `undefined`: any. */
export type ContextNames = ReadonlySet<string> | undefined;

/** What compiling templates needs. */
export interface TemplatesContext<I> {
  /** Notes what cannot be rendered; the route is then refused. */
  readonly refuse: (finding: NotSimulated) => void;
  /** Makes `$context`, with the members of those names at least. */
  readonly makeContext: (invocation: I, names: ContextNames) => TemplateContext;
  /** The members of `$context` that any template of the integration can read: they all share one. */
  readonly contextNames: SharedContextNames;
}

/** Collects what the templates of an integration name of `$context`. */
export class SharedContextNames {
  private collected: ContextNames = new Set();

  add(names: ContextNames): void {
    this.collected = names && this.collected && new Set([...this.collected, ...names]);
  }

  get all(): ContextNames {
    return this.collected;
  }
}

/** A mapping template, compiled. */
export interface CompiledMappingTemplate<I> {
  render(invocation: I, body: string): MappingOutput;
  /** The output of a template that always gives the same. */
  readonly constant?: Buffer;
}

/**
 * The templates of a request or response, by media type or by what a template selection expression gives.
 *
 * Observed: an empty template passes the body as it is.
 * Assumed: it is an entry all the same, as one public report says: its content type passes NEVER, and others do not pass
 * WHEN_NO_TEMPLATES.
 */
export type CompiledTemplates<I> = ReadonlyMap<string, CompiledMappingTemplate<I> | 'passthrough'>;

/**
 * Compiles templates; what does not parse, or is not known before deployment, refuses the route.
 *
 * @param keyOf how a template is found: by its name as written, or by the media type that it names
 */
export function compileTemplates<I extends TemplatedInvocation>(
  templates: Templates,
  keyOf: (name: string) => string,
  property: string,
  context: TemplatesContext<I>,
): CompiledTemplates<I> {
  const compiled = new Map<string, CompiledMappingTemplate<I> | 'passthrough'>();
  for (const [name, value] of Object.entries(templates)) {
    const source = knownText(value);
    const place = `${property}["${name}"]`;
    if (source === undefined)
      context.refuse({ feature: 'unresolved-value', detail: `the template ${place}`, optional: false });
    else {
      const template = source === '' ? 'passthrough' : compileOne(source, place, context);
      if (template !== undefined) compiled.set(keyOf(name), template);
    }
  }
  return compiled;
}

/** Renders a request template. */
export function renderRequestTemplate<I>(
  template: CompiledMappingTemplate<I>,
  invocation: I,
  body: string,
): { readonly output: string; readonly override: RequestOverride } {
  const { output, overrides } = template.render(invocation, body);
  return { output, override: overrides.request };
}

/** Renders a response template; what the request's template overrode counts too. */
export function renderResponseTemplate<I>(
  template: CompiledMappingTemplate<I>,
  invocation: I,
  body: string,
): { readonly body: Buffer; readonly override: ResponseOverride } {
  const { output, overrides } = template.render(invocation, body);
  return { body: template.constant ?? Buffer.from(output, 'utf8'), override: overrides.response };
}

/** What templates of the request overrode so far, where no response template is rendered. */
export function responseOverrideOf({ templateState }: TemplatedInvocation): ResponseOverride | undefined {
  return templateState.context === undefined ? undefined : readOverrides(templateState.context).response;
}

/** For templates that cannot name `$context`: they neither read nor change it. */
const NO_CONTEXT = TemplateContext.partial({}, new Set());

function compileOne<I extends TemplatedInvocation>(
  source: string,
  place: string,
  { refuse, makeContext, contextNames }: TemplatesContext<I>,
): CompiledMappingTemplate<I> | undefined {
  // Most templates of mocks and preflights are plain text, which needs no rendering.
  if (!/[$#\\]/.test(source)) {
    return {
      constant: Buffer.from(source, 'utf8'),
      render: ({ templateState: { context = NO_CONTEXT } }) => ({ output: source, overrides: readOverrides(context) }),
    };
  }
  let template;
  try {
    template = compileMappingTemplate(source);
  } catch (error) {
    if (!(error instanceof VtlSyntaxError)) throw error;
    refuse({
      feature: 'template',
      detail: `the template ${place}: ${error.message}`,
      optional: false,
    });
    return undefined;
  }
  const namesContext = /context|#\{?evaluate/.test(source);
  if (namesContext) contextNames.add(contextNamesOf(source));
  return {
    render(invocation, body) {
      const { templateState, stage } = invocation;
      if (namesContext) templateState.context ??= makeContext(invocation, contextNames.all);
      const context = templateState.context ?? NO_CONTEXT;
      try {
        return template.render({
          body,
          params: new RequestParameters(invocation),
          context,
          stageVariables: stage.variables,
        });
      } catch (error) {
        throw new GatewayFault({ kind: 'template', template: place, error });
      }
    },
  };
}

/**
 * The members of `$context` that a template can read, where each is written out; undefined where any may be: `$context`
 * alone, a call on it, a template made of the request.
 */
function contextNamesOf(source: string): ContextNames {
  if (/#\{?evaluate/.test(source)) return undefined;
  const named = references(parseTemplate(source)).filter(({ name }) => name === 'context');
  const names = new Set<string>();
  for (const { members } of named) {
    const [first] = members;
    if (first === undefined) return undefined;
    names.add(first);
  }
  return names;
}

/** Read one by one: a template mostly looks at one of the three. */
class RequestParameters implements TemplateParameters {
  private readonly request: ClientRequest;
  readonly path: Readonly<Record<string, string>>;

  constructor({ request, pathParameters }: MappableInvocation) {
    this.request = request;
    this.path = pathParameters;
  }

  get querystring(): ReadonlyMap<string, string> {
    return this.request.lastQueryValues;
  }

  get header(): ReadonlyMap<string, string> {
    return this.request.lastHeaderValues;
  }
}
