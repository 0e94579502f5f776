import { describe } from 'vitest';
import { finds, method } from '../findings.js';

describe('invalid-value', () => {
  finds([
    [
      'forms that API Gateway refuses',
      {
        ...method({ responses: [{ statusCode: '2xx' }, { statusCode: 'default' }] }),
        minimumCompressionBytes: 10_485_761,
        models: [{ name: 'my-pet', schema: {} }],
        gatewayResponses: [{ responseType: 'DEFAULT_4XX', statusCode: '4' }],
      },
      [
        'error invalid-value the API minimum compression: Cannot compress answers from 10485761 bytes on: it has to be 0 to 10485760',
        'error invalid-value model my-pet: Cannot use "my-pet" as a model\'s name: it has to be letters and digits',
        'error invalid-value gateway response DEFAULT_4XX statusCode: Cannot use "4" as a status: it has to be three digits from 100 to 599',
        'error invalid-value GET /pets/{petId} response 2xx: Cannot use "2xx" as a status: it has to be three digits from 100 to 599',
      ],
    ],
  ]);
});
