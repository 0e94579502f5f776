import { describe, expect, test } from 'vitest';
import { validate } from '../../lib/validate/validate.js';
import { findings, method, templates } from './findings.js';

describe('validate()', () => {
  test('has nothing to say of a plain API', () => {
    expect(
      findings({ ...method({}), stages: [{ name: 'prod', variables: { host: 'a.b:80/c?d=e&f=g,h#i~_' } }] }),
    ).toEqual([]);
  });
});

describe('place of a finding in a template', () => {
  test('is its line and column, a path counted from its own text', () => {
    const place = validate(templates("{\n  $input.json('$.a[')", ''))[0]?.place;
    expect(place).toMatchObject({ line: 2, excerpt: expect.stringContaining("2 |   $input.json('$.a[')") as string });
    expect(place?.column).toBeGreaterThan(16);
  });
});
