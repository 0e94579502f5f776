import { describe, expect, test } from 'vitest';

import { expand } from '../expand.js';
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
