import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { render } from '../../lib/cli/commands/render.js';

interface Expected {
  readonly output?: string;
  readonly error?: true;
  readonly errorKind?: string;
  readonly overrides?: unknown;
}

interface Case extends Expected {
  readonly id: string;
  readonly template: string;
  readonly input?: unknown;
  /** What API Gateway does, where it differs from plain Velocity. */
  readonly apigw?: Expected;
}

interface Answer {
  readonly output?: string;
  readonly overrides?: unknown;
  readonly error?: { readonly kind: 'parse' | 'render' };
}

const FOLDER = join(__dirname, '../conformance/vtl');

function readCases(): readonly Case[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
  const lines = files.flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').trim().split('\n'));
  return lines.map((line) => JSON.parse(line) as Case);
}

async function renderAll(cases: readonly Case[]): Promise<readonly Answer[]> {
  let output = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      output += String(chunk);
      done();
    },
  });
  const stdin = Readable.from(cases.map(({ template, input }) => `${JSON.stringify({ template, input })}\n`));
  const io = { stdin, stdout, stderr: stdout, cwd: '/', env: {}, interrupted: new Promise<never>(() => undefined) };
  expect(await render.run({ jsonl: true }, io)).toBe(0);
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

function passes({ apigw, ...plain }: Case, { output, overrides, error }: Answer): boolean {
  const expected = apigw ?? plain;
  if (expected.error === true) {
    return error !== undefined && (error.kind === 'parse') === (expected.errorKind === 'parse');
  }
  return output === expected.output && JSON.stringify(overrides) === JSON.stringify(expected.overrides);
}

const CASES = readCases();

test(`templates render as API Gateway renders them (${CASES.length} cases)`, async () => {
  const answers = await renderAll(CASES);
  const failed = CASES.filter((kase, index) => !passes(kase, answers[index] ?? {}));
  expect(failed.map(({ id }) => id)).toEqual([]);
  expect(answers).toHaveLength(CASES.length);
});
