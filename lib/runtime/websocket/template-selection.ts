import type { CompiledMappingTemplate, CompiledTemplates } from '../mapping/mapping-templates.js';

/** The template of a body; `passthrough` leaves the body as it is. */
type SelectedTemplate<I> = CompiledMappingTemplate<I> | 'passthrough' | undefined;

/**
 * Selects a template by the result of the template selection expression; `$default` for any other result.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html
 *
 * @returns undefined when no template fits
 */
export function selectTemplate<I>(templates: CompiledTemplates<I>, key: string): SelectedTemplate<I> {
  return templates.get(key) ?? templates.get(DEFAULT_TEMPLATE);
}

/** The key of a template, too, where no expression selects one. */
export const DEFAULT_TEMPLATE = '$default';
