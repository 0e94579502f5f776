import { describe, expect, test } from 'vitest';
import { JsonPathEvaluationError, JsonPathSyntaxError } from '../../lib/jsonpath/index.js';
import { compileLaterJsonPath } from '../../lib/jsonpath/later-release/json-path.js';
import { parseJson, printJson } from '../../lib/support/java/json.js';
import { JavaMapView } from '../../lib/support/java/objects.js';

type Row = readonly [path: string, document: string, answer: string];

/** The answer as JSON, or the class of the error. */
function answerTo(path: string, document: string): string {
  try {
    const value = compileLaterJsonPath(path).read(parseJson(document));
    // What keys() gives.
    if (value instanceof JavaMapView) return JSON.stringify(value.items);
    return printJson(value, 'compact');
  } catch (error) {
    if (error instanceof JsonPathSyntaxError || error instanceof JsonPathEvaluationError) return error.javaClass;
    throw error;
  }
}

describe('compileLaterJsonPath() steps', () => {
  test.each<Row>([
    ['$', '5', '5'],
    ['$', 'null', 'IllegalArgumentException'],
    ['', '{}', 'IllegalArgumentException'],
    ['$["a"]', '{"a":1}', '1'],
    ["$['a\\u0041']", '{"aA":1}', '1'],
    ["$['a\\u00zz']", '{}', 'InvalidPathException'],
    ["$['a', b 'c']", '{"a":1,"b":2,"c":3}', '{"a":1,"c":3}'],
    ['$.a', '{"a":null}', 'null'],
    ['$.a.b', '{"a":null}', 'PathNotFoundException'],
    ['$.a[0]', '{"a":null}', 'PathNotFoundException'],
    ['$.a[0]', '{"a":"text"}', 'PathNotFoundException'],
    ['$[-1]', '[1,2]', '2'],
    ['$[-3]', '[1,2]', 'PathNotFoundException'],
    ['$[0,5,-1]', '[1,2,3]', '[1,3]'],
    ['$[1:]', '[1,2,3]', '[2,3]'],
    ['$[-2:]', '[1,2,3]', '[2,3]'],
    ['$[:-1]', '[1,2,3]', '[1,2]'],
    ['$[-2:2]', '[1,2,3]', '[2,3,1,2]'],
    ['$[1:-1]', '[1,2,3]', '[]'],
    ['$.nope[*]', '{}', 'PathNotFoundException'],
    ['$[*].a', '[{"a":1},{},7,null]', '[1]'],
    ['$[*].a.b', '[{"a":{"b":1}},{"a":1},{}]', '[1]'],
    ['$[*][0]', '[[1],2,[]]', '[1]'],
    ['$.*', '"text"', '[]'],
    ["$['a','b']", '{"a":1}', '{"a":1}'],
    ["$['a','b'].c", '{"a":{"c":1},"b":{}}', '[1]'],
    ["$['a','b'].c", '[]', 'PathNotFoundException'],
    ['$..a', '{"a":{"a":1},"b":[{"a":2}]}', '[{"a":1},1,2]'],
    ["$..['a','b']", '{"a":1,"x":{"a":2,"b":3}}', '[{"a":2,"b":3}]'],
    ["$..['a','b'].c", '{"a":{"c":1},"x":{"b":{"c":2}}}', '[1,2]'],
    ['$..[0]', '{"l":[[1],2]}', '[[1],1]'],
    ['$..*.x', '[{"x":1},{"x":2}]', '[]'],
    ['$..*.x', '{"m":{"x":1},"l":[{"x":2}],"n":{"m":{"x":3}}}', '[1]'],
    ['$..[0].x', '[{"x":1},{"x":2}]', '[1]'],
    ['$..[1].x', '[{"x":1},{"x":2}]', '[2]'],
    ['$..[1][*]', '[[1],[2,3]]', '[1,2,3]'],
    ['$..[?(@.x)].x', '[{"x":1},{"y":{"x":2}}]', '[1,2]'],
    ['$..[?(@[0])].x', '[[{"x":1}],{"x":2}]', '[]'],
  ])('%s on %s: %s', (path, document, answer) => {
    expect(answerTo(path, document)).toBe(answer);
  });
});

describe('compileLaterJsonPath() filters', () => {
  test.each<Row>([
    ['$[?(@.a)]', '[{"a":null},{},1]', '[{"a":null}]'],
    ['$[?(!@.a)]', '[{"a":null},{}]', '[{}]'],
    ["$[?(@['a','b'])]", '[{"a":1},{"a":1,"b":2}]', '[{"a":1,"b":2}]'],
    ['$[?(@.a[*].b)]', '[{"a":[{}]},{"a":[{"b":1}]},{}]', '[{"a":[{"b":1}]}]'],
    ['$[?($.a)]', '[{"a":1},{}]', '[{"a":1}]'],
    ['$[?(@.a || @.b && @.c)]', '[{"a":1},{"b":1},{"b":1,"c":1}]', '[{"a":1},{"b":1,"c":1}]'],
    ['$[?((@.a || @.b) && @.c)]', '[{"a":1},{"b":1,"c":1}]', '[{"b":1,"c":1}]'],
    ['$[?(!(@.a == 1))]', '[{"a":1},{"a":2}]', '[{"a":2}]'],
    ['$[?(!@.a == 1)]', '[{"a":1},{"a":2}]', '[{"a":1}]'],
    ['$.l[?(@ == $.w)]', '{"l":[1,2],"w":2}', '[2]'],
    ['$.l[?(@ != $.nope)]', '{"l":[1,2]}', '[1,2]'],
    ['$.m[?(@.a == 1)]', '{"m":{"a":1}}', '[{"a":1}]'],
    ['$.m[?(@.a == 1)]', '{"m":1}', 'InvalidPathException'],
    ['$[*][?(@.a == 1)]', '[1,[{"a":1}]]', '[{"a":1}]'],
    ['$[?(@.length() > 1)]', '[[1],[1,2],"text"]', '[[1,2]]'],
    ['$[?(@.nope() || @.a)]', '[{"a":1}]', '[]'],
    ['$[?(@.sum() > 1)]', '[[1],[]]', 'JsonPathException'],
  ])('%s on %s: %s', (path, document, answer) => {
    expect(answerTo(path, document)).toBe(answer);
  });

  const VALUES = '[1,1.0,"1","1.0","a",true,null,[1],{"k":1}]';

  test.each<[criterion: string, answer: string, document?: string]>([
    ['@ == 1', '[1,1.0,"1"]'],
    ["@ == '1'", '[1,1.0,"1"]'],
    ["'1.0' == @", '[1.0,"1.0"]'],
    ['1 == @', '[1,1.0,"1","1.0"]'],
    ['@ == true', '[true]'],
    ['@ == null', '[null]'],
    ['@ == [1]', '[[1]]'],
    ["@ == {'k':1}", '[{"k":1}]'],
    ['[1] == @', '[]'],
    ['[1] == [1]', '[]'],
    ['@ == [', 'InvalidPathException'],
    ['@ == {"k"}', 'IllegalArgumentException'],
    ['@ != 1', '["1.0","a",true,null,[1],{"k":1}]'],
    ['@.nope != 1', VALUES],
    ['@ === 1', '[1,1.0]'],
    ["@ === '1'", '["1"]'],
    ['@ !== 1', '["1","1.0","a",true,null,[1],{"k":1}]'],
    ['@ < 2', '[1,1.0]'],
    ['@ <= 1', '[1,1.0]'],
    ['@ > 0.5', '[1,1.0]'],
    ["@ >= '1'", '["1","1.0","a"]'],
    ["@ > '1.0'", '["a"]'],
    ['@ < null', '[]'],
    ['@ =~ /1.*/', '[1,1.0,"1","1.0",[1]]'],
    ['@ =~ /A/i', '["a"]'],
    ['@ =~ /a # b/x', '["a"]'],
    ['@ =~ /a # b/', '[]'],
    ['@ =~ /a/q', 'InvalidPathException'],
    ['@ =~ /true|/', '[true,null,{"k":1}]'],
    ['/a/ =~ @', '["a"]'],
    ['/a/ =~ /a/', '[]'],
    ["@ =~ 'a'", '[]'],
    ['@ =~ /1/', 'JsonPathException', '[[[1]]]'],
    ['@ in [1]', '[1,1.0,"1"]'],
    ["@ in ['a', true, null]", '["a",true,null]'],
    ['@ IN [1]', '[1,1.0,"1"]'],
    ["@ in {'k':1}", '[]'],
    ["@ in 'a'", '[]'],
    ['@ in [[1]]', 'JsonPathException'],
    ['@ nin [1]', '["1.0","a",true,null,[1],{"k":1}]'],
    ["@ nin 'a'", '[]'],
    ['@.nope nin [1]', VALUES],
    ['@ contains 1', '[[1]]'],
    ["@ contains '.'", '["1.0"]'],
    ['@ contains 1', 'JsonPathException', '[[[1]]]'],
    ['@ all [1]', '[]'],
    ['@ size 1', '["1","a",[1]]'],
    ['@ size 3.9', '["1.0"]'],
    ['@ size 4294967297', '["1","a",[1]]'],
    ['@ size -1', '[{"k":1}]'],
    ["@ size 'a'", '[]'],
    ['@ exists true', '[true]'],
    ['@ exists 1', 'JsonPathException', '[1]'],
    ['@ exists @', '[true]', '[true]'],
    ['@ exists false', '[false]', '[true,1,false]'],
    ["@ type 'String'", '[]'],
    ['@ matches true', '[]'],
    ['@ empty false', '["1","1.0","a",[1]]', '[1,"1","1.0","a",[1],[],""]'],
    ['@ empty true', '[[],""]', '[1,"1",[1],[],""]'],
    ["@ empty 'a'", '[]', '[1,"1",[1],[],""]'],
    ['@ empty true', 'ClassCastException'],
    ['@ subsetof [1,2]', '[[],[1],[2,1]]', '[[],[1],[2,1],[3],[1,3],1]'],
    ['@ anyof [1,2]', '[[1],[2,1],[1,3]]', '[[],[1],[2,1],[3],[1,3],1]'],
    ['@ noneof [1,2]', '[[],[3]]', '[[],[1],[2,1],[3],[1,3],1]'],
    ['@ noneof 1', '[]', '[[],[1]]'],
    ["!(@ noneof {'k':1})", '[1]', '[1]'],
    ['!(@ noneof [1])', '[]', '[1]'],
    ["@ noneof {'a':1}", '[]', '[[],[1]]'],
  ])('[?(%s)]: %s', (criterion, answer, document = VALUES) => {
    expect(answerTo(`$[?(${criterion})]`, document)).toBe(answer);
  });

  test.each<Row>([
    ["$[?('$.a' in @)]", '[["$.a"],["$5"]]', '[]'],
    ["$[?('$5' in @)]", '[["$.a"],["$5"]]', '[["$5"]]'],
    ["$[?('x' in @)]", '[["$\\n","x"],["x"]]', '[["x"]]'],
    ["$[?('a' in @)]", '[["\'a\'"],["\\"a\\""],["\\\\a"]]', '[["\'a\'"],["\\"a\\""],["\\\\a"]]'],
    ["$[?('a' in @)]", '[["\\\\u00zz"]]', 'JsonPathException'],
    ["$[?('[1]' in @)]", '[["[1]"],["[1"]]', '[]'],
    ["$[?('[1' in @)]", '[["[1]"],["[1"]]', '[["[1"]]'],
    ['$.l[?(@ anyof $.m)]', '{"l":[["[1]"]],"m":["[1]"]}', '[["[1]"]]'],
    ['$[?(@ == 1)]', '[1e400]', 'NumberFormatException'],
    ['$[?(@.keys() == 1)]', '[{}]', 'JsonPathException'],
  ])('%s on %s: %s', (path, document, answer) => {
    expect(answerTo(path, document)).toBe(answer);
  });
});

describe('compileLaterJsonPath() functions', () => {
  const NUMBERS = '{"l":[3,1.5,"x",null,2],"none":[],"o":{"a":1,"b":[1,2]},"n":-2,"s":"text","e":[-5]}';

  test.each<[path: string, answer: string, document?: string]>([
    ['$.l.min()', '1.5'],
    ['$.l.max()', '3.0'],
    ['$.e.max()', '4.9E-324'],
    ['$.l.sum()', '6.5'],
    ['$.l.avg()', '2.1666666666666665'],
    ['$.stddev(2,4)', '1.0'],
    ['$.none.sum()', 'JsonPathException'],
    ['$.n.sum()', 'JsonPathException'],
    ['$.n.sum(5, $.l.max())', '8.0'],
    ['$.sum([1,2])', 'JsonPathException'],
    ['$.sum({"a":)', 'InvalidPathException'],
    ['$.sum({"a"})', 'InvalidJsonException'],
    ['$.sum($.nope)', 'PathNotFoundException'],
    ['$.sum($.l.index(1))', 'InvalidPathException'],
    ['$.sum($.l )', 'InvalidPathException'],
    ['$..a.sum()', '1.0'],
    ['$..b.sum()', 'JsonPathException'],
    ['$..sum()', 'IllegalStateException'],
    ['$.l.length()', '5'],
    ['$.o.size()', '2'],
    ['$.s.length()', 'null'],
    ['$.length($.o.b)', '6'],
    ['$.length(5)', 'NullPointerException'],
    ['$.*.length($)', 'IllegalArgumentException', '{"a":null}'],
    ['$.l.length($)', '5'],
    ['$..b.length()', '2'],
    ['$..a.length()', '0'],
    ['$.o.keys()', '["a","b"]'],
    ['$.l.keys()', 'null'],
    ['$.l.first()', '3'],
    ['$.none.first()', 'IndexOutOfBoundsException'],
    ['$[0].first()', 'PathNotFoundException', '[[]]'],
    ['$.l.last()', '2'],
    ['$.none.last()', 'JsonPathException'],
    ['$.e.last()', 'JsonPathException'],
    ['$.s.last()', 'JsonPathException'],
    ['$.l.index(1)', '1.5'],
    ['$.l.index(1.9)', '1.5'],
    ['$.l.index(-4)', '1.5'],
    ['$.l.index(-5)', 'JsonPathException'],
    ['$.l.index(5)', 'IndexOutOfBoundsException'],
    ['$.l.index()', 'IndexOutOfBoundsException'],
    ['$.l.index(4294967297)', '1.5'],
    ['$.concat("a", $.s, 5, $.l, $.o)', '"atext531.5x2{a=1, b=[1,2]}"'],
    ['$.l.concat()', '"x"'],
    ["$.concat('a')", '""'],
    ['$.concat("a,b")', '"ab"'],
    ['$.concat("a\\"b")', '""'],
    ['$.none.append(1, $.s)', '[1,"text"]'],
    ['$.none.append(1).append(2).sum()', '3.0'],
    ['$.sum($.none.append())', 'JsonPathException'],
    ['$.s.append(1)', '"text"'],
    ['$.nope()', 'InvalidPathException'],
    ['$.l.sum().x', 'PathNotFoundException'],
    ['$.l.sum(1).x', 'PathNotFoundException'],
    ['$[*].length().x', '[1,0,null]', '[[1],{},"x"]'],
    ['$.o[*].first()', 'JsonPathException'],
    ['$.o.b[*].length()', '[null,null]'],
  ])('%s: %s', (path, answer, document = NUMBERS) => {
    expect(answerTo(path, document)).toBe(answer);
  });

  test('leave the document as it is', () => {
    const document = parseJson(NUMBERS);
    compileLaterJsonPath('$.l.append(1)').read(document);
    expect(printJson(document, 'compact')).toBe(printJson(parseJson(NUMBERS), 'compact'));
  });

  test.each([
    ['$.l.sum()', true],
    ['$..n.sum()', true],
    ['$.l[*].sum()', false],
    ["$['a','b']", true],
    ["$['a','b'].c", false],
    ['$[0,1]', false],
    ['$[-1]', true],
  ])('%s: definite %s', (path, definite) => {
    expect(compileLaterJsonPath(path).definite).toBe(definite);
  });
});
