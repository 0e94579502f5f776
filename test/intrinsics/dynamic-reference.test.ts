import { describe, expect, test } from 'vitest';
import { findDynamicReferences } from '../../lib/intrinsics/index.js';
import { splitDynamicReferences } from '../../lib/intrinsics/dynamic-reference.js';
import { intrinsic, joinValues, type Value } from '../../lib/model/index.js';

describe('findDynamicReferences()', () => {
  test.each<[text: string, services: readonly string[], complete: readonly string[]]>([
    ['plain', [], []],
    ['{{resolve:ssm:/a:1}}', ['ssm'], ['ssm:/a:1']],
    [
      '{{resolve:ssm-secure:a}}-{{resolve:secretsmanager:b:SecretString}}',
      ['ssm-secure', 'secretsmanager'],
      ['ssm-secure:a', 'secretsmanager:b:SecretString'],
    ],
    ['{{resolve:secretsmanager:${Secret}:SecretString}}', ['secretsmanager'], []],
    ['{{resolve:ssm:', ['ssm'], []],
    ['{{resolved}}', [], []],
  ])('%s', (text, services, complete) => {
    const found = findDynamicReferences(text);
    expect(found.map(({ service }) => service)).toEqual(services);
    expect(found.flatMap(({ argument }) => argument ?? [])).toEqual(complete);
  });
});

describe('splitDynamicReferences()', () => {
  test.each<[text: string, value: Value<string>]>([
    ['plain', 'plain'],
    ['{{resolve:ssm:/a}}', intrinsic('resolve', 'ssm:/a')],
    [
      'x{{resolve:ssm:/a}}{{resolve:ssm:/b}}y',
      joinValues(['x', intrinsic('resolve', 'ssm:/a'), intrinsic('resolve', 'ssm:/b'), 'y']),
    ],
    ['{{resolve:ssm:/a}}{{resolve:ssm:', joinValues([intrinsic('resolve', 'ssm:/a'), '{{resolve:ssm:'])],
  ])('%s', (text, value) => {
    expect(splitDynamicReferences(text)).toEqual(value);
  });
});
