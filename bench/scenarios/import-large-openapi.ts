import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readOpenApi } from '../../lib/import/openapi/document.js';
import { parseJsonOrYaml } from '../../lib/import/text/index.js';

const CORPUS = process.env.SLUICE_CORPUS ?? join(__dirname, '..', '..', '..', '..', 'shared', 'corpus');
const SIZES = [8_000, 16_000, 32_000];

/** Reading of large documents: made ones of growing size, which should cost in proportion, and the corpus's own. */
export async function importLargeOpenApi(): Promise<readonly string[]> {
  read(JSON.stringify(documentOf(1_000)), 'warm-up.json');
  const costs = SIZES.map((operations) => read(JSON.stringify(documentOf(operations)), 'made.json') / operations);
  const [smallest = 1] = costs;
  const lines = SIZES.map((operations, index) => {
    const cost = costs[index] ?? 0;
    return `${operations} operations: ${((cost * operations) / 1_000).toFixed(0)} ms CPU, ${(cost / smallest).toFixed(2)}x the cost an operation of the smallest`;
  });
  const folder = join(CORPUS, 'openapi-large');
  if (!existsSync(folder)) return [...lines, 'corpus: not run'];
  const files = readdirSync(folder).filter((name) => /\.(json|ya?ml)(\.gz)?$/.test(name));
  for (const name of files) {
    const bytes = readFileSync(join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    lines.push(`${name}: ${(read(text, name.replace(/\.gz$/, '')) / 1_000).toFixed(0)} ms CPU, limit 1500`);
  }
  return Promise.resolve(lines);
}

/** CPU time of parsing and reading, in microseconds. */
function read(text: string, file: string): number {
  const before = process.cpuUsage();
  const { value } = parseJsonOrYaml(text, file);
  readOpenApi(value, { id: file });
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function documentOf(operations: number): object {
  const paths = Array.from({ length: operations / 4 }, (_, index) => [`/things${index}/{id}`, pathItem()] as const);
  return { openapi: '3.0.1', info: { title: 'large', version: '1' }, paths: Object.fromEntries(paths) };
}

function pathItem(): object {
  const operation = {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: { 200: { description: 'a thing' } },
    'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.com/{id}' },
  };
  return { get: operation, put: operation, post: operation, delete: operation };
}
