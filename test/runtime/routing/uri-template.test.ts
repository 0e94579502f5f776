import { describe, expect, test } from 'vitest';
import { compileUri, expandUri } from '../../../lib/runtime/routing/uri-template.js';

describe('expandUri()', () => {
  test.each([
    ['https://example.com/pets', 'https://example.com/pets'],
    ['https://${stageVariables.host}/pets', 'https://example.org/pets'],
    ['https://example.com/{id}/toys/{toy}', 'https://example.com/7/toys/a%2Fb'],
    ['https://${stageVariables.host}/{id}', 'https://example.org/7'],
    ['https://${stageVariables.none}/x', 'https:///x'],
    ['https://example.com/{none}', 'https://example.com/{none}'],
    [
      'arn:aws:lambda:us-east-1:1:function:${stageVariables.function}:${stageVariables.alias}',
      'arn:aws:lambda:us-east-1:1:function:get:live',
    ],
    ['https://example.com/{__proto__}', 'https://example.com/{__proto__}'],
    ['https://${stageVariables.constructor}/', 'https:///'],
    ['', ''],
  ])('%s', (uri, expanded) => {
    const variables = { host: 'example.org', function: 'get', alias: 'live' };
    expect(expandUri(compileUri(uri), variables, { id: '7', toy: 'a%2Fb' })).toBe(expanded);
  });
});
