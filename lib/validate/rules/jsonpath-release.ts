import { JsonPathSyntaxError, type Step } from '../../jsonpath/index.js';
import { diagnostic } from '../../model/index.js';
import { pathsOf } from '../json-paths.js';
import { defineRule } from '../rule.js';

/**
 * Paths that releases of the JSONPath library evaluate differently.
 *
 * Observed: docs/aws/jsonpath.md sections 3 to 5.
 * Assumed: API Gateway runs release 2.0.0; AWS does not document which one.
 */
export const jsonPathRelease = defineRule({
  codes: ['jsonpath-release'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'Releases of the JSONPath library evaluate a path differently',
  fix: 'Use names and indexes only, and test the path on a deployed stage otherwise',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference',
  check: (api) =>
    pathsOf(api).flatMap(({ source, parsed, placeAt }) => {
      if (parsed instanceof JsonPathSyntaxError) return [];
      const form = parsed.steps.map(releaseDependentForm).find((found) => found !== undefined);
      if (form === undefined) return [];
      const message = `JSONPath "${source}" uses ${form}, which releases of the JSONPath library evaluate differently`;
      return [diagnostic('jsonpath-release', placeAt(0), message)];
    }),
});

function releaseDependentForm(step: Step): string | undefined {
  switch (step.kind) {
    case 'properties':
      // Release 2.0.0 has no functions: it reads `length()` as a name.
      return step.names.some((name) => /^\w+\(/.test(name)) ? 'a function' : undefined;
    case 'index':
      return step.index < 0 ? 'a negative index' : undefined;
    case 'indexes':
      return step.indexes.some((index) => index < 0) ? 'a negative index' : undefined;
    case 'slice-between':
      return step.from < 0 ? 'a negative index' : undefined;
    case 'length-offset':
      return 'a script';
    case 'filter':
      return 'a filter';
    default:
      return undefined;
  }
}
