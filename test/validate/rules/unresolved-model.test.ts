import { describe, expect, test } from 'vitest';
import { findings, finds, method, mock, webSocketRoute } from '../findings.js';

describe('unresolved-model', () => {
  finds([
    [
      'models that the API does not have',
      {
        ...method({
          requestModels: { 'application/json': 'Dog' },
          responses: [{ statusCode: '200', responseModels: { 'application/json': 'Empty', 'text/plain': 'Cow' } }],
        }),
        models: [
          { name: 'Pet', schema: { properties: { $ref: { $ref: '#/models/Cat' } }, items: { $ref: '#/models/Pet' } } },
        ],
      },
      [
        'warning unresolved-reference model Pet: Cannot find the model "Cat": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} requestModels["application/json"]: Cannot find the model "Dog": the API\'s models are Pet, Empty, Error',
        'error unresolved-reference GET /pets/{petId} response 200 responseModels["text/plain"]: Cannot find the model "Cow": the API\'s models are Pet, Empty, Error',
      ],
    ],
    [
      'models that a WebSocket API does not have',
      webSocketRoute({
        requestModels: { $default: 'Message' },
        responses: [{ routeResponseKey: '$default', responseModels: { $default: 'Empty' } }],
        integration: { ...mock, responses: [{ integrationResponseKey: '$default' }] },
      }),
      [
        'error unresolved-reference send requestModels["$default"]: Cannot find the model "Message": the API has no models',
        'error unresolved-reference send response $default responseModels["$default"]: Cannot find the model "Empty": the API has no models',
      ],
    ],
  ]);

  test('warns of a model that an imported document does not have', () => {
    const api = method({ requestModels: { 'application/json': 'Dog' } });
    expect(findings(api, { imported: new Set([api.id]) })).toEqual([
      'warning unresolved-reference GET /pets/{petId} requestModels["application/json"]: Cannot find the model "Dog": the API\'s models are Empty, Error',
    ]);
  });
});
