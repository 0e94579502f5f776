import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { planCommand } from '../../../lib/import/source/cdk-app.js';
import { loadSource } from '../../../lib/import/source/load-source.js';
import { resolveCollection, resolveValue } from '../../../lib/import/source/resolve-values.js';
import { joinValues, reference, type RestApi } from '../../../lib/model/index.js';
import { SluiceError } from '../../../lib/support/sluice-error.js';

const home = mkdtempSync(join(tmpdir(), 'sluice-source-'));
let folder = home;

afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => (folder = mkdtempSync(join(home, 'case-'))));

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const DOCUMENT = {
  openapi: '3.0.1',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { get: { responses: {} } } },
};

function restApi(properties: object): object {
  return { Type: 'AWS::ApiGateway::RestApi', Properties: properties };
}

describe('loadSource()', () => {
  test.each<[what: string, files: Readonly<Record<string, unknown>>, path: string, kind: string]>([
    ['a document', { 'openapi.json': DOCUMENT }, 'openapi.json', 'openapi'],
    ['a folder with a document', { 'openapi.yaml': JSON.stringify(DOCUMENT), 'x.txt': '' }, '.', 'openapi'],
    ['a template', { 'x.json': { Resources: { A: restApi({ Body: DOCUMENT }) } } }, 'x.json', 'cloudformation'],
    [
      'a SAM template beside a document',
      {
        'template.yaml':
          "Transform: AWS::Serverless-2016-10-31\nResources: { A: { Type: 'AWS::Serverless::Api', Properties: { StageName: dev, DefinitionUri: openapi.json } } }",
        'openapi.json': DOCUMENT,
      },
      '.',
      'sam',
    ],
    [
      'a folder of the Serverless Framework',
      { '.serverless/cloudformation-template-update-stack.json': { Resources: { A: restApi({ Body: DOCUMENT }) } } },
      '.',
      'serverless',
    ],
    [
      'an assembly',
      {
        'manifest.json': {
          version: '48.0.0',
          artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json' } } },
        },
        'S.template.json': { Resources: { A: restApi({ Body: DOCUMENT }) } },
      },
      '.',
      'assembly',
    ],
  ])('reads %s', async (_what, files, path, kind) => {
    write(files);
    const source = await loadSource(join(folder, path));
    expect(source.kind).toBe(kind);
    expect(source.collection.apis).toMatchObject([{ protocol: 'REST', resources: [{ path: '/pets' }] }]);
    expect(source.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('reads a definition at the path that BodyS3Location has before its upload', async () => {
    write({
      'template.json': {
        Resources: { A: restApi({ BodyS3Location: './pets.json' }), B: restApi({ BodyS3Location: 'no.json' }) },
      },
      'pets.json': DOCUMENT,
    });
    const { collection, diagnostics } = await loadSource(join(folder, 'template.json'));
    expect(collection.apis).toMatchObject([{ resources: [{ path: '/pets' }] }, { resources: [] }]);
    expect(diagnostics).toMatchObject([
      { code: 'unresolved-value', place: { element: 'B', property: 'BodyS3Location' } },
    ]);
  });

  test.each<[what: string, files: Readonly<Record<string, unknown>>, path: string, code: string]>([
    ['nothing', {}, 'none.json', 'source-not-found'],
    ['an empty folder', {}, '.', 'source-unknown'],
    ['two documents', { 'openapi.json': DOCUMENT, 'swagger.json': DOCUMENT }, '.', 'source-unknown'],
    ['broken JSON', { 'x.json': '{"a": [1,}' }, 'x.json', 'source-syntax'],
    ['broken YAML', { 'x.yaml': 'a: [1' }, 'x.yaml', 'source-syntax'],
    ['a truncated template', { 'x.json': '{"Resources": {"A": {"Type": "AWS' }, 'x.json', 'source-syntax'],
    ['binary junk', { 'x.json': '\u0000\u0001\u0002PK' }, 'x.json', 'source-syntax'],
    ['an empty file', { 'x.yaml': '' }, 'x.yaml', 'source-syntax'],
    ['a list', { 'x.json': [1] }, 'x.json', 'source-unknown'],
    ['JSON of something else', { 'x.json': { a: 1 } }, 'x.json', 'source-unknown'],
    [
      'a template without an API',
      { 'x.json': { Resources: { T: { Type: 'AWS::SQS::Queue' } } } },
      'x.json',
      'source-without-api',
    ],
    ['a document of another version', { 'x.json': { swagger: '1.2' } }, 'x.json', 'openapi-version'],
    ['nesting without end', { 'x.json': '['.repeat(1_000_000) }, 'x.json', 'source-too-deep'],
    ['YAML nesting without end', { 'x.yaml': `a: ${'['.repeat(1_000_000)}` }, 'x.yaml', 'source-too-deep'],
    [
      'aliases of aliases',
      {
        'x.yaml': Array.from(
          { length: 12 },
          (_, i) =>
            `a${i}: &a${i} [${Array(9)
              .fill(i === 0 ? 1 : `*a${i - 1}`)
              .join()}]`,
        ).join('\n'),
      },
      'x.yaml',
      'source-too-large',
    ],
    ['an app without a command', { 'cdk.json': {} }, '.', 'source-unknown'],
    ['an app that fails', { 'cdk.json': { app: 'node -e process.exit(3)' } }, '.', 'app-failed'],
    ['an app that writes nothing', { 'cdk.json': { app: 'node app.js' }, 'app.js': '' }, '.', 'app-failed'],
    ['an assembly without artifacts', { 'manifest.json': {} }, '.', 'source-unknown'],
  ])('refuses %s', async (_what, files, path, code) => {
    write(files);
    const start = performance.now();
    const refusal = await loadSource(join(folder, path)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SluiceError);
    expect((refusal as SluiceError).code).toBe(code);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('refuses files larger than any definition without reading them', async () => {
    write({ 'x.json': `{"openapi":"3.0.1","x":"${'y'.repeat(70 * 1024 * 1024)}"}` });
    await expect(loadSource(join(folder, 'x.json'))).rejects.toMatchObject({ code: 'source-too-large' });
  });

  test.each(['Api', 'HttpApi'])('reads a SAM function whose only route is an event of type %s', async (type) => {
    const events = { List: { Type: type, Properties: { Path: '/pets', Method: 'get' } } };
    const properties = { InlineCode: '', Handler: 'index.handler', Runtime: 'nodejs22.x', Events: events };
    write({ 'x.json': { Resources: { F: { Type: 'AWS::Serverless::Function', Properties: properties } } } });
    const source = await loadSource(join(folder, 'x.json'));
    expect(source.collection.apis).toHaveLength(1);
  });

  test('says where the text is broken', async () => {
    write({ 'x.json': '{\n  "Resources": nope\n}' });
    await expect(loadSource(join(folder, 'x.json'))).rejects.toMatchObject({
      details: { place: 'x.json:2:16', excerpt: expect.stringContaining('nope') as string },
    });
  });

  test('gives what the app said when it failed', async () => {
    write({ 'cdk.json': { app: 'node app.js' }, 'app.js': 'console.error("no such table"); process.exit(1)' });
    await expect(loadSource(folder)).rejects.toMatchObject({
      code: 'app-failed',
      details: { excerpt: 'no such table' },
    });
  });

  test('runs a CDK app with its context and reads the assembly that it writes', async () => {
    write({
      'cdk.json': { app: 'node app.js', context: { title: 'From context' } },
      'app.js': `
        const { writeFileSync, mkdirSync } = require('node:fs');
        const out = process.env.CDK_OUTDIR;
        mkdirSync(out, { recursive: true });
        const context = JSON.parse(process.env.CDK_CONTEXT_JSON);
        const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: context.title, Description: process.env.CDK_VALIDATION } };
        writeFileSync(out + '/S.template.json', JSON.stringify({ Resources: { A: api } }));
        writeFileSync(out + '/manifest.json', JSON.stringify({ artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json' } } } }));`,
    });
    const source = await loadSource(folder);
    expect(source).toMatchObject({ kind: 'cdk-app', files: [folder] });
    expect(source.collection.apis).toMatchObject([{ name: 'From context', description: 'false' }]);
  });

  test('keeps the assets of an app that is edited for this assembly and the one before', async () => {
    write({
      'cdk.json': { app: 'node app.js' },
      'app.js': `
        const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('fs');
        const out = process.env.CDK_OUTDIR;
        const path = 'asset.' + readFileSync('hash', 'utf8');
        mkdirSync(out + '/' + path, { recursive: true });
        const stack = (name) => ({ type: 'aws:cloudformation:stack', properties: { templateFile: name } });
        writeFileSync(out + '/S.json', JSON.stringify({ Resources: { A: { Type: 'AWS::ApiGateway::RestApi' } } }));
        writeFileSync(out + '/S.assets.json', JSON.stringify({ files: { h: { source: { path } } } }));
        writeFileSync(out + '/manifest.json', JSON.stringify({ artifacts: { S: stack('S.json') } }));`,
      '.sluice/cdk.out/asset.old': '',
    });
    const out = join(folder, '.sluice', 'cdk.out');
    const seen: (readonly string[])[] = [];
    for (const hash of ['a1', 'b2', 'c3', 'b2']) {
      write({ hash });
      await loadSource(folder);
      seen.push(readdirSync(out).filter((name) => name.startsWith('asset.')));
    }
    expect(seen).toEqual([
      ['asset.a1', 'asset.old'],
      ['asset.a1', 'asset.b2', 'asset.old'],
      ['asset.b2', 'asset.c3', 'asset.old'],
      ['asset.b2', 'asset.c3', 'asset.old'],
    ]);
  });

  test('follows nested stacks, exports and assets of an assembly', async () => {
    const stack = (templateFile: string): object => ({
      type: 'aws:cloudformation:stack',
      properties: { templateFile },
    });
    write({
      'manifest.json': {
        artifacts: {
          Fns: stack('Fns.template.json'),
          Apis: stack('Apis.template.json'),
          'Apis.assets': { type: 'cdk:asset-manifest', properties: { file: 'Apis.assets.json' } },
        },
        missing: [{ key: 'vpc' }],
      },
      'Fns.template.json': {
        Resources: {
          Fn: {
            Type: 'AWS::Lambda::Function',
            Properties: { Handler: 'index.handler', Code: { S3Bucket: 'b', S3Key: 'x.zip' } },
            Metadata: { 'aws:asset:path': 'asset.code' },
          },
        },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Export: { Name: 'Fns:Arn' } } },
      },
      'asset.code/index.js': '',
      'Apis.assets.json': {
        files: { h: { source: { path: 'asset.h.json' }, destinations: { d: { objectKey: 'h.json' } } } },
      },
      'asset.h.json': DOCUMENT,
      'Apis.template.json': {
        Resources: {
          Defined: restApi({ BodyS3Location: { Bucket: { 'Fn::Sub': 'assets-${AWS::Region}' }, Key: 'h.json' } }),
          Child: {
            Type: 'AWS::CloudFormation::Stack',
            Properties: { TemplateURL: 'https://s3/x', Parameters: { FnArn: { 'Fn::ImportValue': 'Fns:Arn' } } },
            Metadata: { 'aws:asset:path': 'Child.nested.template.json' },
          },
          ParentRoute: {
            Type: 'AWS::ApiGateway::Method',
            Properties: {
              RestApiId: { 'Fn::GetAtt': ['Child', 'Outputs.Api'] },
              ResourceId: { 'Fn::GetAtt': ['Child', 'Outputs.Root'] },
              HttpMethod: 'GET',
              Integration: { Type: 'MOCK' },
            },
          },
        },
      },
      'Child.nested.template.json': {
        Parameters: { FnArn: { Type: 'String' } },
        Resources: {
          Api: restApi({ Name: 'Nested' }),
          Post: {
            Type: 'AWS::ApiGateway::Method',
            Properties: {
              RestApiId: { Ref: 'Api' },
              ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
              HttpMethod: 'POST',
              Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: { Ref: 'FnArn' } },
            },
          },
        },
        Outputs: {
          Api: { Value: { Ref: 'Api' } },
          Root: { Value: { 'Fn::GetAtt': ['Api', 'RootResourceId'] } },
        },
      },
    });
    const source = await loadSource(folder);
    expect(source.collection.apis).toMatchObject([
      { id: 'Defined', resources: [{ path: '/pets' }] },
      {
        id: 'Api',
        resources: [
          {
            path: '/',
            methods: [
              { httpMethod: 'GET', integration: { type: 'MOCK' } },
              { httpMethod: 'POST', integration: { type: 'AWS_PROXY', uri: reference('Fn', 'Arn') } },
            ],
          },
        ],
      },
    ]);
    expect(source.functions).toMatchObject([
      { name: 'Fn', code: { kind: 'folder', path: join(folder, 'asset.code') } },
    ]);
    expect(source.diagnostics.map(({ code }) => code)).toEqual(['unresolved-value']);
  });

  test('tells stacks apart that have the same logical ids', async () => {
    const artifacts = Object.fromEntries(
      ['One', 'Two'].map((name) => [
        name,
        { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json', stackName: name } },
      ]),
    );
    write({ 'manifest.json': { artifacts }, 'S.template.json': { Resources: { A: restApi({ Name: 'A' }) } } });
    const source = await loadSource(folder);
    expect(source.collection.apis.map(({ id }) => id)).toEqual(['A', 'Two/A']);
  });

  test('finds the packages of the Serverless Framework beside its template', async () => {
    const code = { S3Bucket: { Ref: 'B' }, S3Key: 'serverless/pets/dev/1-2/pets.zip' };
    write({
      '.serverless/cloudformation-template-update-stack.json': {
        Resources: {
          A: restApi({ Name: 'A' }),
          F: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'pets-dev-f', Code: code } },
          G: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: 'x/other.zip' } } },
        },
      },
      '.serverless/pets.zip': '',
    });
    const { functions } = await loadSource(folder);
    expect(functions).toMatchObject([
      { name: 'pets-dev-f', code: { kind: 'zip', path: join(folder, '.serverless', 'pets.zip') } },
      { name: 'G', code: { kind: 'unavailable' } },
    ]);
  });
});

describe('files outside of the folder', () => {
  const include = (location: string): object => ({
    Resources: {
      A: restApi({ Body: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: location } } } }),
    },
  });
  const secret = { ...DOCUMENT, info: { title: 'outside' } };

  test.each<[what: string, template: (outside: string) => object]>([
    ['a relative include', () => include('../outside.json')],
    ['an absolute include', (outside) => include(outside)],
    ['a file URL', (outside) => include(`file://${outside}`)],
    ['a link that leads out', () => include('link.json')],
    ['a reference of a document', () => ({ ...DOCUMENT, paths: { '/a': { $ref: '../outside.json#/paths/~1pets' } } })],
    [
      'the code of a function',
      () => ({
        Resources: {
          A: restApi({ Name: 'A' }),
          F: { Type: 'AWS::Lambda::Function', Properties: { Code: '../outside.json' } },
        },
      }),
    ],
    [
      'the path of an asset',
      () => ({
        Resources: {
          A: restApi({ Name: 'A' }),
          F: {
            Type: 'AWS::Lambda::Function',
            Properties: { Code: { S3Key: 'x' } },
            Metadata: { 'aws:asset:path': '../../outside.json' },
          },
        },
      }),
    ],
  ])('are not read by %s', async (_what, template) => {
    const outside = join(folder, 'outside.json');
    write({ 'outside.json': secret, 'inner/x.json': template(outside) });
    symlinkSync(outside, join(folder, 'inner', 'link.json'));
    const source = await loadSource(join(folder, 'inner', 'x.json'));
    expect(source.files).toEqual([join(folder, 'inner', 'x.json')]);
    expect(JSON.stringify([source.collection, source.functions])).not.toContain('outside.json"');
    expect(source.diagnostics.map(({ message }) => message).join()).toMatch(/outside of the folder/);
  });

  test('are read when it is allowed', async () => {
    write({ 'outside.json': secret, 'inner/x.json': include('../outside.json') });
    const source = await loadSource(join(folder, 'inner', 'x.json'), { allowFiles: true });
    expect(source.collection.apis).toMatchObject([{ name: 'outside' }]);
  });
});

describe('files that no reader comes to the end of', () => {
  test.each<[what: string, name: string, files: Readonly<Record<string, unknown>>, says: RegExp]>([
    [
      'behind a $ref',
      'pipe.json',
      { 'openapi.json': { ...DOCUMENT, paths: { '/a': { $ref: 'pipe.json#/x' } } } },
      /Cannot read pipe\.json: pipe\.json is neither a file nor a folder/,
    ],
    [
      'as the code of a function',
      'pipe.zip',
      {
        'template.json': {
          Resources: { A: restApi({}), F: { Type: 'AWS::Lambda::Function', Properties: { Code: 'pipe.zip' } } },
        },
      },
      /Cannot run F: pipe\.zip is neither a file nor a folder/,
    ],
    ['as a definition beside another', 'swagger.json', { 'openapi.json': DOCUMENT }, /^$/],
    ['as cdk.json', 'cdk.json', { 'openapi.json': DOCUMENT }, /^$/],
    [
      'as the assets of a template',
      'S.assets.json',
      { 'S.template.json': { Resources: { A: restApi({ Name: 'A' }) } } },
      /^$/,
    ],
  ])('a pipe %s', async (_what, name, files, says) => {
    write(files);
    execFileSync('mkfifo', [join(folder, name)]);
    const { collection, diagnostics } = await loadSource(folder);
    expect(collection.apis).toHaveLength(1);
    expect(diagnostics.map(({ message }) => message).join()).toMatch(says);
  });
});

describe('an assembly', () => {
  const TEMPLATE = { Resources: { A: restApi({ Name: 'A' }) } };
  const stack = (templateFile: string): object => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });

  test.each(['.', './', '../inner', 'link'])('that nests itself as "%s" is read once', async (directoryName) => {
    const nested = { type: 'cdk:cloud-assembly', properties: { directoryName } };
    write({
      'inner/manifest.json': { artifacts: { S: stack('S.json'), N: nested } },
      'inner/S.json': TEMPLATE,
    });
    symlinkSync('.', join(folder, 'inner', 'link'));
    const { collection } = await loadSource(join(folder, 'inner'));
    expect(collection.apis.map(({ id }) => id)).toEqual(['A']);
  });

  test.each<[what: string, artifacts: object]>([
    ['a template', { S: stack('../outside.json') }],
    ['assets', { S: stack('S.json'), B: { type: 'cdk:asset-manifest', properties: { file: '../outside.json' } } }],
  ])('reads %s outside of its folder only where that is allowed', async (_what, artifacts) => {
    write({ 'outside.json': TEMPLATE, 'inner/manifest.json': { artifacts }, 'inner/S.json': TEMPLATE });
    const inner = join(folder, 'inner');
    await expect(loadSource(inner)).rejects.toMatchObject({
      code: 'source-not-found',
      message: expect.stringMatching(/\.\.\/outside\.json: it lies outside of the folder/) as string,
    });
    expect((await loadSource(inner, { allowFiles: true })).collection.apis).toHaveLength(1);
  });

  test('does not read an assembly outside of its folder', async () => {
    const nested = { type: 'cdk:cloud-assembly', properties: { directoryName: '..' } };
    write({
      'manifest.json': { artifacts: { O: stack('outside.json') } },
      'outside.json': { Resources: { O: restApi({ Name: 'O' }) } },
      'inner/manifest.json': { artifacts: { S: stack('S.json'), N: nested } },
      'inner/S.json': TEMPLATE,
    });
    expect((await loadSource(join(folder, 'inner'))).collection.apis.map(({ id }) => id)).toEqual(['A']);
  });
});

describe('the URL of a file', () => {
  test.each(['file://host/x.json', 'file:///%zz', 'file:///a%2Fb', 'file:'])('%s that is none', async (location) => {
    const body = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: location } } };
    write({ 'x.json': { Resources: { A: restApi({ Body: body }) } } });
    const { diagnostics } = await loadSource(join(folder, 'x.json'));
    expect(diagnostics.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`Cannot include "${location}"`),
    );
  });
});

describe('loadSource() of a plain document', () => {
  const plain = {
    ...DOCUMENT,
    paths: {
      '/pets/{petId}': {
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }],
        get: {
          responses: {
            '200': {
              description: '',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
            },
          },
        },
        put: { responses: { '201': { description: '', content: { 'text/plain': { example: 'costs $5 #1' } } } } },
      },
    },
    components: {
      schemas: {
        Pet: { type: 'object', properties: { id: { type: 'integer' }, parent: { $ref: '#/components/schemas/Pet' } } },
      },
    },
  };

  async function integrations(options: object): Promise<unknown[]> {
    write({ 'openapi.json': plain });
    const [api] = (await loadSource(join(folder, 'openapi.json'), options)).collection.apis;
    return (api as RestApi).resources.flatMap(({ methods }) => methods.map(({ integration }) => integration));
  }

  test('answers from examples and schemas', async () => {
    const [get, put] = await integrations({ mock: true });
    expect(get).toMatchObject({ type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode": 200}' } });
    const { responses } = get as { responses: { responseTemplates: Record<string, string> }[] };
    expect(JSON.parse(responses[0]?.responseTemplates['application/json'] ?? '')).toMatchObject({
      id: 0,
      parent: { id: 0 },
    });
    expect(put).toMatchObject({
      responses: [
        {
          statusCode: '201',
          responseTemplates: { 'text/plain': "#set($dollar = '$')#set($hash = '#')costs ${dollar}5 ${hash}1" },
        },
      ],
    });
  });

  test('goes to a backend', async () => {
    expect(await integrations({ backend: 'http://localhost:9000/' })).toMatchObject([
      {
        type: 'HTTP_PROXY',
        httpMethod: 'GET',
        uri: 'http://localhost:9000/pets/{petId}',
        requestParameters: [{ target: { location: 'path', name: 'petId' }, source: { kind: 'path', name: 'petId' } }],
      },
      { type: 'HTTP_PROXY', httpMethod: 'PUT' },
    ]);
  });

  test('has no integrations otherwise', async () => {
    expect(await integrations({})).toEqual([undefined, undefined]);
  });
});

describe('resolveCollection() and resolveValue()', () => {
  const arn = joinValues(['arn:', reference('AWS::Partition'), ':x:', reference('AWS::Region'), ':', reference('Fn')]);
  const source = {
    knownReferences: { Fn: 'the-fn', Chain: reference('Fn'), Loop: joinValues(['x', reference('Loop')]) },
    collection: {
      apis: [],
      usagePlans: [{ id: 'P', apiStages: [{ api: reference('Unknown'), stage: arn }], apiKeys: [reference('Chain')] }],
      apiKeys: [],
      domainNames: [],
      vpcLinks: [],
    },
  };

  test.each([
    [arn, {}, 'arn:aws:x:us-east-1:the-fn'],
    [arn, { region: 'cn-north-1', values: { Fn: 'mine' } }, 'arn:aws-cn:x:cn-north-1:mine'],
    [reference('Chain'), {}, 'the-fn'],
    [reference('Unknown'), {}, undefined],
    [reference('Unknown'), { values: { Unknown: 'given' } }, 'given'],
    [reference('Loop'), {}, undefined],
    [reference('constructor'), {}, undefined],
    ['as it is', {}, 'as it is'],
  ])('%j with %j: %s', (value, local, text) => {
    expect(resolveValue(value, source, local)).toBe(text);
  });

  test('fills in what is known, wherever it stands, and leaves the rest', () => {
    expect(resolveCollection(source).usagePlans).toEqual([
      {
        id: 'P',
        apiStages: [{ api: reference('Unknown'), stage: 'arn:aws:x:us-east-1:the-fn' }],
        apiKeys: ['the-fn'],
      },
    ]);
  });
});

describe('planCommand()', () => {
  test.each<[command: string, shell: boolean, last: string]>([
    ['node app.js', false, 'app.js'],
    ['npx tsx app.ts', false, 'app.ts'],
    ['npx --yes tsx app.ts --x', false, '--x'],
    ['python3 app.py', true, ''],
    ['npm run build && node app.js', true, ''],
    ['node "my app.js"', true, ''],
  ])('%s', (command, shell, last) => {
    const planned = planCommand(command, join(__dirname, '..', '..', '..'));
    expect(planned.shell).toBe(shell);
    if (shell) expect(planned.file).toBe(command);
    else expect([planned.file, planned.arguments.at(-1)]).toEqual([process.execPath, last]);
  });
});
