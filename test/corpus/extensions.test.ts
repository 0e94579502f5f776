import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { readOpenApi } from '../../lib/import/openapi/document.js';
import { readTextFile } from '../../lib/import/source/source-files.js';
import type { Json } from '../../lib/model/index.js';
import { canonicalJson } from '../../lib/support/canonical-json.js';
import { isObject } from '../../lib/support/is-object.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { findCorpus } from '../support/corpus.js';

const corpus = findCorpus('extensions of API Gateway in the corpus');

describe.skipIf(corpus === undefined)('extensions of API Gateway in the corpus', { timeout: 120_000 }, () => {
  test('change the model or are reported: taking one away is seen', () => {
    const dropped: string[] = [];
    let taken = 0;
    for (const { file, document, read } of readers()) {
      const whole = read(document);
      if (whole === undefined) continue;
      for (const path of extensionsIn(document)) {
        taken++;
        if (read(without(document, path)) === whole && !isExplained(document, path, whole)) {
          dropped.push(`${file}: ${path.join('.')}`);
        }
      }
    }
    expect(dropped).toEqual([]);
    expect(taken).toBeGreaterThan(300);
  });
});

interface Reader {
  readonly file: string;
  readonly document: Json;
  /** The model and the findings as one text; undefined where the document is refused. */
  readonly read: (document: Json) => string | undefined;
}

function readers(): readonly Reader[] {
  return (corpus?.entries ?? []).flatMap(({ file, kind, origin }): Reader[] => {
    if (origin === 'sam' || (kind !== 'openapi' && kind !== 'template')) return [];
    const document = tryRead(() => readTextFile(join(corpus?.folder ?? '', file)).value);
    if (document === undefined || JSON.stringify(document).includes('"AWS::Serverless::')) return [];
    const read = kind === 'openapi' ? readDocument : readWhole;
    return [{ file, document, read: (changed) => tryRead(() => canonicalJson(read(changed))) }];
  });
}

function readDocument(document: Json): unknown {
  return readOpenApi(document, { id: 'x' });
}

function readWhole(template: Json): unknown {
  const { collection, diagnostics } = readTemplate(template);
  return { collection, diagnostics };
}

function tryRead<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SluiceError) return undefined;
    throw error;
  }
}

/** Why an extension may go without anything changing. */
function isExplained(document: Json, path: Path, whole: string): boolean {
  const name = path.at(-1);
  const value = memberAt(document, path);
  // Every document of this version says so.
  if (name === 'x-amazon-apigateway-importexport-version') return value === '1.0';
  // The label that reading gives an authorizer without one.
  if (name === 'x-amazon-apigateway-authtype') return value === 'custom' || value === 'cognito_user_pools';
  if (path[0] === 'Resources') {
    // The resource says the same beside its body, or is left out as a whole.
    const properties = memberAt(document, path.slice(0, 3));
    if (name === 'x-amazon-apigateway-binary-media-types' && isObject(properties) && properties.BinaryMediaTypes)
      return true;
    if (whole.includes(`Leaves out ${path[1] ?? ''}:`)) return true;
  }
  // What it stands in is at a place that means nothing, and is reported there.
  return path.slice(0, -1).some((step) => whole.includes(`\\"${step}\\" means nothing here`));
}

function memberAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (found, step) =>
      Array.isArray(found)
        ? (found as readonly Json[])[Number(step)]
        : isObject(found)
          ? found[String(step)]
          : undefined,
    value,
  );
}

type Path = readonly (string | number)[];

/** The first place of each extension in a file: what is read there is read everywhere. */
function extensionsIn(document: Json): readonly Path[] {
  const found = new Map<string, Path>();
  const visit = (value: Json, path: Path): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly Json[]).entries()) visit(item, [...path, index]);
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (key.startsWith('x-amazon-apigateway-') && !found.has(key)) found.set(key, [...path, key]);
        visit(member, [...path, key]);
      }
    }
  };
  visit(document, []);
  return [...found.values()];
}

function without(value: Json, [step, ...rest]: Path): Json {
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => (index === step ? without(item, rest) : item));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      key !== step ? [[key, member]] : rest.length === 0 ? [] : [[key, without(member, rest)]],
    ),
  );
}
