import { describe, expect, test } from 'vitest';
import { JSON_LIMIT_BYTES, parseJsonOrYaml, YAML_LIMIT_BYTES } from '../../../lib/import/text/index.js';
import { SluiceError } from '../../../lib/support/sluice-error.js';

function refusal(text: string, file?: string): { code: string; message: string; place?: string; excerpt?: string } {
  try {
    parseJsonOrYaml(text, file);
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return { code: error.code, message: error.message, ...error.details };
  }
  throw new Error('was read');
}

describe('parseJsonOrYaml()', () => {
  test.each<[what: string, text: string, file: string | undefined, value: unknown]>([
    ['JSON', '{"a": [1, "x", null, true]}', 'a.json', { a: [1, 'x', null, true] }],
    ['JSON without a name', ' {"a": 1}', undefined, { a: 1 }],
    ['JSON in a YAML file', '{"a": 1}', 'a.yaml', { a: 1 }],
    ['YAML flow style in a YAML file', '{a: 1, b: [x, ]}', 'a.yml', { a: 1, b: ['x'] }],
    ['YAML', 'a: 1\nb:\n  - x\n', undefined, { a: 1, b: ['x'] }],
    ['a byte order mark before JSON', '\uFEFF{"a": 1}', 'a.json', { a: 1 }],
    ['a byte order mark before YAML', '\uFEFFa: 1', 'a.yaml', { a: 1 }],
    ['Windows line ends', 'a: 1\r\nb: |\r\n  x\r\n  y\r\n', undefined, { a: 1, b: 'x\ny\n' }],
    ['integer keys', '200:\n  a: b\n012345678901: x\n', undefined, { '200': { a: 'b' }, '012345678901': 'x' }],
    [
      'account ids with a leading zero',
      'a: 012345678901\nb: 0\nc: 0.5',
      undefined,
      { a: '012345678901', b: 0, c: 0.5 },
    ],
    ['dates and yes as text', 'a: 2012-10-17\nb: yes\nc: on', undefined, { a: '2012-10-17', b: 'yes', c: 'on' }],
    ['numbers that JSON lacks', 'a: .inf\nb: .nan', undefined, { a: '.inf', b: '.nan' }],
    [
      'anchors, aliases and merge keys',
      'a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\nc: *x',
      undefined,
      { a: { k: 1, l: 2 }, b: { k: 1, l: 3 }, c: { k: 1, l: 2 } },
    ],
    [
      'a list of merges, the first winning',
      'a: &a {k: 1}\nb: &b {k: 2, l: 2}\nc:\n  <<: [*a, *b]',
      undefined,
      { a: { k: 1 }, b: { k: 2, l: 2 }, c: { k: 1, l: 2 } },
    ],
    ['an empty value', 'a:\nb: ~', undefined, { a: null, b: null }],
  ])('reads %s', (_what, text, file, value) => {
    const parsed = parseJsonOrYaml(text, file);
    expect(parsed.value).toEqual(value);
    expect(parsed.diagnostics).toEqual([]);
  });

  test('reports a map or list as a key, and reads its text as one', () => {
    const { value, diagnostics } = parseJsonOrYaml('a: {{ mock }}\n? [b]\n: 1');
    expect(value).toEqual({ a: { '{ mock }': null }, '[b]': 1 });
    expect(diagnostics).toMatchObject([
      { code: 'invalid-value', place: { property: 'a', line: 1 } },
      { code: 'invalid-value', place: { line: 2 } },
    ]);
  });

  test('finds the mistake behind a string of 10 MB', () => {
    const text = `{"a\\u00e9": "${'x\\n'.repeat(3_400_000)}",\n"b": }`;
    expect(refusal(text, 'a.json')).toMatchObject({ code: 'source-syntax', place: 'a.json:2:6' });
  });

  test.each([
    ['JSON', '{"__proto__": {"polluted": 1}, "constructor": 2}'],
    ['YAML', '__proto__: {polluted: 1}\nconstructor: 2'],
    ['a YAML merge', 'x: &x {__proto__: {polluted: 1}}\n<<: *x\nconstructor: 2'],
  ])('keeps the keys of prototypes as data in %s', (_language, text) => {
    const { value } = parseJsonOrYaml(text);
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ polluted: 1 });
    expect(Object.getOwnPropertyDescriptor(value, 'constructor')?.value).toBe(2);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    ['JSON', '{"a": 1,\n "b": {"x": [{"c": 1, "\\u0063": 2}]}}', 2, 'b.x[0].c'],
    ['YAML', 'a: 1\nb:\n  x:\n    - c: 1\n      c: 2', 5, 'b.x[0].c'],
  ])('reports a key that stands twice in %s', (_language, text, line, property) => {
    const { value, diagnostics } = parseJsonOrYaml(text);
    expect(value).toEqual({ a: 1, b: { x: [{ c: 2 }] } });
    expect(diagnostics).toMatchObject([{ code: 'duplicate-key', severity: 'warning', place: { line, property } }]);
  });

  test.each<[what: string, text: string, file: string, place: string, message: RegExp, caret: string]>([
    [
      'a JSON value',
      '{\n  "a": tru\n}',
      'a.json',
      'a.json:2:8',
      /expected a value, but found "t"/,
      '2 |   "a": tru\n  |        ^',
    ],
    ['a comma', '{"a": 1 "b": 2}', 'a.json', 'a.json:1:9', /expected "," or "}", but found "\\""/, ''],
    ['a trailing comma', '{"a": 1,}', 'a.json', 'a.json:1:9', /expected a key in quotation marks/, ''],
    ['a truncated JSON text', '{"a": [1, 2', 'a.json', 'a.json:1:12', /expected "," or "]", but the text ends/, ''],
    ['a truncated JSON string', '{"a": "x', 'a.json', 'a.json:1:7', /a string does not end/, ''],
    ['text after JSON', '{} x', 'a.json', 'a.json:1:4', /expected the end/, ''],
    ['a missing colon', '{"a" 1}', 'a.json', 'a.json:1:6', /expected ":"/, ''],
    ['YAML indentation', 'a:\n  b: 1\n c: 2\n', 'a.yaml', 'a.yaml:3:1', /./, '3 |  c: 2\n  | ^'],
    ['an unclosed YAML bracket within others', 'a:\n  b: [1,\n  {x: 2,\n  c: 3\n', 'a.yaml', 'a.yaml:3:3', /./, ''],
    ['an unclosed YAML bracket', 'a: [1, 2\nb: 3\n', 'a.yaml', 'a.yaml:2:1', /./, ''],
    ['an unclosed YAML string', 'a:\n  b: "x\n  c: d\n', 'a.yaml', 'a.yaml:4:1', /closing "quote/, ''],
    ['a YAML string that ends in another', 'a:\n  b: "x\n  c: "d"\n', 'a.yaml', 'a.yaml:2:8', /closing "quote/, ''],
    ['two YAML documents', 'a: 1\n---\nb: 2\n', 'a.yaml', 'a.yaml:2:1', /multiple documents/, ''],
    ['an unknown anchor', 'a: *x', 'a.yaml', 'a.yaml:1:4', /anchor/, ''],
    ['a binary file', '\u007FELF\u0002\u0001\u0000\u0000', 'a.yaml', 'a.yaml:1:5', /it is no text/, ''],
    ['an empty file', ' \n', 'a.yaml', 'a.yaml:1:1', /it is empty/, ''],
  ])('refuses %s with its place', (_what, text, file, place, message, caret) => {
    const error = refusal(text, file);
    expect(error).toMatchObject({ code: 'source-syntax', place });
    expect(error.message).toMatch(message);
    expect(error.excerpt).toContain(caret);
  });

  test.each<[what: string, text: string, value: unknown]>([
    [
      'an object',
      'a:\n  b: {"x": 1,\n  "y": [2,\n3],\n  "z": "}" # ]\n}\n  c: d\n',
      { a: { b: { x: 1, y: [2, 3], z: '}' }, c: 'd' } },
    ],
    [
      'a list',
      "a:\n    - b: [ x,\n  it's,\n  'it''s ]',\n      {y: z}\n  ]\n    - e\n",
      { a: [{ b: ['x', "it's", "it's ]", { y: 'z' }] }, 'e'] },
    ],
    ['two of them', 'a:\n  b: [1,\n  2]\n  c: [3,\n 4\n ]\n', { a: { b: [1, 2], c: [3, 4] } }],
  ])('reads %s whose lines within brackets are indented less than YAML 1.2 wants', (_what, text, value) => {
    expect(parseJsonOrYaml(text, 'a.yaml').value).toEqual(value);
  });

  test.each<[what: string, text: string, value: unknown]>([
    ['in single quotes', "a:\n  b: 'x\n  it''s\n\n z'\n  c: d\n", { a: { b: "x it's\nz", c: 'd' } }],
    ['in double quotes', 'a:\n  b: "x\\\n \\ y\\"\r\n# z"\n  c: d\n', { a: { b: 'x y" # z', c: 'd' } }],
    ['within brackets', 'a:\n  b: ["x\ny", \'z\n]\']\n', { a: { b: ['x y', 'z ]'] } }],
    [
      'after a block scalar that begins with a quote',
      'a:\n  b: |\n    "x\n  c: "y\n  z"\n',
      { a: { b: '"x\n', c: 'y z' } },
    ],
    ['of two members', 'a:\n  b: "x\n  y"\n  c: "d\n  e"\n', { a: { b: 'x y', c: 'd e' } }],
  ])('reads a scalar %s whose lines are indented less than YAML 1.2 wants', (_what, text, value) => {
    expect(parseJsonOrYaml(text, 'a.yaml').value).toEqual(value);
  });

  test('gives the lines of a text whose brackets are indented too little', () => {
    const { locate } = parseJsonOrYaml('a:\n  b: {x: 1,\n  y: 2}\n  c: d\n', 'a.yaml');
    expect([locate(['a', 'b', 'y']).line, locate(['a', 'c']).line]).toEqual([3, 4]);
  });

  test('reads custom tags in each other, and reports others', () => {
    const customTags = (tag: string, value: unknown): never | undefined =>
      tag === '!Sub' ? ({ 'Fn::Sub': value } as never) : undefined;
    const { value, diagnostics } = parseJsonOrYaml(
      'a: !Sub [!Sub "x", {}]\nb: !Odd {c: !Sub 1}\nd: !!str 1\n',
      'a.yaml',
      { customTags },
    );
    expect(value).toEqual({ a: { 'Fn::Sub': [{ 'Fn::Sub': 'x' }, {}] }, b: { c: { 'Fn::Sub': '1' } }, d: '1' });
    expect(diagnostics).toMatchObject([{ code: 'unknown-property', place: { line: 2, property: 'b' } }]);
  });

  test.each([
    ['JSON', '{\n  "paths": {"/a": {"get": {"x": [1,\n {"y": "}\\""}]}}}\n}', [2, 3, 3, 2] as const],
    ['YAML', 'paths:\n  /a:\n    get:\n      x:\n        - 1\n        - y: 2\n', [2, 6, 6, 3] as const],
  ])('locates values of %s', (_language, text, [path, item, beyond, get]) => {
    const { locate } = parseJsonOrYaml(text);
    expect(locate(['paths', '/a']).line).toBe(path);
    expect(locate(['paths', '/a', 'get', 'x', 1, 'y']).line).toBe(item);
    expect(locate(['paths', '/a', 'get', 'x', 1, 'y', 'z']).line).toBe(beyond);
    expect(locate(['paths', '/a', 'get', 'nothing']).line).toBe(get);
    expect(locate([])).toMatchObject({ line: 1, column: 1 });
  });
});

/** Milliseconds of processor time that reading takes. */
function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const MILLION = 1_000_000;
const BOMB = Array.from({ length: 10 }, (_, level) => {
  const item = level === 0 ? 'x' : `*level${level - 1}`;
  return `level${level}: &level${level} [${Array(9).fill(item).join(', ')}]`;
}).join('\n');

describe('hostile texts', () => {
  test.each<[what: string, text: () => string, file: string, code: string]>([
    [
      'lists nested a million deep in JSON',
      () => '['.repeat(MILLION) + ']'.repeat(MILLION),
      'a.json',
      'source-too-deep',
    ],
    ['objects nested a million deep in JSON', () => '{"a":'.repeat(MILLION), 'a.json', 'source-too-deep'],
    ['lists nested a million deep in YAML', () => '['.repeat(MILLION), 'a.yaml', 'source-too-deep'],
    ['dashes in a row', () => '- '.repeat(MILLION), 'a.yaml', 'source-too-deep'],
    ['question marks in a row', () => '? '.repeat(MILLION), 'a.yaml', 'source-too-deep'],
    [
      'indentation',
      () => Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'a.yaml',
      'source-too-deep',
    ],
    ['an alias bomb', () => BOMB, 'a.yaml', 'source-too-large'],
    [
      'brackets that are indented too little, without end',
      () => Array.from({ length: 10_000 }, (_, index) => `  - k${index}: [1,\n2]`).join('\n'),
      'a.yaml',
      'source-syntax',
    ],
    [
      'quoted scalars that are indented too little, without end',
      () => Array.from({ length: 10_000 }, (_, index) => `- k${index}: "1\n2"`).join('\n'),
      'a.yaml',
      'source-syntax',
    ],
    ['an alias of itself', () => 'a: &a [*a]', 'a.yaml', 'source-too-deep'],
    ['a merge of itself', () => 'a: &a\n  <<: *a', 'a.yaml', 'source-too-deep'],
    ['100 MB of JSON', () => `["${'x'.repeat(100 * MILLION)}"]`, 'a.json', 'source-too-large'],
    ['100 MB of YAML', () => `a: ${'x'.repeat(100 * MILLION)}`, 'a.yaml', 'source-too-large'],
    ['too much YAML', () => 'a: b\n'.repeat(YAML_LIMIT_BYTES / 5 + 1), 'a.yaml', 'source-too-large'],
    ['junk', () => '%PDF-1.7 \u0000\u0001\u0002'.repeat(MILLION / 10), 'a.yaml', 'source-syntax'],
    ['a truncated JSON file', () => `{"a": [${'{"b": "c"},'.repeat(MILLION / 4)}`, 'a.json', 'source-syntax'],
  ])('%s', (_what, text, file, code) => {
    const source = text();
    expect(cpuMs(() => expect(refusal(source, file).code).toBe(code))).toBeLessThan(2000);
  });

  test('the limits are what they say', () => {
    expect([JSON_LIMIT_BYTES, YAML_LIMIT_BYTES]).toEqual([67_108_864, 6_291_456]);
  });
});
