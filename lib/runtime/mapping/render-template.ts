import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { printJava } from '../../support/java/text.js';
import { compileTemplate, type BindingMap, type CompileOptions, type RenderOptions } from '../../vtl/index.js';
import type { TemplateContext } from './context-variables.js';
import { TemplateInput, toMap, type TemplateParameters, type TextsByName } from './input.js';
import type { RequestOverride, ResponseOverride } from './overrides.js';
import { UTIL } from './util.js';

/** What `compileMappingTemplate` and `render` throw. */
export { VtlRenderError, VtlSyntaxError } from '../../vtl/index.js';

/** What one rendering of a mapping template is bound to. */
export interface MappingInput {
  /** The body's text; none and an empty one count as `{}`. */
  readonly body: string | undefined;
  readonly params: TemplateParameters;
  /** `$context`, the same object for all templates of one request. */
  readonly context: TemplateContext;
  readonly stageVariables: TextsByName;
}

export interface MappingOutput {
  readonly output: string;
  readonly overrides: { readonly request: RequestOverride; readonly response: ResponseOverride };
}

/** A mapping template that is ready to render. */
export interface MappingTemplate {
  readonly source: string;
  /**
   * Renders the template. Overrides apply when the whole template has run; what earlier templates of the request set is
   * among them.
   *
   * @throws {VtlRenderError} when a method throws, an index is out of bounds or a limit is passed
   * @throws {VtlSyntaxError} when `#evaluate` meets a text that does not parse
   */
  render(input: MappingInput, options?: RenderOptions): MappingOutput;
}

/**
 * Compiles a mapping template with API Gateway's `$input`, `$util`, `$context` and `$stageVariables`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 *
 * @throws {VtlSyntaxError} when the template does not parse
 */
export function compileMappingTemplate(source: string, options?: CompileOptions): MappingTemplate {
  const template = compileTemplate(source, options);
  return {
    source,
    render(input, renderOptions) {
      const output = template.render(new MappingBindings(input), renderOptions);
      return { output, overrides: readOverrides(input.context) };
    },
  };
}

/** What a template's names mean, made when it names them. */
class MappingBindings implements BindingMap {
  private templateInput: TemplateInput | undefined;
  private stageVariables: JavaMap | undefined;

  constructor(private readonly input: MappingInput) {}

  get(name: string): JavaValue | undefined {
    switch (name) {
      case 'input':
        return (this.templateInput ??= new TemplateInput(this.input.body, this.input.params));
      case 'util':
        return UTIL;
      case 'context':
        return this.input.context.variables;
      case 'stageVariables':
        return (this.stageVariables ??= toMap(this.input.stageVariables));
      default:
        return undefined;
    }
  }
}

const NO_OVERRIDES: MappingOutput['overrides'] = {
  request: { header: {}, querystring: {}, path: {} },
  response: { header: {} },
};

/** The overrides that templates left in `$context`. */
export function readOverrides({ requestOverride, responseOverride }: TemplateContext): MappingOutput['overrides'] {
  if (requestOverride === null && responseOverride === null) return NO_OVERRIDES;
  const status = member(responseOverride, 'status');
  return {
    request: {
      header: texts(member(requestOverride, 'header')),
      querystring: textLists(member(requestOverride, 'querystring')),
      path: texts(member(requestOverride, 'path')),
    },
    response: {
      header: texts(member(responseOverride, 'header')),
      ...(status !== null && isStatus(printJava(status)) && { status: Number(printJava(status)) }),
    },
  };
}

function member(value: JavaValue, name: string): JavaValue {
  return value instanceof JavaMap ? (value.entries.get(name) ?? null) : null;
}

/** Assumed: several values are sent as one line, as any HTTP header list may be. */
function texts(value: JavaValue): Record<string, string> {
  return Object.fromEntries(Object.entries(textLists(value)).map(([name, list]) => [name, list.join(',')]));
}

function textLists(value: JavaValue): Record<string, readonly string[]> {
  if (!(value instanceof JavaMap)) return {};
  return Object.fromEntries(
    [...value.entries]
      .filter(([, item]) => item !== null)
      .map(([name, item]) => [
        printJava(name),
        item instanceof JavaList ? item.items.map((part) => printJava(part)) : [printJava(item)],
      ]),
  );
}

function isStatus(text: string): boolean {
  return /^[1-5]\d\d$/.test(text);
}
