import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSource } from '../../lib/import/source/load-source.js';
import { environmentOf, resolveCollection } from '../../lib/import/source/resolve-values.js';
import type { Source } from '../../lib/import/source/source.js';
import type { HttpApi, RestApi } from '../../lib/model/index.js';
import type { Clock, HeaderLine, Ids } from '../../lib/runtime/index.js';
import { printOpenApi, renderOpenApi } from '../../lib/synth/openapi/document.js';
import type { LocalGateway } from '../../lib/testing/index.js';

/** A request, and what of its answer matters. */
export interface BehaviourCase {
  readonly name: string;
  readonly method: string;
  /** Below the stage. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | readonly HeaderLine[];
  readonly body?: string | Buffer;
  readonly expect: ExpectedAnswer;
}

export interface ExpectedAnswer {
  readonly status: number;
  /** By lower-case name; null: the answer has no such header. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** A whole answer with spelling, order and repeats of its headers. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/** Time stands still and ids are always the same, so that two answers can be compared. */
export const FIXED_CLOCK: Clock = { now: () => Date.UTC(2026, 10, 21, 11, 22, 33) };

export const FIXED_IDS: Ids = {
  requestId: () => '11111111-2222-4333-8444-555555555555',
  extendedRequestId: () => 'AAAAAAAAAAAAAA=',
  traceRoot: () => '1-6920a0b9-000000000000000000000000',
  traceParent: () => '0000000000000000',
  random: () => 0.5,
};

/** Sends a request and returns the answer as it would be written to the wire; dates of backends are blotted out. */
export async function ask(
  gateway: LocalGateway,
  { method, path, headers, body }: Omit<BehaviourCase, 'expect' | 'name'>,
): Promise<Answer> {
  await gateway.fetch(path, {
    method,
    ...(headers !== undefined && {
      headers: (Array.isArray(headers) ? headers : Object.entries(headers)) as [string, string][],
    }),
    ...(body !== undefined && { body }),
  });
  const response = gateway.trace()?.response;
  if (response === undefined) throw new Error(`No trace of ${method} ${path}`);
  return {
    status: response.status,
    headers: response.headers.map(([name, value]) => [name, /date$/i.test(name) ? '<date>' : value]),
    body: printBody(response.body),
  };
}

/** The members of an answer that a case expects, in the form of the case. */
export function asExpected({ status, headers, body }: Answer, expected: ExpectedAnswer): ExpectedAnswer {
  return {
    status,
    ...(expected.headers !== undefined && {
      headers: Object.fromEntries(
        Object.keys(expected.headers).map((wanted) => {
          const values = headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
          return [wanted, values.length === 0 ? null : values.join(', ')];
        }),
      ),
    }),
    ...(expected.json !== undefined && { json: parseOrText(body) }),
    ...(expected.text !== undefined && { text: body }),
  };
}

function parseOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Text where the bytes are text, else their hexadecimal digits. */
function printBody(body: Buffer): string {
  const text = body.toString('utf8');
  return Buffer.from(text, 'utf8').equals(body) ? text : `0x${body.toString('hex')}`;
}

/** A folder for definitions written by a test. */
export class WrittenFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'sluice-behaviour-'));

  json(name: string, document: unknown): string {
    return this.text(name, JSON.stringify(document));
  }

  text(name: string, text: string | Buffer): string {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Our OpenAPI document of the only API of a source, its values resolved as a local gateway resolves them.
 *
 * @param values what only deployment knows
 */
export async function openApiOf(
  file: string,
  values: Readonly<Record<string, string>> = {},
): Promise<{ readonly api: RestApi | HttpApi; readonly document: unknown; readonly source: Source }> {
  const source = await loadSource(file, { templateParameters: values, values });
  const [api] = resolveCollection(source, { ...environmentOf(source, values), values }).apis;
  if (api === undefined || api.protocol === 'WEBSOCKET') throw new Error(`${file} has no API that OpenAPI can say`);
  return { api, document: printOpenApi(renderOpenApi(api).document).document, source };
}
