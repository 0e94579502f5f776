import { describe, expect, test } from 'vitest';
import type { RestApi } from '../../../lib/model/index.js';
import { jsonPathRelease } from '../../../lib/validate/rules/jsonpath-release.js';

function reading(...jsonPaths: readonly string[]): RestApi {
  const template = jsonPaths.map((path) => `$input.json("${path}")`).join('\n');
  const integration = { type: 'MOCK', requestTemplates: { 'application/json': template } } as const;
  return {
    protocol: 'REST',
    id: 'Pets',
    name: 'Pets',
    resources: [{ path: '/pets', methods: [{ httpMethod: 'GET', integration }] }],
    stages: [],
  };
}

describe('jsonPathRelease()', () => {
  test.each([
    ['$.list.length()', 'a function'],
    ['$.sum($.list)', 'a function'],
    ['$.list[-1]', 'a negative index'],
    ['$.list[0,-1]', 'a negative index'],
    ['$.list[-3:2]', 'a negative index'],
    ['$.list[(@.length-1)]', 'a script'],
    ["$..list[?(@.kind == 'tea')].name", 'a filter'],
  ])('%s: %s', (path, form) => {
    expect(jsonPathRelease.check(reading('$.a', path), {})).toEqual([
      {
        code: 'jsonpath-release',
        severity: 'info',
        message: `JSONPath "${path}" uses ${form}, which releases of the JSONPath library evaluate differently`,
        place: expect.objectContaining({ element: 'GET /pets', line: 2, column: 14 }) as unknown,
      },
    ]);
  });

  test('one finding for a path of several such forms', () => {
    expect(jsonPathRelease.check(reading('$.list[?(@.a)][-1].length()'), {})).toHaveLength(1);
  });

  test.each(['$', '$.a.b', "$['a b'][0]", '$.items[*].name', '$..name', '$.a[0,2]', '$.a[1:3]', '$.a[-2:]', '$.a['])(
    '%s: nothing',
    (path) => {
      expect(jsonPathRelease.check(reading(path), {})).toEqual([]);
    },
  );
});
