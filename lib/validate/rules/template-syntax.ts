import { diagnostic } from '../../model/index.js';
import { VtlSyntaxError } from '../../vtl/index.js';
import { templatesOf } from '../templates.js';
import { defineRule } from '../rule.js';

/** Templates that Velocity does not parse, and those that it parses and can never render. */
export const templateSyntax = defineRule({
  codes: ['template-syntax'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'A mapping template does not parse, or can never render',
  fix: 'Correct the template at the place that is named',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html',
  check: (api) =>
    templatesOf(api).flatMap(({ parsed, placeAt }) => {
      if (parsed instanceof VtlSyntaxError)
        return [diagnostic('template-syntax', placeAt(parsed.offset), parsed.message)];
      const { failure } = parsed;
      if (failure === undefined) return [];
      return [
        diagnostic('template-syntax', placeAt(failure.start), `Cannot render mapping template: ${failure.detail}`),
      ];
    }),
});
