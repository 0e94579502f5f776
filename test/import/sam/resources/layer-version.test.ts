import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, expand } from '../expand.js';
import type { JsonMap } from '../read-template.js';

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

  test.each<[dependsOn: Json, expected: (id: string) => Json]>([
    ['Layer', (id) => id],
    [['Layer', 'Other'], (id) => [id, 'Other']],
  ])('is what a resource with DependsOn %j waits for', (DependsOn, expected) => {
    const { get, ids } = expand({ Layer: layer(), Table: { Type: 'AWS::DynamoDB::Table', DependsOn } });
    expect(get('Table').DependsOn).toEqual(expected(ids('AWS::Lambda::LayerVersion')[0] ?? ''));
  });

  test('changes its logical id with its content, and not with how it is kept', () => {
    const id = (more: JsonMap, attributes: JsonMap = {}): string | undefined =>
      expand({ Layer: { ...layer(more), ...attributes } }).ids('AWS::Lambda::LayerVersion')[0];
    expect(id({ ContentUri: 's3://b/k2' })).not.toBe(id({}));
    expect(id({}, { DeletionPolicy: 'Delete' })).toBe(id({}));
  });
});
