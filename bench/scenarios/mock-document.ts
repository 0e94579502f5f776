/** A document with one mocked route. */
export const MOCK_DOCUMENT = {
  openapi: '3.0.1',
  info: { title: 'bench', version: '1' },
  paths: {
    '/pets/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'a pet' } },
        'x-amazon-apigateway-integration': {
          type: 'mock',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          responses: {
            default: { statusCode: '200', responseTemplates: { 'application/json': '{"message":"hello"}' } },
          },
        },
      },
    },
  },
} as const;
