import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileJsonPath, JsonPathEvaluationError, JsonPathSyntaxError } from '../../lib/jsonpath/index.js';
import type { JavaList } from '../../lib/support/java/collections.js';
import { parseJson, printJson } from '../../lib/support/java/json.js';
import { errorOf, HOSTILE, isOurs } from './hostile.js';

const PETS = parseJson(
  '{"pets":[{"n":"Rex","w":12.50,"tags":["a","b"]},{"n":"Tom","w":4,"tags":[]},{"n":"Kim","w":null}],"__proto__":{"x":1}}',
);

function read(path: string, document = PETS): string {
  return printJson(compileJsonPath(path).read(document), 'compact');
}

describe('compileJsonPath()', () => {
  test.each<[path: string, answer: string]>([
    ['$.pets[0].n', '"Rex"'],
    ['pets[0].w', '12.5'],
    ['$.pets[(@.length-1)].n', '"Kim"'],
    ['$.__proto__.x', '1'],
    ['$.pets[*].n', '["Rex","Tom","Kim"]'],
    ['$.pets[-2:].n', '["Tom","Kim"]'],
    ['$.pets[0:2:9].n', '["Rex","Tom"]'],
    ['$..n', '["Rex","Tom","Kim"]'],
    ["$.pets[0]['w','n','x']", '{"w":12.5,"n":"Rex"}'],
    ['$.pets[?(@.w > 4)].n', '["Rex"]'],
    ['$.pets[?(@.n =~ /[RT]o?.*/ && @.w)].n', '["Rex","Tom"]'],
    ['$.pets[?(@.w == 12.500)].n', '["Rex"]'],
    ['$.pets[*].tags[0]', '["a"]'],
    ['$.nothing[*].at.all', '[]'],
  ])('%s reads %s', (path, answer) => {
    expect(read(path)).toBe(answer);
  });

  test('reads the live objects of the document', () => {
    const document = parseJson('{"a":{"b":[1]}}');
    expect(compileJsonPath('$.a.b').read(document)).toBe(compileJsonPath('$.a.b').read(document));
    expect((compileJsonPath('$..b').read(document) as JavaList).items[0]).toBe(compileJsonPath('$.a.b').read(document));
  });

  test('makes lists that print as JSON', () => {
    expect(compileJsonPath('$.*').read(PETS)).toMatchObject({ style: 'json' });
  });

  test.each<[path: string, document: string, javaClass: string]>([
    ['$.a', '{}', 'PathNotFoundException'],
    ['$.a.b', '{"a":null}', 'PathNotFoundException'],
    ['$[0]', 'null', 'IllegalArgumentException'],
    ['$[0]', '{}', 'InvalidPathException'],
    ['$[0]', '[]', 'PathNotFoundException'],
    ["$['a','b'].c", '{}', 'InvalidPathException'],
    ['$[?(@.a == "x")]', '[{"a":1}]', 'NumberFormatException'],
    ['$[?(@.a =~ x)]', '[{"a":1}]', 'ClassCastException'],
    ['$[?(@.a =~ $.b)]', '{"a":1,"b":null}', 'NullPointerException'],
    ['$[?]', '[1]', 'NullPointerException'],
    ['.', '{}', 'IllegalStateException'],
  ])('%s on %s throws %s', (path, document, javaClass) => {
    const error = errorOf(() => compileJsonPath(path).read(parseJson(document)));
    expect(error).toBeInstanceOf(JsonPathEvaluationError);
    expect(error).toMatchObject({ javaClass });
  });

  test('finds undefined where reading throws PathNotFoundException', () => {
    expect(compileJsonPath('$.a.b').find(PETS)).toBeUndefined();
    expect(compileJsonPath('$.*.b').find(PETS)).toBeUndefined();
  });

  test('compares decimals of any length in a filter', () => {
    const document = parseJson('[{"n":9007199254740992.0},{"n":9007199254740993}]');
    expect(read('$[?(@.n >= 9007199254740993)]', document)).toBe('[{"n":9007199254740993}]');
  });

  test.each<[path: string, offset: number, message: string]>([
    ['', 0, 'Cannot parse JSONPath "": the path is empty'],
    ['$.a b', 3, 'Cannot parse JSONPath "$.a b": a space is not allowed here'],
    [
      '  $.a.["x"]',
      6,
      'Cannot parse JSONPath "  $.a.["x"]": nothing in "["x"]" begins a name, an index, a slice or a filter',
    ],
    ['a.b[', 3, 'Cannot parse JSONPath "a.b[": nothing in "[" begins a name, an index, a slice or a filter'],
    ['$a', 1, 'Cannot parse JSONPath "$a": expected "." or "[" behind "$"'],
    ['$.a[0', 3, 'Cannot parse JSONPath "$.a[0": expected "]"'],
    [
      '$.a[?(@.b[*] == 1)]',
      3,
      'Cannot parse JSONPath "$.a[?(@.b[*] == 1)]": a path in a filter must be definite (in "@.b[*]")',
    ],
  ])('%j is refused at %i', (path, offset, message) => {
    const error = errorOf(() => compileJsonPath(path));
    expect(error).toBeInstanceOf(JsonPathSyntaxError);
    expect(error).toMatchObject({ offset, message });
  });
});

describe('compileJsonPath() with hostile paths and documents', () => {
  test.each(HOSTILE)('%s: an answer or an error, soon', (_what, path, document) => {
    const start = performance.now();
    const error = errorOf(() => read(path, document));
    expect(isOurs(error)).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('any pieces of paths on any document: an answer or its own error', () => {
    const piece = fc.constantFrom(
      ...['$', '@', '.', '..', '*', '[', ']', "'", '"', 'a', 'b', '0', '-1', ':', ',', ' ', '?', '(', ')', '@.a'],
      ...['&&', '||', '==', '!=', '<', '=~', '/a.*/', '[?(', ')]', "['a']", '[0]', '[*]', '\\', '!', 'length', '1.5'],
      ...['$.a', '..a', '.length()', '[1]', '{}'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.jsonValue({ maxDepth: 3 }), (pieces, value) => {
        const document = parseJson(JSON.stringify(value).replaceAll('""', '"a"'));
        const text = printJson(document, 'compact');
        expect(isOurs(errorOf(() => read(pieces.join(''), document)))).toBe(true);
        expect(printJson(document, 'compact')).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('compileJsonPath() as one walks', () => {
  test('a definite path reads as one walks', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'length'), { maxLength: 4 });
    fc.assert(
      fc.property(keys, keys, (path, place) => {
        const text = place.reduceRight((inner, key) => `{"${key}":${inner}}`, '1');
        const found = compileJsonPath(['$', ...path].join('.')).find(parseJson(text));
        expect(found !== undefined).toBe(path.every((key, position) => place[position] === key));
      }),
    );
  });
});
