import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { loadSource } from '../../../lib/import/source/load-source.js';
import type { Method, RestApi } from '../../../lib/model/index.js';
import { renderConstructs } from '../../../lib/synth/constructs/index.js';
import { comparable, regionOf, synthesizeGenerated } from '../../support/generated-app.js';
import { expectGolden } from '../../support/golden.js';

const ROOT = join(__dirname, '..', '..', '..');

async function readApi(path: string): Promise<RestApi> {
  const { collection } = await loadSource(join(ROOT, path));
  const [api] = collection.apis;
  if (api?.protocol !== 'REST') throw new Error(`no REST API in ${path}`);
  return api;
}

async function prettify(text: string): Promise<string> {
  return format(text, { parser: 'typescript', singleQuote: true, printWidth: 120 });
}

function textOf(api: RestApi): string {
  return renderConstructs(api)
    .files.map(({ text }) => text)
    .join('\n');
}

/** An API with one method. */
function withMethod(method: Partial<Method>, api: Partial<RestApi> = {}): RestApi {
  return {
    protocol: 'REST',
    id: 'Pets',
    name: 'Pets',
    resources: [{ path: '/pets', methods: [{ httpMethod: 'GET', integration: { type: 'MOCK' }, ...method }] }],
    stages: [],
    ...api,
  };
}

describe('renderConstructs()', () => {
  test.each([
    ['to-cdk-openapi-first', 'examples/openapi-first/openapi.yaml'],
    ['to-cdk-pets', 'test/golden/constructs-pets/template.json'],
  ])('%s: writes %s as it is recorded, in the layout of prettier, and equal to it', async (golden, path) => {
    const api = await readApi(path);
    const rendered = renderConstructs(api);
    for (const { name, text } of rendered.files) {
      expectGolden(golden, `${name}.txt`, text);
      expect(await prettify(text)).toBe(text);
    }
    expect(rendered.diagnostics).toEqual([]);
    expect(comparable(synthesizeGenerated(api, rendered), regionOf(api))).toEqual(comparable(api, regionOf(api)));
  });

  test('gives functions, roles, pools and values to the class, and writes none of them down', () => {
    const uri =
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:list-pets/invocations';
    const rendered = renderConstructs(
      withMethod({
        integration: {
          type: 'AWS_PROXY',
          httpMethod: 'POST',
          uri,
          credentials: 'arn:aws:iam::111122223333:role/Caller',
        },
      }),
    );
    const text = rendered.files[0]?.text ?? '';
    expect(text).toContain(
      "api.get('/pets', new LambdaIntegration(props.functions.listPets, { credentials: props.roles.caller }));",
    );
    expect(text.match(/111122223333/g)).toHaveLength(2); // in the comments of the props
    expect(rendered.connections).toMatchObject([
      { kind: 'functions', name: 'listPets', value: 'arn:aws:lambda:us-east-1:111122223333:function:list-pets' },
      { kind: 'roles', name: 'caller', value: 'arn:aws:iam::111122223333:role/Caller' },
    ]);
  });

  test('gives secrets to the class: stage variables and headers that are called so', () => {
    const text = textOf(
      withMethod(
        {
          integration: {
            type: 'HTTP_PROXY',
            httpMethod: 'GET',
            uri: 'https://example.com',
            requestParameters: [
              { target: { location: 'header', name: 'x-api-key' }, source: { kind: 'literal', value: 'hunter1' } },
            ],
          },
        },
        { stages: [{ name: 'prod', variables: { dbPassword: 'hunter2', color: 'blue' } }] },
      ),
    );
    expect(text).not.toMatch(/hunter\d/);
    expect(text).toContain("'integration.request.header.x-api-key': `'${props.secrets.xApiKey}'`");
    expect(text).toContain(
      "api.addStage('prod', { variables: { dbPassword: props.secrets.dbPassword, color: 'blue' } });",
    );
  });

  test('takes an integration for a method that has none, and says so', () => {
    const { integration: _none, ...method } = withMethod({}).resources[0]?.methods[0] ?? { httpMethod: 'GET' as const };
    const rendered = renderConstructs({
      ...withMethod({}),
      resources: [{ path: '/pets', methods: [{ ...method, operationName: 'listPets' }] }],
    });
    expect(rendered.files[0]?.text).toContain(
      "api.get('/pets', props.integrations.listPets, { operationName: 'listPets' });",
    );
    expect(rendered.diagnostics).toMatchObject([{ severity: 'info', place: { element: 'GET /pets' } }]);
  });

  test('leaves no method open whose authorizer the source does not define', () => {
    const rendered = renderConstructs(withMethod({ authorization: { type: 'CUSTOM', authorizer: 'guard' } }));
    expect(rendered.files[0]?.text).toContain('      authorizer: props.authorizers.guard,\n');
    expect(rendered.diagnostics).toMatchObject([
      {
        code: 'not-representable',
        severity: 'warning',
        place: { element: 'GET /pets' },
        message: 'The source does not define the authorizer "guard"; the generated class takes one',
      },
    ]);
  });

  test.each<[what: string, api: Partial<RestApi>, place: object]>([
    [
      'an endpoint type that only deployment knows',
      { endpoint: { type: { kind: 'deploy-time', parts: [{ kind: 'reference', logicalId: 'Type' }] } } },
      { property: 'endpoint.type' },
    ],
    ['a running canary', { stages: [{ name: 'prod', canary: { percentTraffic: 10 } }] }, { element: 'stage prod' }],
    [
      'who may have cached responses replaced',
      {
        stages: [
          {
            name: 'prod',
            methodSettings: [{ path: '*', httpMethod: '*', caching: { requireAuthorizationForCacheControl: false } }],
          },
        ],
      },
      { element: 'stage prod' },
    ],
  ])('reports %s', (_what, api, place) => {
    expect(renderConstructs(withMethod({}, api)).diagnostics).toMatchObject([
      { code: 'not-representable', severity: 'warning', place },
    ]);
  });

  test('reports a null that merging would take away', () => {
    const rendered = renderConstructs(
      withMethod({}, { documentation: { other: { 'x-owner': { team: null, name: 'pets' } } } }),
    );
    expect(rendered.diagnostics).toMatchObject([
      { code: 'not-representable', severity: 'warning', place: { property: 'x-owner.team' } },
    ]);
  });

  test('gives models and what no construct says to files of their own in a large API', async () => {
    const models = Array.from({ length: 60 }, (_, index) => ({
      name: `Pet${index}`,
      schema: {
        type: 'object',
        ...(index > 0 && { properties: { parent: { $ref: `#/models/Pet${index - 1}` } } }),
        description: 'A long description '.repeat(6).trim(),
      },
    }));
    const resources = Array.from({ length: 60 }, (_, index) => ({
      path: `/pets${index}`,
      methods: [
        {
          httpMethod: 'POST' as const,
          integration: { type: 'MOCK' as const },
          requestModels: { 'application/json': `Pet${index}` },
          documentation: { deprecated: true },
        },
      ],
    }));
    const api = withMethod({}, { models, resources });
    const rendered = renderConstructs(api);
    const [main, ...others] = rendered.files;
    expect(others.map(({ name }) => name)).toEqual(['pets-models.ts', 'pets-definition.ts']);
    expect(main?.text).toContain("import { definition } from './pets-definition.js';");
    expect(main?.text).toContain('api.override(definition);');
    expect(main?.text).not.toContain('new Model');
    for (const { text } of rendered.files) expect(await prettify(text)).toBe(text);
    expect(comparable(synthesizeGenerated(api, rendered), 'us-east-1')).toEqual(comparable(api, 'us-east-1'));
  });

  test('names models that others name first, and a circle by references', () => {
    const text = textOf(
      withMethod(
        { requestModels: { 'application/json': 'List' } },
        {
          models: [
            { name: 'List', schema: { type: 'array', items: { $ref: '#/models/Pet' } } },
            { name: 'Pet', schema: { properties: { mother: { $ref: '#/models/Cat' } } } },
            { name: 'Cat', schema: { properties: { kitten: { $ref: '#/models/Pet' } } } },
          ],
        },
      ),
    );
    expect(text).toContain("const list = new Model({ name: 'List', schema: { type: 'array', items: pet } });");
    expect(text).toContain('{ properties: { mother: cat } }');
    expect(text).toContain("{ properties: { kitten: { $ref: '#/models/Pet' } } }");
  });

  test.each([
    ['Pet store', 'PetStore', 'pet-store.ts'],
    ['2nd', 'Api2nd', 'api2nd.ts'],
    ['Construct', 'ConstructConstruct', 'construct-construct.ts'],
    ['犬', 'Pets', 'pets.ts'],
  ])('names the class of the API %s', (name, className, file) => {
    const rendered = renderConstructs(withMethod({}, { name }));
    expect([rendered.className, rendered.files[0]?.name]).toEqual([className, file]);
  });

  test('names the class as it is told', () => {
    expect(renderConstructs(withMethod({}), { className: 'Shop' }).files[0]?.text).toContain(
      'export class Shop extends',
    );
  });
});
