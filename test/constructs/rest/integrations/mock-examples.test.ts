import { App, Stack } from 'aws-cdk-lib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { input, MappingTemplate, MockIntegration, RestApi, type MockExample } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { operationOf, synthesize } from '../../synthesize.js';

describe('MockIntegration.examples()', () => {
  let gateway: LocalGateway;
  beforeEach(async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets');
    const examples: Readonly<Record<string, MockExample>> = {
      found: { body: { id: input.params('petId'), price: '$5 #1' } },
      missing: { statusCode: 404, body: { message: 'No such pet' } },
      empty: { body: [] },
      moved: { statusCode: 404, body: { message: 'Moved' }, headers: { Location: "/o'clock", 'X-A': 'b' } },
      busy: { statusCode: 429, headers: { 'Retry-After': '30' } },
    };
    api.get('/pets/{petId}', MockIntegration.examples(examples));
    api.post('/pets', MockIntegration.examples(examples, { parameter: 'X-Example' }));
    api.get('/one', MockIntegration.examples({ only: { statusCode: 202, body: 'text' } }));
    api.get(
      '/page',
      MockIntegration.examples({ page: { body: MappingTemplate.inline('<p/>') } }, { contentType: 'text/html' }),
    );
    gateway = await LocalGateway.fromStack(stack);
  });
  afterEach(() => gateway.close());

  test.each<[example: string, status: number, body: unknown]>([
    ['', 200, { id: '7', price: '$5 #1' }],
    ['?example=found', 200, { id: '7', price: '$5 #1' }],
    ['?example=unknown', 200, { id: '7', price: '$5 #1' }],
    ['?example=missing', 404, { message: 'No such pet' }],
    ['?example=moved', 404, { message: 'Moved' }],
    ['?example=empty', 200, []],
    ['?example=busy', 429, undefined],
  ])('GET /pets/7%s: %i %j', async (query, status, body) => {
    const response = await gateway.fetch(`/pets/7${query}`);
    const sent = await response.text();
    expect([response.status, sent === '' ? undefined : JSON.parse(sent)]).toEqual([status, body]);
  });

  test.each<[example: string, headers: Readonly<Record<string, string | null>>]>([
    ['moved', { location: "/o'clock", 'x-a': 'b', 'retry-after': null }],
    ['busy', { location: null, 'retry-after': '30' }],
    ['missing', { location: null, 'x-a': null }],
  ])('sends the headers of %s', async (example, headers) => {
    const response = await gateway.fetch(`/pets/7?example=${example}`);
    expect(Object.fromEntries(Object.keys(headers).map((name) => [name, response.headers.get(name)]))).toEqual(headers);
  });

  test('is told by a header', async () => {
    const post = (example: string): Promise<Response> =>
      gateway.fetch('/pets', {
        method: 'POST',
        headers: { 'X-Example': example, 'Content-Type': 'application/json' },
        body: '{}',
      });
    expect([(await post('missing')).status, (await post('found')).status]).toEqual([404, 200]);
  });

  test('answers with its only example and with any content type', async () => {
    const one = await gateway.fetch('/one');
    expect([one.status, await one.json()]).toEqual([202, 'text']);
    const page = await gateway.fetch('/page', { headers: { Accept: 'text/html' } });
    expect([page.headers.get('content-type'), await page.text()]).toEqual(['text/html', '<p/>']);
  });
});

describe('MockIntegration.examples() in the definition', () => {
  test('has one response a status, and shows every status to readers of the definition', () => {
    const template = synthesize((stack) =>
      new RestApi(stack, 'Pets').get(
        '/',
        MockIntegration.examples({ a: { body: 1 }, b: { statusCode: 404, body: 2 }, c: { statusCode: 404, body: 3 } }),
      ),
    );
    const operation = operationOf(template, '/', 'get');
    expect(operation['x-amazon-apigateway-integration']).toMatchObject({
      requestTemplates: {
        'application/json': `{"statusCode":#if($input.params('example') == 'b')404#elseif($input.params('example') == 'c')404#{else}200#{end}}`,
      },
      responses: {
        default: { statusCode: '200', responseTemplates: { 'application/json': '1' } },
        404: {
          statusCode: '404',
          responseTemplates: { 'application/json': `#if($input.params('example') == 'c')3#{else}2#{end}` },
        },
      },
    });
    expect(Object.keys(operation.responses as object)).toEqual(['200', '404']);
  });

  test.each<[examples: Readonly<Record<string, MockExample>>, message: string]>([
    [{}, 'A mock with examples has none'],
    [{ "it's": {} }, 'The name of the example "it\'s" has to consist of letters, digits, _ and -'],
  ])('refuses %j', (examples, message) => {
    expect(() => MockIntegration.examples(examples)).toThrow(message);
  });
});
