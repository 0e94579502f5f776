import fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { call, code, listOf, recordOf, textOf, type Expression } from '../../../lib/synth/constructs/expression.js';
import { constant, printStatement, statement, type Statement } from '../../../lib/synth/constructs/statement.js';

const LONG = 'https://example.com/a/very/long/path/that/goes/on/and/on/and/does/not/fit/beside/other/arguments';

async function expectStable(written: Statement): Promise<string> {
  const printed = `${printStatement(written, 0)}\n`;
  expect(await format(printed, { parser: 'typescript', singleQuote: true, printWidth: 120 })).toBe(printed);
  return printed.trimEnd();
}

describe('printExpression()', () => {
  test.each<[what: string, written: Statement, lines: readonly string[]]>([
    [
      'what fits on one line',
      statement(call('api.get', textOf('/pets'), call('new MockIntegration'))),
      ["api.get('/pets', new MockIntegration());"],
    ],
    [
      'an object at the end of a call over several lines',
      constant(
        'pet',
        call(
          'new Model',
          recordOf([
            ['name', textOf('Pet')],
            ['schema', recordOf([['pattern', textOf(LONG)]])],
          ]),
        ),
      ),
      ['const pet = new Model({', "  name: 'Pet',", '  schema: {', `    pattern: '${LONG}',`, '  },', '});'],
    ],
    [
      'arguments on lines of their own',
      statement(
        call('api.get', textOf('/pets'), call('new HttpIntegration', textOf(LONG)), recordOf([['a', code('1')]])),
      ),
      ['api.get(', "  '/pets',", '  new HttpIntegration(', `    '${LONG}',`, '  ),', '  { a: 1 },', ');'],
    ],
    [
      'numbers after another argument on lines of their own',
      statement(
        call('api.override', call('new Thing', textOf(LONG), listOf([10_000, 20_000].map((n) => code(String(n)))))),
      ),
      ['api.override(', '  new Thing(', `    '${LONG}',`, '    [10000, 20000],', '  ),', ');'],
    ],
    [
      'several objects in a list',
      constant(
        'list',
        listOf([
          recordOf([
            ['a', code('1')],
            ['b', code('2')],
          ]),
          recordOf([
            ['a', code('1')],
            ['b', code('2')],
          ]),
        ]),
      ),
      ['const list = [', '  { a: 1, b: 2 },', '  { a: 1, b: 2 },', '];'],
    ],
    [
      'a string of several lines between backticks',
      constant('text', recordOf([['template', textOf('#if($a)\n`${b}` \\\n#end')]])),
      ['const text = {', '  template: `#if($a)', '\\`\\${b}\\` \\\\', '#end`,', '};'],
    ],
    [
      'quotes that need fewer escapes',
      constant('text', listOf([textOf("it's"), textOf('say "hi"'), textOf(`'"`)])),
      [`const text = ["it's", 'say "hi"', '\\'"'];`],
    ],
    [
      'names in quotes where they need them',
      constant(
        'names',
        recordOf([
          ['a', code('1')],
          ['a-b', code('2')],
          ['200', code('3')],
        ]),
      ),
      ["const names = { a: 1, 'a-b': 2, '200': 3 };"],
    ],
    [
      'a template with expressions',
      constant('arn', { kind: 'template', parts: ['arn:', code('Aws.PARTITION'), ':s3:::`${x}`'] }),
      ['const arn = `arn:${Aws.PARTITION}:s3:::\\`\\${x}\\``;'],
    ],
    [
      'a function that returns an object',
      statement(
        call(
          'api.any',
          recordOf([
            [
              'bind',
              {
                kind: 'arrow',
                result: recordOf([
                  ['uri', textOf(LONG)],
                  ['type', textOf('AWS')],
                ]),
              },
            ],
          ]),
        ),
      ),
      ['api.any({', '  bind: () => ({', `    uri: '${LONG}',`, "    type: 'AWS',", '  }),', '});'],
    ],
  ])('writes %s', async (_what, written, lines) => {
    expect(await expectStable(written)).toBe(lines.join('\n'));
  });

  test('writes what prettier leaves alone', async () => {
    await fc.assert(
      fc.asyncProperty(expressions, async (expression) => {
        await expectStable(statement(call('api.override', expression)));
        await expectStable(constant('value', call('new Model', textOf('x'), expression)));
      }),
      { numRuns: 300 },
    );
  });

  test('writes strings that JavaScript reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const printed = printStatement(statement(textOf(text)), 0);
        // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call, no-new-func -- reads what was written
        expect(new Function(`return ${printed}`)()).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

const { expression: expressions } = fc.letrec<{ expression: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map(textOf),
    fc.constantFrom('GET', 'application/json', LONG, "it's", 'two\nlines').map(textOf),
    fc.integer({ min: 0, max: 100_000 }).map((number) => code(String(number))),
    fc.constantFrom('true', 'props.functions.listPets', 'pet').map(code),
  ),
  expression: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('expression'), { maxLength: 4 }).map(listOf),
    fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom('a', 'name', 'description', 'x-amazon-apigateway-integration', '200'),
          tie('expression'),
        ),
        {
          selector: ([key]) => key,
          maxLength: 4,
        },
      )
      .map(recordOf),
    fc.array(tie('expression'), { maxLength: 3 }).map((given) => call('new Thing', ...given)),
  ),
}));
