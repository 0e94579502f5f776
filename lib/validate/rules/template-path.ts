import { JsonPathSyntaxError } from '../../jsonpath/index.js';
import { diagnostic } from '../../model/index.js';
import { pathsOf } from '../json-paths.js';
import { defineRule } from '../rule.js';

/** Paths of `$input.path` and `$input.json` that do not parse: every request fails there. */
export const templatePath = defineRule({
  codes: ['template-path'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'A JSONPath in a template does not parse',
  fix: 'Correct the path at the place that is named',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference',
  check: (api) =>
    pathsOf(api).flatMap(({ parsed, placeAt }) =>
      parsed instanceof JsonPathSyntaxError
        ? [diagnostic('template-path', placeAt(parsed.offset), parsed.message)]
        : [],
    ),
});
