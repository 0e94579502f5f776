import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, CfnTable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, expect, test } from 'vitest';
import { Authorizer, Credentials, DynamoDbIntegration, RestApi } from '../../../../lib/index.js';
import { operationOf, resourceOf, resourcesOf, synthesize, templateOf } from '../../synthesize.js';

const partitionKey = { name: 'id', type: AttributeType.STRING };
const key = { id: 'method.request.path.id' };

function statementsOf(template: ReturnType<typeof synthesize>): readonly unknown[] {
  return resourcesOf(template, 'AWS::IAM::Policy').flatMap(
    ({ Properties }) => (Properties.PolicyDocument as { Statement: unknown[] }).Statement,
  );
}

describe('the role of service integrations', () => {
  test('may do what the integrations do, to the resource that they do it to, each once', () => {
    const template = synthesize((stack) => {
      const table = new Table(stack, 'Table', { partitionKey });
      const api = new RestApi(stack, 'Api');
      api.get('/pets/{id}', DynamoDbIntegration.getItem(table, { key }));
      api.get('/dogs/{id}', DynamoDbIntegration.getItem(table, { key }));
      api.get('/tags/{id}', DynamoDbIntegration.query(table, { key, indexName: 'tags' }));
    });
    const arn = { 'Fn::GetAtt': ['TableCD117FA1', 'Arn'] };
    expect(statementsOf(template)).toEqual([
      { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn },
      { Effect: 'Allow', Action: 'dynamodb:Query', Resource: { 'Fn::Join': ['', [arn, '/index/tags']] } },
    ]);
    const role = resourceOf(template, 'AWS::IAM::Role');
    expect(role.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Action: 'sts:AssumeRole', Principal: { Service: 'apigateway.amazonaws.com' } }],
    });
    expect(operationOf(template, '/pets/{id}', 'get')['x-amazon-apigateway-integration']).toMatchObject({
      type: 'aws',
      credentials: { 'Fn::GetAtt': [role.id, 'Arn'] },
      uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:action/GetItem' },
      passthroughBehavior: 'never',
    });
  });

  test('has its policy before a stage serves', () => {
    const template = synthesize((stack) => {
      const table = CfnTable.fromTableName(stack, 'Table', 'pets');
      new RestApi(stack, 'Api').get('/pets/{id}', DynamoDbIntegration.getItem(table, { key }));
    });
    const { id } = resourceOf(template, 'AWS::IAM::Policy');
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').DependsOn).toContain(id);
  });

  test('may use the key of an encrypted resource for its service alone', () => {
    const template = synthesize((stack) => {
      const encryptionKey = new Key(stack, 'Key');
      const table = new Table(stack, 'Table', {
        partitionKey,
        encryption: TableEncryption.CUSTOMER_MANAGED,
        encryptionKey,
      });
      new RestApi(stack, 'Api').get('/pets/{id}', DynamoDbIntegration.getItem(table, { key }));
    });
    expect(statementsOf(template)[1]).toEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Resource: { 'Fn::GetAtt': [resourceOf(template, 'AWS::KMS::Key').id, 'Arn'] },
      Condition: {
        StringEquals: {
          'kms:ViaService': { 'Fn::Join': ['', ['dynamodb.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] },
        },
      },
    });
    expect(JSON.stringify(resourceOf(template, 'AWS::KMS::Key'))).not.toContain('RolesDynamodb');
  });

  test('is the one that is given, and is granted the same', () => {
    const template = synthesize((stack) => {
      const table = new Table(stack, 'Table', { partitionKey });
      const credentials = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/pets');
      new RestApi(stack, 'Api').get('/pets/{id}', DynamoDbIntegration.getItem(table, { key, credentials }));
    });
    expect(resourcesOf(template, 'AWS::IAM::Role')).toEqual([]);
    expect(statementsOf(template)).toMatchObject([{ Action: 'dynamodb:GetItem' }]);
    expect(operationOf(template, '/pets/{id}', 'get')['x-amazon-apigateway-integration']).toMatchObject({
      credentials: 'arn:aws:iam::111122223333:role/pets',
    });
  });

  test('is not made for callers who bring their own credentials', () => {
    const template = synthesize((stack) => {
      const table = new Table(stack, 'Table', { partitionKey });
      const credentials = Credentials.callerPassthrough();
      new RestApi(stack, 'Api').get('/pets/{id}', DynamoDbIntegration.getItem(table, { key, credentials }), {
        authorizer: Authorizer.IAM,
      });
    });
    expect(resourcesOf(template, 'AWS::IAM::Role')).toEqual([]);
    expect(operationOf(template, '/pets/{id}', 'get')['x-amazon-apigateway-integration']).toMatchObject({
      credentials: 'arn:aws:iam::*:user/*',
    });
  });

  test('stands in the stack of the API, which depends on that of the table and not the other way round', () => {
    const app = new App();
    const tables = new Stack(app, 'Tables');
    const table = new Table(tables, 'Table', { partitionKey });
    const apis = new Stack(app, 'Apis');
    new RestApi(apis, 'Api').get('/pets/{id}', DynamoDbIntegration.getItem(table, { key }));
    expect(resourcesOf(templateOf(app, apis), 'AWS::IAM::Policy')).toHaveLength(1);
    expect(tables.dependencies).toEqual([]);
  });

  test('is asked for in the Region of the table', () => {
    const template = synthesize((stack) => {
      const table = Table.fromTableArn(stack, 'Table', 'arn:aws:dynamodb:eu-north-1:111122223333:table/pets');
      new RestApi(stack, 'Api').get('/pets/{id}', DynamoDbIntegration.getItem(table, { key }));
    });
    expect(JSON.stringify(operationOf(template, '/pets/{id}', 'get'))).toContain(
      'apigateway:eu-north-1:dynamodb:action/GetItem',
    );
  });
});
