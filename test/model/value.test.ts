import { describe, expect, test } from 'vitest';
import {
  asJson,
  intrinsic,
  isDeployTime,
  joinValues,
  knownText,
  printValue,
  reference,
  type Document,
} from '../../lib/model/index.js';

const DOMAIN = reference('Domain');
const ARN = reference('Pets', 'Arn');

describe('joinValues()', () => {
  test.each<[values: Parameters<typeof joinValues>[0], printed: string, parts: number]>([
    [[], '', 0],
    [['a', '', 'b'], 'ab', 0],
    [['https://', DOMAIN, '/', 'pets'], 'https://${Domain}/pets', 3],
    [[joinValues(['a', DOMAIN]), joinValues(['b', ARN, 'c']), 'd'], 'a${Domain}b${Pets.Arn}cd', 5],
    [[intrinsic('Fn::ImportValue', 'pool')], '${Fn::ImportValue}', 1],
    [['', DOMAIN, ''], '${Domain}', 1],
  ])('%j', (values, printed, parts) => {
    const joined = joinValues(values);
    expect(printValue(joined)).toBe(printed);
    expect(isDeployTime(joined) ? joined.parts.length : 0).toBe(parts);
    expect(knownText(joined)).toBe(parts === 0 ? printed : undefined);
  });
});

test.each<[value: unknown, printed: string]>([
  ['text', 'text'],
  [7, '7'],
  [true, 'true'],
  [['a'], '["a"]'],
])('printValue(%j) is %s', (value, printed) => {
  expect(printValue(value)).toBe(printed);
});

describe('asJson()', () => {
  test.each<[document: Document, known: boolean]>([
    [null, true],
    [{ a: [1, { b: 'x' }] }, true],
    [DOMAIN, false],
    [{ a: [1, { b: DOMAIN }] }, false],
    [[DOMAIN], false],
    [{ kind: 'deploy-time' }, true],
  ])('%j', (document, known) => {
    expect(asJson(document)).toEqual(known ? document : undefined);
  });
});
