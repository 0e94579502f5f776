import { describe, expect, test } from 'vitest';

import { Dictionary } from '../../../lib/import/sam/dictionary.js';
import { printPython, printPythonDefinition, printPythonJson } from '../../../lib/import/sam/print-python.js';
import { fromJson } from '../../../lib/import/sam/sam-value.js';
import type { Json } from '../../../lib/model/json.js';

// Observed: Python 3 with the text and dictionary classes of aws/serverless-application-model at 7000d0a.
describe('printPython()', () => {
  test.each<[json: Json, printed: string]>([
    [{ a: null, b: true, c: [1, 1.5, -2, false] }, "{u'a': None, u'c': [1, 1.5, -2, False], u'b': True}"],
    [{ "it's": 'say "x"' }, '{u"it\'s": u\'say "x"\'}'],
    ['both \' and "', "u'both \\' and \"'"],
    ['a\nb\t\\', "u'a\\nb\\t\\\\'"],
    ['ü\u2028\u{1F600}', "u'\\xfc\\u2028\\U0001f600'"],
    [1e-7, '1e-07'],
    [2 ** 63, '9223372036854775808L'],
  ])('prints %j of a template as %s', (json, printed) => {
    expect(printPython(fromJson(json, 'python27'))).toBe(printed);
  });

  test("prints the translator's own texts without a mark, and beyond ASCII as they are", () => {
    expect(printPython(Dictionary.of({ Ref: 'AWS::StackName', é: '\u00a0' }))).toBe(
      "{'Ref': 'AWS::StackName', 'é': '\\xa0'}",
    );
  });
});

describe('printPythonDefinition()', () => {
  test('gives a version that is a number its fraction back', () => {
    expect(printPythonDefinition(Dictionary.of({ swagger: 2, other: 2 }))).toBe("{'swagger': 2.0, 'other': 2}");
  });
});

describe('printPythonJson()', () => {
  test.each([
    ['canonical', '{"a":"\\u00fc","b":[1,null]}'],
    ['spaced', '{"b": [1, null], "a": "\\u00fc"}'],
  ] as const)('%s', (style, printed) => {
    expect(printPythonJson(Dictionary.of({ b: [1, null], a: 'ü' }), style)).toBe(printed);
  });
});
