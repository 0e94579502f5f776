import type { Templates } from '../../model/mapping-template.js';
import { knownText } from '../../model/value.js';
import { parseTemplate, references, VtlSyntaxError } from '../../vtl/index.js';
import { GatewayFault } from '../fault.js';
import { TemplateContext } from '../mapping/context-variables.js';
import type { TemplateParameters } from '../mapping/input.js';
import type { RequestOverride, ResponseOverride } from '../mapping/overrides.js';
import { compileMappingTemplate, readOverrides, type MappingOutput } from '../mapping/render-template.js';
import { contextOf, type ContextNames } from './context.js';
import type { ClientRequest } from '../request/client-request.js';
import type { RoutedInvocation } from './invocation.js';
import { mediaTypeOf } from '../request/media-type.js';
import type { IntegrationContext } from './integration-context.js';

/** A mapping template, compiled. */
export interface CompiledMappingTemplate {
  render(invocation: RoutedInvocation, body: string): MappingOutput;
  /** The output of a template that always gives the same. */
  readonly constant?: Buffer;
}

/**
 * The templates of a request or response, by media type.
 *
 * Observed: an empty template passes the body as it is.
 * Assumed: it is an entry all the same, as one public report says: its content type passes NEVER, and others do not pass
 * WHEN_NO_TEMPLATES.
 */
export type CompiledTemplates = ReadonlyMap<string, CompiledMappingTemplate | 'passthrough'>;

/** Compiles templates; what does not parse, or is not known before deployment, refuses the route. */
export function compileTemplates(
  templates: Templates,
  property: string,
  context: IntegrationContext,
): CompiledTemplates {
  const compiled = new Map<string, CompiledMappingTemplate | 'passthrough'>();
  for (const [contentType, value] of Object.entries(templates)) {
    const source = knownText(value);
    const place = `${property}["${contentType}"]`;
    if (source === undefined)
      context.refuse({ feature: 'unresolved-value', detail: `the template ${place}`, optional: false });
    else {
      const template = source === '' ? 'passthrough' : compileOne(source, place, context);
      if (template !== undefined) compiled.set(mediaTypeOf(contentType), template);
    }
  }
  return compiled;
}

/** Renders a request template. */
export function renderRequestTemplate(
  template: CompiledMappingTemplate,
  invocation: RoutedInvocation,
  body: string,
): { readonly output: string; readonly override: RequestOverride } {
  const { output, overrides } = template.render(invocation, body);
  return { output, override: overrides.request };
}

/** Renders a response template; what the request's template overrode counts too. */
export function renderResponseTemplate(
  template: CompiledMappingTemplate,
  invocation: RoutedInvocation,
  body: string,
): { readonly body: Buffer; readonly override: ResponseOverride } {
  const { output, overrides } = template.render(invocation, body);
  return { body: template.constant ?? Buffer.from(output, 'utf8'), override: overrides.response };
}

/** What templates of the request overrode so far, where no response template is rendered. */
export function responseOverrideOf({ templateState }: RoutedInvocation): ResponseOverride | undefined {
  return templateState.context === undefined ? undefined : readOverrides(templateState.context).response;
}

/** For templates that cannot name `$context`: they neither read nor change it. */
const NO_CONTEXT = TemplateContext.partial({}, new Set());

function compileOne(
  source: string,
  place: string,
  integrationContext: IntegrationContext,
): CompiledMappingTemplate | undefined {
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
    integrationContext.refuse({
      feature: 'template',
      detail: `the template ${place}: ${error.message}`,
      optional: false,
    });
    return undefined;
  }
  const namesContext = /context|#\{?evaluate/.test(source);
  if (namesContext) integrationContext.nameContext(contextNamesOf(source));
  return {
    render(invocation, body) {
      const { templateState, stage } = invocation;
      if (namesContext) templateState.context ??= templateContext(invocation, integrationContext.contextNames());
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

function templateContext(invocation: RoutedInvocation, names: ContextNames): TemplateContext {
  const context = contextOf(invocation, names);
  return names === undefined ? TemplateContext.complete(context) : TemplateContext.partial(context, names);
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

  constructor({ request, pathParameters }: RoutedInvocation) {
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
