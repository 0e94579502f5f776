import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VtlSyntaxError, compileTemplate } from '../../lib/vtl/index.js';
import { findCorpus } from '../support/corpus.js';

interface CorpusTemplate {
  readonly id: string;
  readonly language: 'vtl' | 'gateway-substitution';
  readonly text: string;
}

/** Deployed templates that Velocity refuses, as its jar does too. */
const REFUSED = [
  // ${AWS::Region} outside of Fn::Sub
  'v737a80e9f5',
  // \" inside of a call's parentheses
  'vffd70e5e0a',
  'v585017de04',
];

const corpus = findCorpus('every deployed template parses, or fails as Velocity fails');

test.skipIf(corpus === undefined)('every deployed template parses, or fails as Velocity fails', () => {
  const lines = readFileSync(join(corpus?.folder ?? '', 'vtl/templates.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const templates = lines
    .map((line) => JSON.parse(line) as CorpusTemplate)
    .filter(({ language }) => language === 'vtl');
  const refused = templates.filter(({ text }) => {
    try {
      compileTemplate(text);
      return false;
    } catch (error) {
      expect(error).toBeInstanceOf(VtlSyntaxError);
      return true;
    }
  });
  expect(refused.map(({ id }) => id).sort()).toEqual([...REFUSED].sort());
  expect(templates.length).toBeGreaterThan(200);
});
