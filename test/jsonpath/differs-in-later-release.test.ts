import { describe, expect, test } from 'vitest';
import { differsInLaterRelease } from '../../lib/jsonpath/index.js';
import { NotInGrammar } from '../../lib/jsonpath/later-release/character-reader.js';
import { readLaterPath } from '../../lib/jsonpath/later-release/path-reader.js';
import { expectedOf, readCases, releasesDiffer } from './cases.js';

const cases = readCases();

describe('differsInLaterRelease()', () => {
  test.each([
    '$',
    '$.a.b',
    "$['a']['b c']",
    '$.a[0].b',
    '$.items[*].name',
    '$..name',
    '$.a[1:3]',
    '$.a[-2:]',
    "$['a','b']",
    "$.items[?(@.kind == 'tea' && @.price < 10)].name",
    '$.items[?(@.a == 1 || (@.b == 2 && @.c == 3))]',
    '$.items[?(@.name =~ /a.*/i)]',
    '$.items[?(!@.sale)]',
    '$.a b',
    '$.list.length().x',
  ])('%s: no', (path) => {
    expect(differsInLaterRelease(path)).toBeUndefined();
  });

  test.each([
    ['$["a"]', 'Release 2.9.0 accepts this path'],
    ['$.l[?(@.a in [1])]', 'Release 2.9.0 accepts this path'],
    ["$.l[?(@.a == 'x]y')]", 'Release 2.9.0 accepts this path'],
    [' $.a', 'Release 2.9.0 refuses this path'],
    ['$...a', 'Release 2.9.0 refuses this path'],
    ['$.a[+1]', 'Release 2.9.0 refuses this path'],
    ['$.l[(@.length-1)]', 'Release 2.9.0 refuses this path'],
    ['$.l[?(@.a == x)]', 'Release 2.9.0 refuses this path'],
    ['$.l.length()', 'Release 2.9.0 reads this path as different steps'],
    ["$['a']b", 'Release 2.9.0 reads this path as different steps'],
    ["$['a\\u0041']", 'Release 2.9.0 reads this path as different steps'],
    ['$.l[?((@.a || @.b) && @.c)]', 'Release 2.9.0 reads this path as different steps'],
    ['$.l[?(@.a == "x")]', 'Release 2.9.0 reads this path as different steps'],
    ["$.l[?(@.a == 'true')]", 'Release 2.9.0 reads this path as different steps'],
    ['$.l[?(@.a == [1])]', 'Release 2.9.0 reads this path as different steps'],
    ['$.l[-1]', 'In release 2.9.0 a negative index counts from the end'],
    ['$.l[?(@.a[-1] == 1)]', 'In release 2.9.0 a negative index counts from the end'],
    ['$.l[-3:2]', 'In release 2.9.0 a slice with a negative start counts from the end'],
    ['$.l[0,1]', 'In release 2.9.0 of several indexes those beyond the list are skipped'],
    ["$['a','b'].c", 'In release 2.9.0 steps may follow several names'],
    ['$..a.b', 'In release 2.9.0 a match without what follows is skipped, not the end of the reading'],
    ['$..[0]', 'In release 2.9.0 a scan skips lists that have no such index'],
    ['$.l[?(@.a != 1)]', 'In release 2.9.0 a missing property is unequal to everything'],
    ['$.l[?(5 == @.a)]', 'In release 2.9.0 a literal may stand on the left'],
  ])('%s: %s', (path, difference) => {
    expect(differsInLaterRelease(path)).toBe(difference);
  });

  test.each([
    ['brackets', '$' + '['.repeat(300_000)],
    ['parentheses', `$[?(${'('.repeat(100_000)}@.a${')'.repeat(100_000)})]`],
    ['negations', `$[?(${'!'.repeat(100_000)}(@.a))]`],
    ['filters in filters', '$' + '[?(@'.repeat(5000) + ')]'.repeat(5000)],
    ['calls in calls', '$' + '.f($'.repeat(5000) + ')'.repeat(5000)],
    ['steps', '$' + '.a'.repeat(300_000)],
    ['quotes', `$[${"'a',".repeat(100_000)}'b']`],
  ])('answers soon for many %s', (_what, path) => {
    const start = performance.now();
    differsInLaterRelease(path);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe.skipIf(cases.length === 0)('differsInLaterRelease() against what release 2.9.0 answered', () => {
  test('reads exactly the paths that 2.9.0 compiles', () => {
    const misread = cases.filter(
      (kase) => isInLaterGrammar(kase.path) !== (expectedOf(kase, '2.9.0').definite !== undefined),
    );
    expect(misread.map(({ id }) => id)).toEqual([]);
  });

  // Of the paths that both releases read as the same steps the document decides: `$.m[*][0]` is answered alike because
  // its items are lists, `$.mixed[*][0]` is not. With the document differsForDocument() is right for all.
  test('fires for each path that 2.9.0 refuses, accepts or reads otherwise, and for the usual of the others', () => {
    const differing = new Map<string, boolean>();
    for (const kase of cases) {
      const differs = releasesDiffer(kase);
      differing.set(kase.path, differs || differing.get(kase.path) === true);
    }
    const counts = { right: 0, missed: 0, extra: 0 };
    for (const [path, differs] of differing) {
      if ((differsInLaterRelease(path) !== undefined) === differs) counts.right++;
      else if (differs) counts.missed++;
      else counts.extra++;
    }
    expect(counts).toEqual({ right: 1009, missed: 97, extra: 20 });
  });
});

function isInLaterGrammar(path: string): boolean {
  try {
    return path !== '' && readLaterPath(path).steps.length >= 0;
  } catch (error) {
    if (error instanceof NotInGrammar) return false;
    throw error;
  }
}
