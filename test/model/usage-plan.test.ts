import { expect, test } from 'vitest';
import { parseThrottledMethod, type ThrottledMethod } from '../../lib/model/index.js';

test.each<[text: string, method: ThrottledMethod | undefined]>([
  ['/pets/GET', { path: '/pets', httpMethod: 'GET' }],
  ['/pets/{petId}/ANY', { path: '/pets/{petId}', httpMethod: 'ANY' }],
  ['//POST', { path: '/', httpMethod: 'POST' }],
  ['/POST', undefined],
  ['pets/GET', undefined],
  ['/pets/get', undefined],
  ['/pets', undefined],
])('parseThrottledMethod() reads %s', (text, method) => {
  expect(parseThrottledMethod(text)).toEqual(method);
});
