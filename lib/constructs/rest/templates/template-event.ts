import { TemplateContext, type ContextRecord } from '../../../runtime/mapping/context-variables.js';
import type { MappingInput } from '../../../runtime/mapping/render-template.js';

/** The request, or the response of the backend, that a unit test renders a template with. */
export interface TemplateEvent {
  /**
   * The body: a string as it is, anything else as JSON.
   *
   * @default - empty, which `$input` treats as `{}`
   */
  readonly body?: unknown;

  /**
   * The request's parameters: `{ path: { petId: '1' } }`.
   *
   * @default - none
   */
  readonly params?: {
    readonly path?: Readonly<Record<string, string>>;
    readonly querystring?: Readonly<Record<string, string>>;
    readonly header?: Readonly<Record<string, string>>;
  };

  /**
   * Members of `$context`: `{ requestId: 'r-1', identity: { sourceIp: '192.0.2.1' } }`.
   *
   * @default - none
   */
  readonly context?: ContextRecord;

  /**
   * Members of `$stageVariables`.
   *
   * @default - none
   */
  readonly stageVariables?: Readonly<Record<string, string>>;
}

export function toMappingInput({ body, params = {}, context = {}, stageVariables = {} }: TemplateEvent): MappingInput {
  return {
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    params: { path: {}, querystring: {}, header: {}, ...params },
    context: TemplateContext.complete(context),
    stageVariables,
  };
}
