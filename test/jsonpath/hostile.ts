import { JavaList, JavaMap, type JavaValue } from '../../lib/support/java/collections.js';
import { MAX_JSON_DEPTH, parseJson } from '../../lib/support/java/json.js';
import { JavaRegexLimitError } from '../../lib/support/java/regex/index.js';
import { JavaThrowable } from '../../lib/support/java/throwable.js';
import { JsonPathEvaluationError, JsonPathSyntaxError } from '../../lib/jsonpath/index.js';

const deep = parseJson('{"a":'.repeat(MAX_JSON_DEPTH) + '1' + '}'.repeat(MAX_JSON_DEPTH));
const wide = parseJson(JSON.stringify(Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => 1))));
const loop = new JavaMap();
loop.entries.set('a', new JavaList([loop]));
const listLoop = new JavaList();
listLoop.items.push(listLoop);

/** Paths and documents that could take all time, memory or stack. */
export const HOSTILE: readonly (readonly [what: string, path: string, document: JavaValue])[] = [
  ['a million steps', '$' + '.a'.repeat(1_000_000), deep],
  ['a million brackets', '$' + '['.repeat(1_000_000), deep],
  ['filters in filters', '$' + '[?(@'.repeat(100_000), deep],
  ['closed filters in filters', '$' + '[?(@'.repeat(50_000) + ')]'.repeat(50_000), deep],
  ['a million spaces', '$.a' + ' '.repeat(1_000_000) + 'b', deep],
  ['question marks', '[?' + ' '.repeat(300_000) + 'x]', deep],
  [
    'as many steps as may be, all of them taken',
    '$[*]' + '.a'.repeat(499),
    parseJson(`[${'{"a":'.repeat(499)}1${'}'.repeat(499)}]`),
  ],
  ['scans that multiply', '$' + '..a'.repeat(12), deep],
  ['wildcards that multiply', '$' + '..*'.repeat(8), wide],
  ['a giant slice', '$[-2147483648:2147483647]', wide],
  ['a giant index', '$[2147483647]', wide],
  ['many indexes', `$[${'0,'.repeat(2_000)}0]`, wide],
  ['a scan of what holds itself', '$..a', loop],
  ['a comparison with a giant exponent', '$[?(@ == 1e2000000000)]', parseJson('[1,2.00000000000000000000]')],
  ['a comparison with another one', '$[?(@ < 1)]', parseJson('[1.00000000000000000e1999999999]')],
  ['a catastrophic regular expression', '$[?(@ =~ /(a+)+b/)]', parseJson(`["${'a'.repeat(2000)}"]`)],
  ['filters in filters over scans', '$' + '..[?(@'.repeat(9) + ')]'.repeat(9), deep],
  ['filters from the root in filters', '$' + '..[?(5 != $'.repeat(9) + ')]'.repeat(9), deep],
  [
    'parentheses in filters in filters',
    ('$[?(' + '('.repeat(195)).repeat(9) + '@' + (')'.repeat(195) + ')]').repeat(9),
    deep,
  ],
  ['as many filters as may be', '$' + '[?(@ || @.x)]'.repeat(999), listLoop],
  ['more filters', '$' + '[?(@ || @.x)]'.repeat(2000), listLoop],
  ['many comparisons', `$[?(${Array.from({ length: 1000 }, () => '!@.a == 5').join(' || ')})]`, wide],
  ['a comparison of what holds itself', '$.a[?(@ == $ || @.a == $.a)]', loop],
  ['a catastrophic regular expression on a list', '$[?(@ =~ /(a+)+b/)]', parseJson(`[["${'a'.repeat(2000)}"]]`)],
];

export function isOurs(error: unknown): boolean {
  return (
    error === undefined ||
    error instanceof JsonPathSyntaxError ||
    error instanceof JsonPathEvaluationError ||
    error instanceof JavaRegexLimitError ||
    error instanceof JavaThrowable
  );
}

export function errorOf(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}
