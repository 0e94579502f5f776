import type { CompiledMappingTemplate, CompiledTemplates } from '../mapping/mapping-templates.js';

/** The template of a body; `passthrough` leaves the body as it is. */
type SelectedTemplate<I> = CompiledMappingTemplate<I> | 'passthrough' | undefined;

/**
 * Selects a template by the result of the template selection expression; `$default` where it names none.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html
 *
 * @returns undefined when no template fits
 */
export function selectTemplate<I>(templates: CompiledTemplates<I>, key: string): SelectedTemplate<I> {
  return templates.get(key) ?? templates.get('$default');
}

/**
 * The key where no expression selects one.
 *
 * Observed: a template of this key is used without an expression, and so is `$default`; docs/aws/websocket-api.md section 11.
 * Assumed: this one goes first.
 */
export const UNSELECTED_TEMPLATE = 'application/json';
