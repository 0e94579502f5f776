import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import { resolveCollection, resolveStackParts } from '../../../lib/import/source/resolve-values.js';
import type { Json } from '../../../lib/model/index.js';
import { findingsIn } from '../../../lib/validate/findings.js';
import { print } from '../findings.js';

const ANY_STAGE = 'arn:aws:execute-api:us-east-1:111122223333:${Pets}';

/** What source rules find in a template whose API calls the function `List` at `GET /pets/{petId}`. */
function findings(permissions: readonly Json[], resources: Readonly<Record<string, Json>> = {}): readonly string[] {
  const invoked = {
    'Fn::Sub': 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${List.Arn}/invocations',
  };
  const integration = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: invoked };
  const template: Json = {
    Resources: {
      Pets: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Pets' } },
      All: resource('AWS::ApiGateway::Resource', { ParentId: get('Pets.RootResourceId'), PathPart: 'pets' }),
      One: resource('AWS::ApiGateway::Resource', { ParentId: { Ref: 'All' }, PathPart: '{petId}' }),
      Get: resource('AWS::ApiGateway::Method', {
        ...{ ResourceId: { Ref: 'One' }, HttpMethod: 'GET', AuthorizationType: 'NONE' },
        Integration: integration,
      }),
      List: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '' }, Timeout: 3 } },
      ...Object.fromEntries(permissions.map((properties, index) => [`Permission${index}`, permission(properties)])),
      ...resources,
    },
  };
  const source = readTemplate(template);
  const { functions } = source;
  const definition = { functions, collection: resolveCollection(source), ...resolveStackParts(source) };
  return findingsIn({ ...definition, kind: 'template' })
    .map(({ finding }) => finding)
    .filter(({ code }) => code.startsWith('lambda-permission'))
    .map(print);
}

function resource(type: string, properties: Readonly<Record<string, Json>>): Json {
  return { Type: type, Properties: { RestApiId: { Ref: 'Pets' }, ...properties } };
}

function get(name: string): Json {
  return { 'Fn::GetAtt': name.split('.') };
}

function permission(properties: Json): Json {
  const defaults = {
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    FunctionName: { Ref: 'List' },
  };
  return { Type: 'AWS::Lambda::Permission', Properties: { ...defaults, ...(properties as object) } };
}

const MISSING =
  'warning lambda-permission-missing GET /pets/{petId} integration uri: No permission of the function List lets API Gateway call it here: every call fails with 500';

describe('lambdaPermissionMissing', () => {
  test.each<[what: string, permission: Json]>([
    ['any stage, method and path', { SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }],
    ['any of the API', { SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*` } }],
    ['the method, its variable as a wildcard', { SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/GET/pets/*` } }],
    ['the method, its variable as it is', { SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/GET/pets/{petId}` } }],
    ['a function by its ARN', { FunctionName: get('List.Arn'), SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }],
    ['every action of Lambda', { Action: 'lambda:*', SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }],
    ['a source that only deployment knows', { SourceArn: { 'Fn::ImportValue': 'source' } }],
    [
      'a function that only deployment knows',
      { FunctionName: { 'Fn::ImportValue': 'f' }, SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } },
    ],
  ])('finds nothing with a permission for %s', (_what, properties) => {
    expect(findings([properties])).toEqual([]);
  });

  test.each<[what: string, permissions: readonly Json[]]>([
    ['without permissions', []],
    ['for another method', [{ SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/POST/pets/*` } }]],
    ['for another path', [{ SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/GET/orders` } }]],
    ['for another API', [{ SourceArn: 'arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/*/*' }]],
    ['for another service', [{ Principal: 's3.amazonaws.com' }]],
    ['for another action', [{ Action: 'lambda:GetFunction', SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }]],
    ['of another function', [{ FunctionName: 'other', SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }]],
    ['of a version of the function', [{ FunctionName: 'List:1', SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }]],
  ])('finds a function %s', (_what, permissions) => {
    expect(findings(permissions)).toEqual([MISSING]);
  });

  test('finds the function of an authorizer', () => {
    const authorizer = resource('AWS::ApiGateway::Authorizer', {
      ...{ Name: 'Tokens', Type: 'TOKEN', IdentitySource: 'method.request.header.Authorization' },
      AuthorizerUri: {
        'Fn::Sub': 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Check.Arn}/invocations',
      },
    });
    const check: Json = { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '' } } };
    expect(findings([{ SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }], { Check: check, Tokens: authorizer })).toEqual([
      'warning lambda-permission-missing authorizer Tokens uri: No permission of the function Check lets API Gateway call it here: every call fails with 500',
    ]);
  });
});

describe('lambdaPermissionWide', () => {
  const FOUND = 'lambda-permission-wide Permission0 SourceArn:';

  test.each<[what: string, permission: Json, found: readonly string[]]>([
    ['no source', {}, [`warning ${FOUND} Every API of every account may call the function`]],
    ['an account', { SourceAccount: '111122223333' }, [`info ${FOUND} Every API of the account may call the function`]],
    [
      'every API',
      { SourceArn: 'arn:aws:execute-api:us-east-1:111122223333:*/*/GET/pets/*' },
      [`info ${FOUND} The source is */*/GET/pets/*: every API may call the function`],
    ],
    ['one API', { SourceArn: { 'Fn::Sub': `${ANY_STAGE}/*/*` } }, []],
  ])('reports the severity of a permission with %s', (_what, properties, found) => {
    expect(findings([properties])).toEqual(found);
  });
});
