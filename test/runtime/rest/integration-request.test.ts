import { describe, expect, test } from 'vitest';
import type { ContentHandling } from '../../../lib/model/mapping-template.js';
import { mock, restApi, ServedApi } from '../../support/rest-request.js';

describe('the preflight of a browser to a mock where every type is binary', () => {
  test.each<
    [
      what: string,
      request: ContentHandling | undefined,
      response: ContentHandling | undefined,
      template: string | undefined,
      answer: number | RegExp,
    ]
  >([
    ['as frameworks write it', undefined, undefined, '{}', /^Unable to transform request/],
    ['the response as text only', undefined, 'CONVERT_TO_TEXT', '{}', /^Unable to transform request/],
    ['the request as text, no response template', 'CONVERT_TO_TEXT', undefined, undefined, 200],
    ['the request as text, a response template', 'CONVERT_TO_TEXT', undefined, '{}', /^Unable to transform response/],
    ['both as text', 'CONVERT_TO_TEXT', 'CONVERT_TO_TEXT', '{}', 200],
  ])('%s', async (_what, request, response, template, answer) => {
    const integration = {
      ...mock(),
      ...(request !== undefined && { contentHandling: request }),
      responses: [
        {
          statusCode: '200',
          ...(response !== undefined && { contentHandling: response }),
          ...(template !== undefined && { responseTemplates: { 'application/json': template } }),
        },
      ],
    };
    const api = new ServedApi(restApi({ 'OPTIONS /': { integration } }, { binaryMediaTypes: ['*/*'] }));
    const headers = [['Accept', '*/*']] as const;
    const { status, trace } = await api.send({ method: 'OPTIONS', headers });
    if (typeof answer === 'number') expect(status).toBe(answer);
    else expect(trace?.failure?.message).toMatch(answer);
  });
});
