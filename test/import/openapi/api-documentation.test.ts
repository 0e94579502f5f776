import { describe, expect, test } from 'vitest';
import { methodOf, read } from './read.js';

describe('what documents say to people', () => {
  test('is kept', () => {
    const members = {
      info: {
        title: 'Pets',
        version: '1',
        summary: 's',
        contact: { name: 'me' },
        license: { name: 'MIT' },
        termsOfService: 't',
        'x-i': 1,
      },
      servers: [
        { url: 'https://example.com/v1', 'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: ['vpce-1'] } },
      ],
      tags: [{ name: 'pets' }],
      externalDocs: { url: 'u' },
      'x-mine': { a: 1 },
      'x-amazon-apigateway-documentation': { version: '1', documentationParts: [] },
      components: { examples: { a: { value: 1 } }, 'x-c': 2 },
      paths: {
        '/a': {
          summary: 'path',
          get: {
            summary: 'op',
            description: 'long',
            tags: ['pets'],
            deprecated: true,
            externalDocs: { url: 'o' },
            callbacks: {},
            'x-op': true,
            parameters: [
              { name: 'q', in: 'query', description: 'd', schema: { type: 'integer' }, example: 3, 'x-p': 1 },
            ],
            requestBody: { description: 'body', required: true, content: { 'text/plain': { example: 'x' } }, 'x-b': 1 },
            responses: { 200: { description: 'ok', content: { 'text/plain': {} }, links: {}, 'x-r': 1 } },
          },
        },
      },
    };
    const { api, diagnostics } = read(members);
    expect(diagnostics).toEqual([]);
    expect(api.endpoint).toEqual({ vpcEndpointIds: ['vpce-1'] });
    expect(api.documentation).toEqual({
      termsOfService: 't',
      contact: { name: 'me' },
      license: { name: 'MIT' },
      tags: [{ name: 'pets' }],
      externalDocs: { url: 'u' },
      parts: { version: '1', documentationParts: [] },
      other: {
        'x-mine': { a: 1 },
        info: { summary: 's', 'x-i': 1 },
        servers: [{ url: 'https://example.com/v1' }],
        components: { examples: { a: { value: 1 } }, 'x-c': 2 },
      },
    });
    expect(api.resources[0]?.documentation).toEqual({ summary: 'path' });
    expect(methodOf({ api })).toEqual({
      httpMethod: 'GET',
      requestParameters: [
        {
          location: 'querystring',
          name: 'q',
          required: false,
          documentation: { description: 'd', schema: { type: 'integer' }, other: { example: 3, 'x-p': 1 } },
        },
      ],
      responses: [
        {
          statusCode: '200',
          description: 'ok',
          documentation: { content: { 'text/plain': {} }, other: { links: {}, 'x-r': 1 } },
        },
      ],
      documentation: {
        summary: 'op',
        description: 'long',
        tags: ['pets'],
        deprecated: true,
        externalDocs: { url: 'o' },
        requestBody: {
          description: 'body',
          required: true,
          content: { 'text/plain': { example: 'x' } },
          other: { 'x-b': 1 },
        },
        other: { callbacks: {}, 'x-op': true },
      },
    });
  });
});
