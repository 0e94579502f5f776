import { describe, expect, test } from 'vitest';
import { differsForDocument } from '../../lib/jsonpath/index.js';
import type { JavaValue } from '../../lib/support/java/collections.js';
import { JavaJsonSyntaxError, parseJson } from '../../lib/support/java/json.js';
import { readCases, releasesDiffer } from './cases.js';

describe('differsForDocument()', () => {
  test.each([
    ['$', '5'],
    ['$', 'null'],
    ['', '{}'],
    ['$.l[0]', '{"l":["a"]}'],
    ['$.a b', '{}'],
    ['$.m[*][0]', '{"m":[[1],[2]]}'],
    ['$..a.b', '{"a":{"b":1}}'],
    ['$[?(@.a != 1)]', '[{"a":1},{"a":2}]'],
    ['$.l[?(@.a == 1)].b', '{"l":[{"a":1,"b":2}]}'],
  ])('%s on %s: no', (path, document) => {
    expect(differsForDocument(path, parseJson(document))).toBeUndefined();
  });

  test.each([
    ['steps', '$' + '.a'.repeat(600), '{}'],
    ['steps of a regular expression', '$[?(@ =~ /(a+)+b/)]', `["${'a'.repeat(2000)}"]`],
    ['values in release 2.9.0', '$[-1]' + '..*'.repeat(9), '['.repeat(200) + ']'.repeat(200)],
  ])('nothing for a path of too many %s', (_what, path, document) => {
    expect(differsForDocument(path, parseJson(document))).toBeUndefined();
  });

  test.each([
    ['$.l[0]', '{"l":"a"}', 'Release 2.0.0 throws InvalidPathException, release 2.9.0 finds nothing'],
    ['$[-1]', '[1,2]', 'Release 2.0.0 finds nothing, release 2.9.0 answers 2'],
    ['$["a"]', '{"a":[1]}', 'Release 2.0.0 refuses the path, release 2.9.0 answers [1]'],
    ['$[(@.length-1)]', '[1]', 'Release 2.0.0 answers 1, release 2.9.0 refuses the path'],
    ['$.keys()', '{"a":1}', 'Release 2.0.0 finds nothing, release 2.9.0 answers ["a"]'],
    ['$[*].keys()', '[{"a":1},2]', 'Release 2.0.0 answers [], release 2.9.0 answers [["a"],null]'],
    ['$.nope[*]', '{}', 'Release 2.0.0 answers [], release 2.9.0 finds nothing'],
    ['$.l[?(@ != 1)]', '{"l":[1,null,{}]}', 'Release 2.0.0 answers [null], release 2.9.0 answers [null,{}]'],
    ["$['a','b'].c", '[]', 'Release 2.0.0 takes the path for definite, release 2.9.0 takes the path for indefinite'],
    [
      '$[?(@.a != 1)]',
      '[{"a":"a text of no small length"},{"b":2},{"a":3,"c":"another text, which makes the answer too long to be shown"}]',
      'Release 2.0.0 answers …no small length"},{"a":3,"c":"another text, which makes the answer too long to b…, ' +
        'release 2.9.0 answers …no small length"},{"b":2},{"a":3,"c":"another text, which makes the answer too l…',
    ],
  ])('%s on %s: %s', (path, document, difference) => {
    expect(differsForDocument(path, parseJson(document))).toBe(difference);
  });
});

const cases = readCases();

describe.skipIf(cases.length === 0)('differsForDocument() against what the releases answered', () => {
  test.each(cases.map((kase) => [kase.id, kase.path, kase] as const))('%s %j', (_id, path, kase) => {
    const document = documentOf(kase.document);
    expect(document !== undefined && differsForDocument(path, document) !== undefined).toBe(releasesDiffer(kase));
  });
});

/** Undefined for what is no document, of which both releases say so before they look at the path. */
function documentOf(text: string): JavaValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JavaJsonSyntaxError) return undefined;
    throw error;
  }
}
