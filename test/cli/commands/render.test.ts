import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { CommandIo } from '../../../lib/cli/command.js';
import { render } from '../../../lib/cli/commands/render.js';

async function run(
  args: Readonly<Record<string, unknown>>,
  stdin = '',
): Promise<{ code: number; out: string; err: string }> {
  const cwd = mkdtempSync(join(tmpdir(), 'sluice-render-'));
  writeFileSync(join(cwd, 'request.vm'), "#set($context.requestOverride.header.a = 'b')\nHello $input.path('$.name')");
  writeFileSync(join(cwd, 'broken.vm'), 'a\n#if($x)');
  writeFileSync(join(cwd, 'event.json'), JSON.stringify({ body: '{"name": "Rex"}' }));
  writeFileSync(join(cwd, 'list.json'), '[]');
  const [stdout, stderr] = [sink(), sink()];
  const io: CommandIo = {
    stdin: Readable.from([stdin]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    cwd,
    env: {},
    interrupted: new Promise(() => undefined),
  };
  const code = await render.run(args, io);
  return { code, out: stdout.text(), err: stderr.text() };
}

function sink(): { readonly stream: Writable; readonly text: () => string } {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      parts.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => parts.join('') };
}

test('a template and an event give the text, and the overrides beside it', async () => {
  expect(await run({ template: 'request.vm', event: 'event.json' })).toEqual({
    code: 0,
    out: 'Hello Rex',
    err: 'overrides {"requestOverride":{"header":{"a":"b"}}}\n',
  });
});

test('--json gives one document', async () => {
  const { out } = await run({ template: 'request.vm', event: 'event.json', json: true });
  expect(JSON.parse(out)).toEqual({ output: 'Hello Rex', overrides: { requestOverride: { header: { a: 'b' } } } });
});

test('--trace shows what happens where', async () => {
  const { err } = await run({ template: 'request.vm', event: 'event.json', trace: true });
  expect(err).toContain(
    "1:1  #set($context.requestOverride.header.a = 'b')  → $context.requestOverride.header.a = b\n",
  );
  expect(err).toContain('2:7  $input.path(\'$.name\')  → "Rex"\n');
});

test.each([
  [{ template: 'broken.vm' }, 'finding-template-syntax'],
  [{ template: 'none.vm' }, 'file-unreadable'],
  [{ template: 'request.vm', event: 'list.json' }, 'event-invalid'],
  [{}, 'usage-template'],
])('%j is refused with %s', async (args, code) => {
  await expect(run(args)).rejects.toMatchObject({ code });
});

test('a refused template is shown with its place', async () => {
  await expect(run({ template: 'broken.vm' })).rejects.toMatchObject({
    details: { place: 'broken.vm:2:1', excerpt: '2 | #if($x)\n  | ^' },
  });
});

test('--jsonl answers line by line', async () => {
  const lines = [
    { template: '$input.body', input: { body: 'x' } },
    { template: '#if(', input: {} },
    { template: '$input.body.substring(9)', input: { body: 'x' } },
    {
      template: "#set($context.responseOverride.status = 204)$input.params('b')",
      input: { params: { path: { b: '1' } } },
    },
  ];
  const { out } = await run({ jsonl: true }, lines.map((line) => `${JSON.stringify(line)}\n`).join('\n'));
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(answers).toEqual([
    { output: 'x' },
    { error: { kind: 'parse', message: expect.any(String) as string, line: 1, column: 1 } },
    { error: { kind: 'render', message: expect.any(String) as string, line: 1, column: 13 } },
    { output: '1', overrides: { responseOverride: { status: 204 } } },
  ]);
});
