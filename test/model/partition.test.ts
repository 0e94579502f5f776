import { describe, expect, test } from 'vitest';
import { partitionOf } from '../../lib/model/partition.js';

describe('partitionOf()', () => {
  test.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['', 'aws'],
  ])('of %s is %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});
