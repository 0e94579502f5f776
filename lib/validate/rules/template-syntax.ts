import { diagnostic, type RestApi, type WebSocketApi } from '../../model/index.js';
import { VtlSyntaxError } from '../../vtl/index.js';
import { templatesOf } from '../templates.js';
import type { Rule } from '../rule.js';

/** Templates that Velocity does not parse, and those that it parses and can never render. */
export const templateSyntax: Rule<RestApi | WebSocketApi> = (api) =>
  templatesOf(api).flatMap(({ parsed, placeAt }) => {
    if (parsed instanceof VtlSyntaxError)
      return [diagnostic('template-syntax', placeAt(parsed.offset), parsed.message)];
    const { failure } = parsed;
    if (failure === undefined) return [];
    return [diagnostic('template-syntax', placeAt(failure.start), `Cannot render mapping template: ${failure.detail}`)];
  });
