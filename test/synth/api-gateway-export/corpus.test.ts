import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importAsApiGateway } from '../../../lib/import/api-gateway/index.js';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import type { Document, RestApi } from '../../../lib/model/index.js';
import { exportAsApiGateway, type ExportOptions } from '../../../lib/synth/api-gateway-export/index.js';
import { findCorpus } from '../../support/corpus.js';

const corpus = findCorpus('documents, imported and exported as API Gateway does');
const entries = (corpus?.entries ?? []).filter(({ kind }) => kind === 'openapi');

function documentOf(file: string): Document {
  return parseJsonOrYaml(readFileSync(join(corpus?.folder ?? '', file), 'utf8'), file).value;
}

function importOf(document: Document): RestApi | undefined {
  const result = importAsApiGateway(document, { id: 'api' });
  return result.kind === 'imported' ? result.api : undefined;
}

function exportOf(api: RestApi, type: ExportOptions['type']): Document | undefined {
  const result = exportAsApiGateway(api, {
    type,
    extensions: ['apigateway'],
    stageName: 'prod',
    restApiId: 'abc123defg',
    region: 'us-east-1',
    accountId: '000000000000',
    deployedAt: new Date(0),
    resourceId: (path) => path,
  });
  return result.kind === 'exported' ? result.document : undefined;
}

describe.skipIf(corpus === undefined)('documents of other people', () => {
  test.each(['oas30', 'swagger'] as const)('are exported as %s the same after they are imported again', (type) => {
    let compared = 0;
    const different = entries.flatMap(({ file }) => {
      const api = importOf(documentOf(file));
      const first = api && exportOf(api, type);
      if (first === undefined) return [];
      compared++;
      const again = importOf(first);
      const second = again && exportOf(again, type);
      return JSON.stringify(second) === JSON.stringify(first) ? [] : [file];
    });
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(40);
  });
});
