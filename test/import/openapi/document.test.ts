import { describe, expect, test } from 'vitest';
import { readOpenApi } from '../../../lib/import/openapi/document.js';
import type { Document } from '../../../lib/model/index.js';
import { SluiceError } from '../../../lib/support/sluice-error.js';
import { codes, MOCK, type Members } from './read.js';

/** One route with an integration. */
function integrated(integration: Document): Members {
  return { paths: { '/a': { get: { 'x-amazon-apigateway-integration': integration } } } };
}

const HTTP_HINTS: readonly Members[] = [
  { 'x-amazon-apigateway-importexport-version': '1.0' },
  { 'x-amazon-apigateway-cors': { allowOrigins: ['*'] } },
];

describe('readOpenApi()', () => {
  test.each<[version: unknown, key: string]>([
    ['3.0.0', 'openapi'],
    ['3.0.3', 'openapi'],
    ['3.1.0', 'openapi'],
    [3, 'openapi'],
    [3.1, 'openapi'],
    ['2.0', 'swagger'],
    [2, 'swagger'],
  ])('reads version %j', (version, key) => {
    const { api } = readOpenApi({ [key]: version as Document, paths: { '/a': { get: {} } } }, { id: 'pets' });
    expect(api).toMatchObject({ name: 'pets', resources: [{ path: '/a' }] });
  });

  test.each<[what: string, document: Document, message: RegExp]>([
    ['an older version', { swagger: '1.2' }, /it is of version 1\.2/],
    ['a newer version', { openapi: '4.0.0' }, /it is of version 4\.0\.0/],
    ['2.0 under the wrong key', { openapi: '2.0' }, /it is of version 2\.0/],
    ['no version', { paths: {} }, /it is no OpenAPI document/],
    ['a list', [], /it is no object/],
    ['text', 'openapi', /it is no object/],
  ])('refuses %s', (_what, document, message) => {
    expect(() => readOpenApi(document, { id: 'pets', file: 'pets.yaml' })).toThrow(SluiceError);
    expect(() => readOpenApi(document, { id: 'pets', file: 'pets.yaml' })).toThrow(message);
  });

  test('says what 3.1 adds has no effect', () => {
    const { diagnostics } = readOpenApi({ openapi: '3.1.0', info: {}, webhooks: { a: {} }, paths: {} }, { id: 'pets' });
    expect(codes({ diagnostics })).toEqual(['info not-read']);
  });

  test.each<[what: string, members: Members, protocol: 'REST' | 'HTTP']>([
    ['nothing', {}, 'REST'],
    ['the version of an HTTP export', { 'x-amazon-apigateway-importexport-version': '1.0' }, 'HTTP'],
    ['CORS', { 'x-amazon-apigateway-cors': {} }, 'HTTP'],
    [
      'validators beside that version',
      { 'x-amazon-apigateway-importexport-version': '1.0', 'x-amazon-apigateway-request-validators': {} },
      'REST',
    ],
    ...HTTP_HINTS.flatMap((hint): [string, Members, 'REST'][] => [
      [`an AWS integration beside ${Object.keys(hint)[0] ?? ''}`, { ...hint, ...integrated({ type: 'aws' }) }, 'REST'],
      [
        `request templates beside ${Object.keys(hint)[0] ?? ''}`,
        { ...hint, ...integrated({ type: 'http_proxy', requestTemplates: { 'application/json': '{}' } }) },
        'REST',
      ],
      [
        `API keys beside ${Object.keys(hint)[0] ?? ''}`,
        { ...hint, components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } } },
        'REST',
      ],
    ]),
    [
      'more that only an HTTP API has',
      {
        ...integrated({ type: 'aws_proxy', payloadFormatVersion: '2.0' }),
        'x-amazon-apigateway-request-validators': {},
        components: { securitySchemes: { a: { 'x-amazon-apigateway-authorizer': { type: 'jwt' } } } },
      },
      'HTTP',
    ],
    [
      'a JWT authorizer',
      { components: { securitySchemes: { a: { 'x-amazon-apigateway-authorizer': { type: 'jwt' } } } } },
      'HTTP',
    ],
    ['a payload format', integrated({ type: 'aws_proxy', payloadFormatVersion: '2.0' }), 'HTTP'],
    [
      'a payload format beside a mock',
      {
        paths: {
          '/a': {
            get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy', payloadFormatVersion: '1.0' } },
            put: { 'x-amazon-apigateway-integration': MOCK },
          },
        },
      },
      'REST',
    ],
  ])('tells the kind of API by %s', (_what, members, protocol) => {
    expect(readOpenApi({ openapi: '3.0.1', info: {}, ...members }, { id: 'pets' }).api.protocol).toBe(protocol);
  });

  test('says by what it tells the kind of API where members contradict each other', () => {
    const { diagnostics } = readOpenApi(
      { openapi: '3.0.1', info: {}, 'x-amazon-apigateway-cors': {}, ...integrated({ type: 'aws', uri: 'arn:aws' }) },
      { id: 'pets' },
    );
    expect(diagnostics[0]?.message).toBe(
      'Reads the document as the definition of a REST API, because of type aws; ' +
        "x-amazon-apigateway-cors would be an HTTP API's: --protocol http reads it as one",
    );
  });
});
