import { expect, test } from 'vitest';
import { checkBodySize } from '../../../lib/synth/cloudformation/body-size.js';

// A text in JSON has two quotes more.
test.each<[what: string, body: string, severity: string | undefined]>([
  ['four fifths of a template', 'x'.repeat(799_998), undefined],
  ['a byte more', 'x'.repeat(799_999), 'warning'],
  ['a whole template', 'x'.repeat(999_998), 'warning'],
  ['more than a template', 'x'.repeat(999_999), 'error'],
  ['more bytes than a template, in fewer characters', '\u00e9'.repeat(500_000), 'error'],
])('a definition of %s', (_what, body, severity) => {
  expect(checkBodySize(body).map((finding) => finding.severity)).toEqual(severity === undefined ? [] : [severity]);
});
