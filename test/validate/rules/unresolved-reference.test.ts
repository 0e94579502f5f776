import { describe } from 'vitest';
import { finds, method } from '../findings.js';

describe('unresolved-reference', () => {
  finds([
    [
      'names that the API does not have',
      {
        ...method({
          requestModels: { 'application/json': 'Dog' },
          responses: [{ statusCode: '200', responseModels: { 'application/json': 'Empty', 'text/plain': 'Cow' } }],
          requestValidator: 'all',
          authorization: { type: 'CUSTOM', authorizer: 'door' },
        }),
        models: [
          { name: 'Pet', schema: { properties: { $ref: { $ref: '#/models/Cat' } }, items: { $ref: '#/models/Pet' } } },
        ],
      },
      [
        'error unresolved-reference model Pet: Cannot find the model "Cat": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} requestModels["application/json"]: Cannot find the model "Dog": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} response 200 responseModels["text/plain"]: Cannot find the model "Cow": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} requestValidator: Cannot find the request validator "all": the API has no request validators',
        'error unresolved-reference GET /pets/{petId} authorization: Cannot find the authorizer "door": the API has no authorizers',
      ],
    ],
  ]);
});
