import { describe, expect, test } from 'vitest';

import { at, expand } from '../expand.js';
import type { JsonMap } from '../read-template.js';

describe('AWS::Serverless::SimpleTable', () => {
  test.each<[properties: JsonMap, expected: JsonMap]>([
    [
      {},
      {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    ],
    [
      { PrimaryKey: { Name: 'n', Type: 'Number' }, ProvisionedThroughput: { ReadCapacityUnits: 1 }, TableName: 't' },
      {
        AttributeDefinitions: [{ AttributeName: 'n', AttributeType: 'N' }],
        KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
        ProvisionedThroughput: { ReadCapacityUnits: 1 },
        TableName: 't',
      },
    ],
  ])('%j is the table %j', (Properties, expected) => {
    const { get } = expand({ Table: { Type: 'AWS::Serverless::SimpleTable', Properties } });
    expect(get('Table')).toEqual({ Type: 'AWS::DynamoDB::Table', Properties: expected });
  });

  test('with a key of another type is reported', () => {
    const Properties = { PrimaryKey: { Name: 'n', Type: 'Date' } };
    expect(expand({ Table: { Type: 'AWS::Serverless::SimpleTable', Properties } }).diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element: 'Table', property: 'PrimaryKey' } },
    ]);
  });
});

describe('AWS::Serverless::LayerVersion', () => {
  const layer = (more: JsonMap = {}): JsonMap => ({
    Type: 'AWS::Serverless::LayerVersion',
    Properties: { ContentUri: 's3://b/k', ...more },
  });

  test('gets a new logical id, under which it is referred to', () => {
    const { get, ids, template } = expand({ Layer: layer() }, { Outputs: { O: { Value: { Ref: 'Layer' } } } });
    const [id = ''] = ids('AWS::Lambda::LayerVersion');
    expect(id).toMatch(/^Layer[0-9a-f]{10}$/);
    expect(get(id)).toEqual({
      Type: 'AWS::Lambda::LayerVersion',
      DeletionPolicy: 'Retain',
      Properties: { LayerName: 'Layer', Content: { S3Bucket: 'b', S3Key: 'k' } },
    });
    expect(at(template, 'Outputs', 'O', 'Value')).toEqual({ Ref: id });
  });

  test('changes its logical id with its content, and not with how it is kept', () => {
    const id = (more: JsonMap, attributes: JsonMap = {}): string | undefined =>
      expand({ Layer: { ...layer(more), ...attributes } }).ids('AWS::Lambda::LayerVersion')[0];
    expect(id({ ContentUri: 's3://b/k2' })).not.toBe(id({}));
    expect(id({}, { DeletionPolicy: 'Delete' })).toBe(id({}));
  });
});

describe('AWS::Serverless::Application', () => {
  test('of a template is a nested stack', () => {
    const Properties = { Location: './nested.yaml', Parameters: { A: 'b' } };
    const { get, diagnostics } = expand({ App: { Type: 'AWS::Serverless::Application', Properties } });
    expect(get('App')).toEqual({
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: './nested.yaml',
        Parameters: { A: 'b' },
        Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
      },
    });
    expect(diagnostics).toEqual([]);
  });

  test('of the application repository is named', () => {
    const Properties = { Location: { ApplicationId: 'arn:app', SemanticVersion: '1.0.0' } };
    const { get, diagnostics } = expand({ App: { Type: 'AWS::Serverless::Application', Properties } });
    expect(get('App').Properties.TemplateURL).toBe('');
    expect(diagnostics).toMatchObject([{ code: 'not-read', place: { element: 'App', property: 'Location' } }]);
  });
});
