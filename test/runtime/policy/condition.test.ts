import { describe, expect, test } from 'vitest';
import { CONDITION_OPERATORS } from '../../../lib/runtime/policy/operators/condition-operators.js';
import { IDENTITY_POLICY } from '../../../lib/runtime/policy/policy-kind.js';
import { compilePolicy } from '../../../lib/runtime/policy/policy.js';

/** Operator, value of the policy, value of the request, whether the condition holds. */
type Row = readonly [
  operator: string,
  expected: unknown,
  found: string | readonly string[] | undefined,
  holds: boolean,
];

const ROWS: readonly Row[] = [
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', 'a', 'A', false],
  ['StringEquals', 'a*', 'ab', false],
  ['StringEquals', ['b', 'a'], 'a', true],
  ['StringEquals', 'a', undefined, false],
  ['StringNotEquals', ['b', 'a'], 'a', false],
  ['StringNotEquals', ['b', 'c'], 'a', true],
  ['StringNotEquals', 'a', undefined, true],
  ['StringEqualsIgnoreCase', 'ÄB', 'äb', true],
  ['StringNotEqualsIgnoreCase', 'AB', 'ab', false],
  ['StringLike', 'a?c*', 'abcde', true],
  ['StringLike', '*', '', true],
  ['StringLike', '*b*b*', 'abc', false],
  ['StringLike', 'ab*ba', 'aba', false],
  ['StringNotLike', 'a*', 'abc', false],
  ['NumericEquals', 7, '7.0', true],
  ['NumericEquals', '7', 'seven', false],
  ['NumericNotEquals', '7', 'seven', true],
  ['NumericLessThan', '7', '6.5', true],
  ['NumericLessThan', '7', '7', false],
  ['NumericLessThanEquals', '7', '7', true],
  ['NumericGreaterThan', '7', '7', false],
  ['NumericGreaterThan', '-7', '0', true],
  ['NumericGreaterThanEquals', '7', '7', true],
  ['DateEquals', '2026-11-30T00:00:00Z', '2026-11-30T01:00:00+01:00', true],
  ['DateEquals', '2026-11', '2026-11-01T00:00:00Z', true],
  ['DateNotEquals', '2026', '2026-11-01T00:00:00Z', true],
  ['DateLessThan', '2026-11-30T00:00:00Z', '2026-11-29T23:59:59.9Z', true],
  ['DateLessThanEquals', '2026-11-30T00:00Z', '2026-11-30T00:00:00Z', true],
  ['DateGreaterThan', '1795996799', '2026-11-30T00:00:00Z', true],
  ['DateGreaterThan', '2026-11-30T00:00:00', '1795996800', false],
  ['DateGreaterThanEquals', '2026-11-30', '2026-11-30T00:00:00Z', true],
  ['DateLessThan', '2026-11-30', 'yesterday', false],
  ['Bool', 'true', 'true', true],
  ['Bool', false, 'true', false],
  ['Bool', 'false', undefined, false],
  ['BinaryEquals', 'aGk=', 'hi', true],
  ['BinaryEquals', 'aGk=', 'ho', false],
  ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
  ['IpAddress', '203.0.113.0/24', '203.0.114.0', false],
  ['IpAddress', '203.0.113.128/25', '203.0.113.127', false],
  ['IpAddress', '203.0.113.7', '203.0.113.7', true],
  ['IpAddress', '0.0.0.0/0', '203.0.113.7', true],
  ['IpAddress', '0.0.0.0/0', '2001:db8::1', false],
  ['IpAddress', '127.0.0.0/8', '::ffff:127.0.0.1', true],
  ['IpAddress', '2001:db8::/33', '2001:db8:7fff:1::1', true],
  ['IpAddress', '2001:db8::/33', '2001:db8:8000::1', false],
  ['IpAddress', '::1/128', '0:0:0:0:0:0:0:1', true],
  ['IpAddress', '::1', 'unknown', false],
  ['NotIpAddress', ['10.0.0.0/8', '192.168.0.0/16'], '192.168.3.4', false],
  ['NotIpAddress', ['10.0.0.0/8', '192.168.0.0/16'], '203.0.113.7', true],
  ['NotIpAddress', '10.0.0.0/8', undefined, true],
  ['ArnEquals', 'arn:aws:iam::*:role/Re?der', 'arn:aws:iam::111122223333:role/Reader', true],
  ['ArnLike', 'arn:aws:iam::*:role/x', 'arn:aws:iam::1:2:role/x', false],
  ['ArnLike', 'arn:aws:iam::*', 'arn:aws:iam::111122223333:role/x', true],
  ['ArnLike', 'arn:aws:*:::x:y', 'arn:aws:s3:::x:y', true],
  ['ArnLike', 'arn:aws:iam', 'arn:aws:iam::111122223333:role/x', false],
  ['ArnNotEquals', 'arn:aws:iam::*:role/x', 'arn:aws:iam::1:role/y', true],
  ['ArnNotLike', 'arn:aws:iam::*:role/x', 'arn:aws:iam::1:role/x', false],
  ['Null', 'true', undefined, true],
  ['Null', 'true', '', false],
  ['Null', false, 'a', true],
  ['Null', false, [], false],
  // An absent key, with IfExists and with each set operator.
  ['StringEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', 'b', false],
  ['IpAddressIfExists', '10.0.0.0/8', undefined, true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], undefined, false],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], undefined, false],
  ['ForAnyValue:StringEqualsIfExists', 'a', undefined, true],
  ['ForAllValues:StringLike', ['a*', 'b*'], ['ab', 'ba'], true],
  ['ForAllValues:StringLike', ['a*', 'b*'], ['ab', 'cd'], false],
  ['ForAllValues:StringLike', 'a', undefined, true],
  ['ForAllValues:StringLike', 'a', [''], true],
  ['ForAllValues:StringNotLike', ['a*', 'b*'], ['cd', 'de'], true],
  ['ForAllValues:StringNotLike', ['a*', 'b*'], ['cd', 'ab'], false],
];

describe('condition operators', () => {
  test.each(ROWS)('%s %j of %j: %s', (operator, expected, found, holds) => {
    expect(decides({ [operator]: { 'aws:Key': expected } }, { 'aws:key': found })).toBe(holds);
  });

  test('each of them has rows', () => {
    const tested = new Set(ROWS.map(([operator]) => operator));
    expect(CONDITION_OPERATORS.map(({ name }) => name).filter((name) => !tested.has(name))).toEqual([]);
  });

  test('all operators and all keys must hold', () => {
    const condition = { StringEquals: { a: '1', b: '2' }, Bool: { c: 'true' } };
    expect(decides(condition, { a: '1', b: '2', c: 'true' })).toBe(true);
    expect(decides(condition, { a: '1', b: '3', c: 'true' })).toBe(false);
    expect(decides(condition, { a: '1', b: '2', c: 'false' })).toBe(false);
  });

  test.each([
    ['NumericLessThan', '7a', 'is no number'],
    ['DateLessThan', 'tomorrow', 'is no date'],
    ['DateLessThan', '2026-13-01', 'is no date'],
    ['Bool', 'yes', 'expected true or false'],
    ['Null', 'yes', 'expected true or false'],
    ['BinaryEquals', 'a', 'is not base64'],
    ['IpAddress', '10.0.0.0/33', 'is no IP address or range'],
    ['IpAddress', '1:2:3', 'is no IP address or range'],
    ['IpAddress', '::1::2', 'is no IP address or range'],
    ['IpAddress', '010.0.0.1', 'is no IP address or range'],
    ['NullIfExists', 'true', 'is no condition operator'],
    ['BinaryNotEquals', 'aGk=', 'is no condition operator'],
    ['StringEquals', [], 'An empty list'],
    ['StringEquals', { a: 'b' }, 'expected a string, a number or a boolean'],
  ])('%s cannot have %j', (operator, value, problem) => {
    const { problems } = compile({ [operator]: { 'aws:Key': value } });
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});

describe('policy variables', () => {
  test.each<[string, Record<string, string | readonly string[]>, string, boolean]>([
    ['home/${aws:username}/*', { 'aws:username': 'ana' }, 'home/ana/x', true],
    ['home/${AWS:UserName}/*', { 'aws:username': 'ana' }, 'home/bea/x', false],
    ['home/${aws:username}/*', {}, 'home//x', false],
    ['home/${aws:username}', { 'aws:username': '*' }, 'home/ana', false],
    ['home/${aws:username}', { 'aws:username': ['ana', 'bea'] }, 'home/ana', false],
    ["home/${aws:username, 'nobody in particular'}", {}, 'home/nobody in particular', true],
    ["home/${aws:username, 'nobody'}", { 'aws:username': 'ana' }, 'home/nobody', false],
    ['${*}${?}${$}', {}, '*?$', true],
    ['${*}', {}, 'a', false],
  ])('StringLike %s with %j of %s: %s', (pattern, values, found, holds) => {
    expect(decides({ StringLike: { 'aws:Key': pattern } }, { ...values, 'aws:key': found })).toBe(holds);
  });

  test('one without a value is not equal', () => {
    expect(decides({ StringNotEquals: { 'aws:Key': '${aws:username}' } }, { 'aws:key': 'ana' })).toBe(true);
  });

  test('keeps the parts of an ARN', () => {
    const condition = { ArnLike: { 'aws:Key': 'arn:aws:iam::${aws:account}:role/*' } };
    expect(decides(condition, { 'aws:account': '1', 'aws:key': 'arn:aws:iam::1:role/x' })).toBe(true);
    expect(decides(condition, { 'aws:account': '1', 'aws:key': 'arn:aws:iam::2:role/x' })).toBe(false);
    const whole = { ArnEquals: { 'aws:Key': '${aws:principalarn}' } };
    expect(decides(whole, { 'aws:principalarn': 'arn:aws:iam::1:role/x', 'aws:key': 'arn:aws:iam::1:role/x' })).toBe(
      true,
    );
  });

  test('are texts in the older version', () => {
    const { policy } = compile({ StringEquals: { 'aws:Key': '${aws:username}' } }, '2008-10-17');
    expect(policy?.conditionKeys).toEqual(new Set(['aws:key']));
    const conditions = new Map([['aws:key', ['${aws:username}']]]);
    expect(policy?.decide({ action: 'a:B', resource: 'arn:', conditions })).toBe('allow');
  });

  test('are among the keys that a policy depends on', () => {
    const { policy } = compile({ StringLike: { 'aws:Referer': 'https://${aws:PrincipalTag/Team}/*' } });
    expect(policy?.conditionKeys).toEqual(new Set(['aws:referer', 'aws:principaltag/team']));
  });
});

function decides(
  condition: unknown,
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): boolean {
  const { policy, problems } = compile(condition);
  expect(problems).toBeUndefined();
  const conditions = new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, typeof value === 'string' ? [value] : value] as const],
    ),
  );
  return policy?.decide({ action: 'execute-api:Invoke', resource: 'arn:aws:execute-api', conditions }) === 'allow';
}

function compile(condition: unknown, version = '2012-10-17'): ReturnType<typeof compilePolicy> {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition };
  return compilePolicy({ Version: version, Statement: statement }, IDENTITY_POLICY);
}
