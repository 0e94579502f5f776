import { describe } from 'vitest';
import type { Document, RestApi } from '../../../lib/model/index.js';
import { API, finds, method } from '../findings.js';

/** An API that validates bodies by the model Pets, whose items are of the model Pet. */
function validating(schema: Document): RestApi {
  return {
    ...method({ requestModels: { 'application/json': 'Pets' }, requestValidator: 'body' }),
    requestValidators: [{ name: 'body', validateRequestBody: true, validateRequestParameters: false }],
    models: [
      { name: 'Pets', schema: { type: 'array', items: { $ref: '#/models/Pet' } } },
      { name: 'Pet', schema },
    ],
  };
}

describe('schema-keyword-ignored', () => {
  finds([
    [
      'keywords once for each model',
      {
        ...API,
        models: [{ name: 'Pet', schema: { example: {}, properties: { name: { example: 'Rex', nullable: true } } } }],
      },
      [
        'info schema-keyword-ignored model Pet: API Gateway does not evaluate "example", "nullable", which draft 4 does not have',
      ],
    ],
    [
      'a keyword that would decide about bodies, as a warning',
      validating({ properties: { name: { example: 'Rex', nullable: true }, kind: { const: 'dog' } } }),
      [
        'warning schema-keyword-ignored model Pet: Request bodies are validated without "nullable", "const", which draft 4 does not have',
      ],
    ],
    [
      'no warning about nullable: false',
      validating({ nullable: false }),
      ['info schema-keyword-ignored model Pet: API Gateway does not evaluate "nullable", which draft 4 does not have'],
    ],
    [
      'nothing in properties of that name, data and extensions',
      validating({
        properties: { example: { type: 'string' } },
        default: { const: 1 },
        enum: [{ const: 1 }],
        'x-a': {},
      }),
      [],
    ],
  ]);
});
