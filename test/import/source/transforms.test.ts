import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../../lib/import/source/load-source.js';
import type { Source } from '../../../lib/import/source/source.js';

const home = mkdtempSync(join(tmpdir(), 'sluice-transforms-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;

async function load(files: Files): Promise<Source> {
  const folder = mkdtempSync(join(home, 'case-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return loadSource(join(folder, 'template.yaml'));
}

/** `Api: GET /pets` for each route of each API. */
function routes({ collection }: Source): readonly string[] {
  return collection.apis.flatMap((api) =>
    api.protocol === 'REST'
      ? api.resources.flatMap(({ path, methods }) =>
          methods.map(({ httpMethod }) => `${api.id}: ${httpMethod} ${path}`),
        )
      : [],
  );
}

function findings({ diagnostics }: Source): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, place, message }) => `${code} ${place.element ?? place.property ?? ''}: ${message}`);
}

const SAM = 'Transform: AWS::Serverless-2016-10-31\n';
const LOOPS_AND_SAM = 'Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n';
const CODE = "Runtime: nodejs22.x, Handler: index.handler, InlineCode: ''";
const QUEUE = 'Resources: { Q: { Type: AWS::SQS::Queue } }';
const MOCK = 'x-amazon-apigateway-integration: { type: mock }';
const DOCUMENT = `{ openapi: 3.0.1, info: { title: pets, version: '1' }, paths: { /pets: { get: { ${MOCK} } } } }`;
const CHILD = `${SAM}Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { ${CODE}, Events: { E: { Type: Api, Properties: { Path: /a, Method: get } } } } }`;

function include(location: string): string {
  return `Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }`;
}

describe('loadSource() finds an API that a template names only', () => {
  test.each<[what: string, files: Files, expected: readonly string[]]>([
    [
      'in the event of a state machine',
      {
        'template.yaml': `${SAM}Resources:
  Flow: { Type: AWS::Serverless::StateMachine, Properties: { Definition: {}, Events: { E: { Type: Api, Properties: { Path: /a, Method: post } } } } }`,
      },
      ['ServerlessRestApi: POST /a'],
    ],
    [
      'in a nested stack',
      {
        'template.yaml':
          'Resources: { Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml } } }',
        'child.yaml': CHILD,
      },
      ['ServerlessRestApi: GET /a'],
    ],
    [
      'in an application',
      {
        'template.yaml': `${SAM}Resources: { Child: { Type: AWS::Serverless::Application, Properties: { Location: ./child.yaml } } }`,
        'child.yaml': CHILD,
      },
      ['ServerlessRestApi: GET /a'],
    ],
    [
      'in a loop over functions',
      {
        'template.yaml': `${LOOPS_AND_SAM}Resources:
  Fn::ForEach::Fns:
    - Name
    - [A, B]
    - 'Fn\${Name}': { Type: AWS::Serverless::Function, Properties: { ${CODE}, Events: { E: { Type: Api, Properties: { Path: !Sub '/\${Name}', Method: get } } } } }`,
      },
      ['ServerlessRestApi: GET /A', 'ServerlessRestApi: GET /B'],
    ],
    [
      'in included resources',
      {
        'template.yaml': `Resources: { ${include('./api.yaml')} }`,
        'api.yaml': `Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: ${DOCUMENT} } }`,
      },
      ['Api: GET /pets'],
    ],
  ])('%s', async (_what, files, expected) => {
    const source = await load(files);
    expect(routes(source)).toEqual(expected);
    expect(findings(source)).toEqual([]);
  });

  test.each<[what: string, template: string, finding: string]>([
    [
      'a nested stack that is not at hand',
      'Resources: { Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml } } }',
      'unresolved-value Child: Cannot read the nested stack Child: there is no file ./child.yaml',
    ],
    [
      'an event that is refused',
      `${SAM}Resources: { Fn: { Type: AWS::Serverless::Function, Properties: { ${CODE}, Events: { E: { Type: Api, Properties: { Path: /a } } } } } }`,
      'invalid-value Fn: Path and Method of the event must be strings',
    ],
  ])('and says of %s what is wrong with it', async (_what, template, finding) => {
    const source = await load({ 'template.yaml': template });
    expect(routes(source)).toEqual([]);
    expect(findings(source)).toEqual([finding]);
  });

  test('and refuses a template whose nested stack has none either', async () => {
    const template =
      'Resources: { Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml } } }';
    await expect(load({ 'template.yaml': template, 'child.yaml': QUEUE })).rejects.toMatchObject({
      code: 'source-without-api',
    });
  });
});

describe('AWS::LanguageExtensions comes before SAM', () => {
  const ROOT = 'Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }';

  test.each<[what: string, template: string, expected: readonly string[]]>([
    [
      'a loop beside a declared API',
      `${LOOPS_AND_SAM}Resources:
  ${ROOT}
  Fn::ForEach::Fns:
    - Name
    - [A, B]
    - 'Fn\${Name}': { Type: AWS::Serverless::Function, Properties: { ${CODE}, Events: { E: { Type: Api, Properties: { Path: '/\${Name}', Method: get, RestApiId: !Ref Api } } } } }`,
      ['Api: GET /A', 'Api: GET /B'],
    ],
    [
      'a loop among events',
      `${LOOPS_AND_SAM}Resources:
  ${ROOT}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      ${CODE.replaceAll(', ', '\n      ')}
      Events:
        Fn::ForEach::Routes:
          - Route
          - [a, b]
          - 'E\${Route}': { Type: Api, Properties: { Path: '/\${Route}', Method: get, RestApiId: !Ref Api } }`,
      ['Api: GET /a', 'Api: GET /b'],
    ],
    [
      'names that functions make up, in an event',
      `${LOOPS_AND_SAM}Parameters: { Target: { Type: String, Default: Api } }
Mappings: { Paths: { dev: { pets: /pets } } }
Resources:
  ${ROOT}
  Fn: { Type: AWS::Serverless::Function, Properties: { ${CODE}, Events: { E: { Type: Api, Properties: { Path: !FindInMap [Paths, prod, pets, { DefaultValue: !Join ['', [/d, efault]] }], Method: get, RestApiId: { Ref: !Sub '\${Target}' } } } } } }`,
      ['Api: GET /default'],
    ],
    [
      'names that functions make up, in a method',
      `Transform: AWS::LanguageExtensions
Parameters: { Areas: { Type: CommaDelimitedList, Default: 'north,south-2' } }
Mappings: { ByAccount: { '000000000000': { Names: [one] } } }
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: loops } }
  Fn::ForEach::None: [Z, [], { 'X\${Z}': { Type: AWS::SQS::Queue } }]
  Fn::ForEach::Areas:
    - Area
    - !Ref Areas
    - 'Resource&{Area}': { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: { Fn::GetAtt: [!Sub Api, RootResourceId] }, PathPart: !Ref Area } }
      'Method&{Area}': { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, ResourceId: { Ref: { Fn::Sub: 'Resource&{Area}' } }, HttpMethod: GET, AuthorizationType: NONE, Integration: { Type: MOCK } } }
  Fn::ForEach::ByAccount:
    - Name
    - !FindInMap [ByAccount, !Ref AWS::AccountId, Names]
    - 'Resource\${Name}': { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: !Sub '\${Name}' } }
      'Method\${Name}': { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, ResourceId: !Ref 'Resource\${Name}', HttpMethod: GET, AuthorizationType: NONE, Integration: { Type: MOCK } } }`,
      ['Api: GET /north', 'Api: GET /south-2', 'Api: GET /one'],
    ],
    [
      'a loop among the paths of a body',
      `Transform: AWS::LanguageExtensions
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: { Body: { openapi: 3.0.1, info: { title: t, version: '1' }, paths: { Fn::ForEach::Paths: [P, [red, blue], { '/\${P}': { get: { ${MOCK} } } }] } } }`,
      ['Api: GET /red', 'Api: GET /blue'],
    ],
  ])('%s', async (_what, template, expected) => {
    const source = await load({ 'template.yaml': template });
    expect(routes(source)).toEqual(expected);
    expect(findings(source)).toEqual([]);
  });

  test('the function of an integration has its name from a function', async () => {
    const source = await load({
      'template.yaml': `Transform: AWS::LanguageExtensions
Parameters: { Which: { Type: String, Default: Hello } }
Resources:
  HelloFn: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x, Handler: index.handler, Code: { ZipFile: '' } } }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: x } }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub ['arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F}/invocations', { F: { Fn::GetAtt: [!Sub '\${Which}Fn', Arn] } }]`,
    });
    expect(JSON.stringify(source.collection)).toContain('{"kind":"reference","logicalId":"HelloFn","attribute":"Arn"}');
    expect(findings(source)).toEqual([]);
  });

  test.each<[what: string, loop: string, finding: string]>([
    [
      'over a parameter without a value',
      "[X, !Ref Given, { 'Q${X}': { Type: AWS::SQS::Queue } }]",
      'unresolved-value loop Loop: Cannot write out the loop Loop: the list it is over has no value',
    ],
    [
      'without a body',
      '[X, [a]]',
      'invalid-value loop Loop: Cannot write out the loop Loop: it must be a list of a variable, a list and an object',
    ],
  ])('a loop %s is reported', async (_what, loop, finding) => {
    const source = await load({
      'template.yaml': `Transform: AWS::LanguageExtensions
Parameters: { Given: { Type: CommaDelimitedList } }
Resources:
  Fn::ForEach::Loop: ${loop}
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: x } }`,
    });
    expect(findings(source)).toEqual([finding]);
  });
});

describe('AWS::Include', () => {
  const API = 'Api: { Type: AWS::ApiGateway::RestApi, Properties: ';

  test.each<[what: string, template: string, included: string]>([
    ['an object alone', `Resources: { ${API}{ Body: { ${include('x.yaml')} } } } }`, DOCUMENT],
    ['members beside others', `Resources: { ${API}{ Name: a, ${include('x.yaml')} } } }`, `Body: ${DOCUMENT}`],
    ['resources', `Resources: { Q: { Type: AWS::SQS::Queue }, ${include('x.yaml')} }`, `${API}{ Body: ${DOCUMENT} } }`],
    [
      'sections of a template',
      `Transform: { Name: AWS::Include, Parameters: { Location: x.yaml } }\n${QUEUE}`,
      `Resources: { ${API}{ Body: ${DOCUMENT} } } }`,
    ],
    [
      'what comes before the sections of SAM',
      `Transform: [{ Name: AWS::Include, Parameters: { Location: x.yaml } }, AWS::Serverless-2016-10-31]\n${QUEUE}`,
      `Resources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: a, Cors: "'*'", DefinitionBody: ${DOCUMENT} } } }`,
    ],
    [
      'a file whose address is a function',
      `Parameters: { File: { Type: String, Default: x } }\nResources: { ${API}{ Body: { ${include("!Sub '${File}.yaml'")} } } } }`,
      DOCUMENT,
    ],
    [
      'functions of the template',
      `Parameters: { Path: { Type: String, Default: pets } }\nResources: { ${API}{ Body: { ${include('x.yaml')} } } } }`,
      `{ openapi: 3.0.1, info: { title: !Ref Path, version: '1' }, paths: { /pets: { get: { ${MOCK} } } } }`,
    ],
  ])('puts in %s', async (_what, template, included) => {
    const source = await load({ 'template.yaml': template, 'x.yaml': included });
    expect(routes(source)).toContain('Api: GET /pets');
    expect(findings(source)).toEqual([]);
  });

  test.each<[what: string, template: string, finding: string]>([
    [
      'a file that is not there',
      `Resources: { ${API}{ Body: { ${include('y.yaml')} } } } }`,
      'unresolved-value Api: Cannot include "y.yaml": there is no file y.yaml',
    ],
    [
      'an object in S3, where SAM adds to it',
      `${SAM}Resources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: a, Cors: "'*'", DefinitionBody: { ${include('s3://b/k.yaml')} } } } }`,
      'unresolved-value Api: Cannot include "s3://b/k.yaml": s3://b/k.yaml is not at hand',
    ],
    [
      'a file without a name',
      `Parameters: { File: { Type: String } }\nResources: { ${API}{ Name: a } }, ${include('!Ref File')} }`,
      'unresolved-value Resources: Cannot include a file: Location of AWS::Include has no value',
    ],
    [
      'a file that includes itself',
      `Resources: { ${API}{ Name: a } }, ${include('self.yaml')} }`,
      'invalid-value Resources: Cannot include "self.yaml": an included file cannot include another',
    ],
    [
      'a list among members',
      `Resources: { ${API}{ Name: a } }, ${include('list.yaml')} }`,
      'invalid-value Resources: A file that is included among other members must hold an object',
    ],
    [
      'another macro of the template',
      `Transform: { Name: Mine }\nResources: { ${API}{ Name: a } } }`,
      'not-read Transform: Cannot run the macro "Mine": only its account can',
    ],
    [
      'another macro',
      `Resources: { ${API}{ Name: a } }, Fn::Transform: { Name: Mine } }`,
      'not-read Resources: Cannot run the macro "Mine": only its account can',
    ],
  ])('reports %s, and keeps the API', async (_what, template, finding) => {
    const files = { 'self.yaml': include('self.yaml'), 'list.yaml': '[1]' };
    const source = await load({ 'template.yaml': template, ...files });
    expect(source.collection.apis.map(({ id }) => id)).toEqual(['Api']);
    expect(findings(source)).toEqual([finding]);
  });
});

describe('a definition in a file of its own', () => {
  const FILE = `{ openapi: 3.0.1, info: { title: !Ref AWS::StackName, version: '1' }, paths: { /pets: { get: { ${MOCK} } } } }`;

  test.each<[what: string, template: string]>([
    [
      'DefinitionUri',
      `${SAM}Resources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: a, DefinitionUri: ./x.yaml } } }`,
    ],
    [
      'BodyS3Location',
      'Resources: { Api: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: ./x.yaml } } }',
    ],
  ])('is read at the path of %s, and its functions are reported', async (_property, template) => {
    const plain = await load({ 'template.yaml': template, 'x.yaml': DOCUMENT });
    expect(routes(plain)).toEqual(['Api: GET /pets']);
    expect(findings(plain)).toEqual([]);
    const source = await load({ 'template.yaml': template, 'x.yaml': FILE });
    expect(routes(source)).toEqual(['Api: GET /pets']);
    expect(findings(source)).toEqual([
      'invalid-value Api: API Gateway reads this file as it is written, with Ref not evaluated; ' +
        'put the definition in the template, or include it there with AWS::Include',
    ]);
  });

  test('that is missing is reported', async () => {
    const template =
      'Resources: { Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, BodyS3Location: ./x.yaml } } }';
    expect(findings(await load({ 'template.yaml': template }))).toEqual([
      'unresolved-value Api: Cannot read the definition of the API at ./x.yaml: there is no file ./x.yaml; its routes are not read',
    ]);
  });
});
