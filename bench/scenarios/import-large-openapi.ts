import { readOpenApi } from '../../lib/import/openapi/document.js';
import { parseJsonOrYaml } from '../../lib/import/text/index.js';
import { calls } from '../calls.js';
import { documentOf, type Operation } from '../documents.js';
import type { Scenario } from '../scenario.js';

const OPERATIONS = 32_000;

const OPERATION: Operation = {
  'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.com/{id}' },
};
const prepare = (): string => JSON.stringify(documentOf({ operation: OPERATION, routes: OPERATIONS }));

export const importLargeOpenApi: Scenario = {
  name: 'import-large-openapi',
  sentence: 'Read a document of 32,000 operations, against JSON.parse()',
  subject: calls(1, () => {
    const text = prepare();
    return () => readOpenApi(parseJsonOrYaml(text, 'large.json').value, { id: 'large' });
  }),
  floor: calls(1, () => {
    const text = prepare();
    return () => JSON.parse(text) as unknown;
  }),
  goal: 8,
  limit: 12,
};
