import { walkTemplates, type Place, type RestApi, type WebSocketApi } from '../model/index.js';
import { excerptAt, positionAt } from '../support/source-text.js';
import { parseTemplate, VtlSyntaxError, type Template } from '../vtl/index.js';

/** A mapping template as rules look at it. */
export interface CheckedTemplate {
  readonly source: string;
  readonly parsed: Template | VtlSyntaxError;
  /** The place of an offset of the source. */
  readonly placeAt: (offset: number) => Place;
}

const checked = new WeakMap<RestApi | WebSocketApi, readonly CheckedTemplate[]>();

/** The mapping templates of an API that are known before deployment, each parsed once for all rules. */
export function templatesOf(api: RestApi | WebSocketApi): readonly CheckedTemplate[] {
  const known = checked.get(api);
  if (known !== undefined) return known;
  const templates: CheckedTemplate[] = [];
  walkTemplates(api, (source, _role, place) => {
    if (typeof source !== 'string') return;
    templates.push({
      source,
      parsed: parse(source),
      placeAt: (offset) => ({ ...place, ...positionAt(source, offset), excerpt: excerptAt(source, offset) }),
    });
  });
  checked.set(api, templates);
  return templates;
}

function parse(source: string): Template | VtlSyntaxError {
  try {
    return parseTemplate(source);
  } catch (error) {
    if (error instanceof VtlSyntaxError) return error;
    throw error;
  }
}
