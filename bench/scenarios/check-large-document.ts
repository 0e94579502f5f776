import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import { lintSource } from '../../lib/cli/lint/check-source.js';
import { openSource } from '../../lib/cli/source-options.js';
import { renderTemplate } from '../../lib/synth/cloudformation/index.js';
import { calls } from '../calls.js';
import { documentOf, MOCK } from '../documents.js';
import type { Scenario, Settings, Subject } from '../scenario.js';

/** Operations of the document that stands in where the corpus is absent. */
const OPERATIONS = 4_000;

/**
 * The text of a large document that other people wrote, which the repository does not contain; `SLUICE_CORPUS` names its
 * folder. Where that is absent, a document of ours.
 */
function largeDocument(file: string, print: (document: object) => string): string {
  const path = join(process.env.SLUICE_CORPUS ?? '', 'openapi-large', file);
  return process.env.SLUICE_CORPUS !== undefined && existsSync(path)
    ? gunzipSync(readFileSync(path)).toString('utf8')
    : print(documentOf({ operation: MOCK, routes: OPERATIONS }));
}

/** Reads the document from its file, checks it and writes it as a template, as `lint` and `synth` do. */
function readCheckAndWrite(name: string, text: () => string): Subject {
  return calls(1, ({ folder }: Settings) => {
    const file = join(folder, `${process.pid}-${name}`);
    writeFileSync(file, text());
    return async () => {
      const opened = await openSource({ source: file }, { cwd: folder, env: {} } as never);
      const { findings } = lintSource(opened);
      return { findings, template: JSON.stringify(renderTemplate(opened.source.collection)) };
    };
  });
}

const json = (): string => largeDocument('github-api.github.com.json.gz', (document) => JSON.stringify(document));
const yaml = (): string => largeDocument('xero_accounting.yaml.gz', (document) => stringify(document));

export const checkLargeJson: Scenario = {
  name: 'check-large-json',
  sentence: 'Read, check and synthesize a large JSON document, against JSON.parse()',
  subject: readCheckAndWrite('large.json', json),
  floor: calls(1, () => {
    const text = json();
    return () => JSON.parse(text) as unknown;
  }),
  goal: 8,
  limit: 80,
};

export const checkLargeYaml: Scenario = {
  name: 'check-large-yaml',
  sentence: 'Read, check and synthesize a large YAML document, against the YAML parser',
  subject: readCheckAndWrite('large.yaml', yaml),
  floor: calls(1, () => {
    const text = yaml();
    return () => parse(text) as unknown;
  }),
  goal: 8,
  limit: 8,
};
