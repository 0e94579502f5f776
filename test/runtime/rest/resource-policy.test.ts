import { describe, expect, test } from 'vitest';
import type { Document } from '../../../lib/model/index.js';
import { mock, restApi, ServedApi } from '../../support/rest-request.js';

const ALLOW = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' };

describe('an API with a resource policy', () => {
  test.each<[what: string, policy: Document, status: number]>([
    ['without content', {}, 200],
    ['of an empty string', '', 200],
    ['without statements', { Version: '2012-10-17', Statement: [] }, 501],
    ['that allows everybody', { Version: '2012-10-17', Statement: [ALLOW] }, 501],
  ])('%s', async (_what, policy, status) => {
    const api = new ServedApi(restApi({ 'GET /': { integration: mock() } }, { policy }));
    expect((await api.send()).status).toBe(status);
  });
});
