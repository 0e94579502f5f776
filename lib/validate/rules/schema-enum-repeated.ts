import { asJson, diagnostic, keywordsOf, type Diagnostic, type Document } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { isList } from '../../support/is-list.js';
import { defineRule } from '../rule.js';

/**
 * Lists of values in which one stands twice.
 *
 * Observed: https://github.com/aws/aws-cdk/issues/18715, and of a document
 * https://github.com/awslabs/aws-api-gateway-developer-portal/issues/450 ("Invalid model schema specified")
 */
export const schemaEnumRepeated = defineRule({
  codes: ['schema-invalid'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'An enum of a model has a value twice',
  fix: 'Remove the repeated value',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html',
  check: ({ models = [] }) => {
    const found: Diagnostic[] = [];
    for (const { name, schema } of models) {
      for (const { keyword, pointer, value } of keywordsOf(schema)) {
        const repeated = keyword === 'enum' && isList(value) ? firstRepeated(value) : undefined;
        if (repeated === undefined) continue;
        found.push(
          diagnostic(
            'schema-invalid',
            { element: `model ${name}`, property: `${pointer}/enum` },
            `The enum has ${repeated} twice; API Gateway requires different values`,
          ),
        );
      }
    }
    return found;
  },
});

/** The first value that stands in a list before, as JSON. What only deployment knows may be anything. */
function firstRepeated(values: readonly unknown[]): string | undefined {
  const seen = new Set<string>();
  for (const value of values) {
    const json = asJson(value as Document);
    if (json === undefined) continue;
    const text = canonicalJson(json);
    if (seen.has(text)) return text;
    seen.add(text);
  }
  return undefined;
}
