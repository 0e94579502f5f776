import { describe } from 'vitest';
import { API, finds, webSocketRoute } from '../findings.js';

describe('schema-invalid, of an enum', () => {
  finds([
    [
      'a value that stands twice',
      { ...API, models: [{ name: 'Pet', schema: { properties: { kind: { enum: ['cat', 'dog', 'cat'] } } } }] },
      [
        'error schema-invalid model Pet #/properties/kind/enum: The enum has "cat" twice; API Gateway requires different values',
      ],
    ],
    [
      'an object that stands twice, in a WebSocket API',
      {
        ...webSocketRoute({}),
        models: [
          {
            name: 'Pet',
            schema: {
              enum: [
                { a: 1, b: 2 },
                { b: 2, a: 1 },
              ],
            },
          },
        ],
      },
      [
        'error schema-invalid model Pet #/enum: The enum has {"a":1,"b":2} twice; API Gateway requires different values',
      ],
    ],
    [
      'nothing in different values, and in a property of that name',
      { ...API, models: [{ name: 'Pet', schema: { properties: { enum: { type: 'array' } }, enum: [1, '1'] } }] },
      [],
    ],
  ]);
});
