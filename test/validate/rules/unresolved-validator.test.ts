import { describe } from 'vitest';
import { finds, method } from '../findings.js';

describe('unresolved-validator', () => {
  finds([
    [
      'a request validator that the API does not have',
      {
        ...method({ requestValidator: 'all' }),
        requestValidators: [{ name: 'body', validateRequestBody: true, validateRequestParameters: false }],
      },
      [
        'warning unresolved-reference GET /pets/{petId} requestValidator: Cannot find the request validator "all": the API\'s request validators are body',
      ],
    ],
  ]);
});
