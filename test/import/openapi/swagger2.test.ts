import { describe, expect, test } from 'vitest';
import { methodOf, readSwagger } from './read.js';

describe('Swagger 2.0', () => {
  test('is read as OpenAPI 3.0 would say it', () => {
    const result = readSwagger({
      consumes: ['application/json'],
      produces: ['application/json', 'text/csv'],
      definitions: { Pet: { type: 'object' } },
      parameters: { Page: { name: 'page', in: 'query', type: 'integer', description: 'Which' } },
      responses: { Gone: { description: 'gone' } },
      securityDefinitions: { api_key: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
      paths: {
        '/a': {
          put: {
            security: [{ api_key: [] }],
            parameters: [
              { $ref: '#/parameters/Page' },
              { name: 'ids', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'csv' },
              { name: 'plain', in: 'header', type: 'string' },
              { name: 'Pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } },
            ],
            responses: {
              200: {
                description: '200 response',
                schema: { $ref: '#/definitions/Pet' },
                examples: { 'text/csv': 'a,b' },
                headers: { X: { type: 'string' } },
              },
              404: { $ref: '#/responses/Gone' },
            },
          },
        },
      },
    });
    expect(result.diagnostics).toEqual([]);
    expect(methodOf(result)).toEqual({
      httpMethod: 'PUT',
      apiKeyRequired: true,
      requestParameters: [
        {
          location: 'querystring',
          name: 'page',
          required: false,
          documentation: { description: 'Which', schema: { type: 'integer' } },
        },
        {
          location: 'querystring',
          name: 'ids',
          required: false,
          documentation: {
            schema: { type: 'array', items: { type: 'string' } },
            other: { style: 'form', explode: false },
          },
        },
        { location: 'header', name: 'plain', required: false },
      ],
      requestModels: { 'application/json': 'Pet' },
      documentation: { requestBody: { required: true } },
      responses: [
        {
          statusCode: '200',
          responseModels: { 'application/json': 'Pet', 'text/csv': 'Pet' },
          responseHeaders: [{ name: 'X', required: false }],
          documentation: { content: { 'text/csv': { example: 'a,b' } } },
        },
        { statusCode: '404', description: 'gone' },
      ],
    });
  });

  test('has no model for form fields, and says so of each', () => {
    const result = readSwagger({
      paths: {
        '/a': {
          post: {
            consumes: ['multipart/form-data'],
            parameters: [
              { name: 'file', in: 'formData', type: 'file', required: true },
              { name: 'q', in: 'query', type: 'string', required: true },
              { name: 'note', in: 'formData', type: 'string' },
            ],
          },
        },
      },
    });
    expect(result.api.models ?? []).toEqual([]);
    expect(methodOf(result).requestModels).toBeUndefined();
    expect(methodOf(result).requestParameters).toEqual([{ location: 'querystring', name: 'q', required: true }]);
    expect(result.diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`)).toEqual([
      'warning not-read API Gateway ignores the formData parameter file: forms have no model',
      'warning not-read API Gateway ignores the formData parameter note: forms have no model',
    ]);
  });
});
