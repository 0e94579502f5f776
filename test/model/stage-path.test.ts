import { expect, test } from 'vitest';
import { stagePath } from '../../lib/model/stage-path.js';

test.each([
  ['dev', '/dev'],
  ['$default', ''],
])('stagePath() of %s is %j', (stageName, path) => {
  expect(stagePath(stageName)).toBe(path);
});
