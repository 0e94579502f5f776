import { describe } from 'vitest';
import type { HttpMethod, Integration, RestApi } from '../../../lib/model/index.js';
import { finds, method, mock } from '../findings.js';

function refusing(httpMethod: HttpMethod, integration: Partial<Integration>): RestApi {
  const responses = [{ statusCode: '200' }];
  const whole = { ...mock, passthroughBehavior: 'NEVER', responses, ...integration } as Integration;
  return method({ httpMethod, integration: whole, responses });
}

describe('body-refused', () => {
  finds([
    [
      'NEVER without a template',
      refusing('POST', {}),
      [
        'warning body-refused POST /pets/{petId} integration passthroughBehavior: passthroughBehavior is NEVER and there is no request template: every body is refused with 415',
      ],
    ],
    ['nothing beside a template', refusing('POST', { requestTemplates: { 'application/json': '{}' } }), []],
    ['nothing in methods that have no body', refusing('OPTIONS', {}), []],
    ['nothing in another behaviour', refusing('POST', { passthroughBehavior: 'WHEN_NO_TEMPLATES' }), []],
  ]);
});
