import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RESOURCE_POLICY } from '../../lib/runtime/policy/policy-kind.js';
import { compilePolicy, type Decision } from '../../lib/runtime/policy/policy.js';

const RUNS = Number(process.env.SLUICE_RUNS ?? 300) * 10;

// Few texts, so that they meet; patterns with and without wildcards over the same letters.
const segment = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 4 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 5 });
const arn = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom('1', '2'), part).map(([account, rest]) => `arn:aws:execute-api:r:${account}:${rest}`);
const users = ['1', '2'].map((digit) => `arn:aws:iam::${digit.repeat(12)}:user/u`);
const some = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | readonly T[]> =>
  fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
const either = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(fc.constantFrom(name, `Not${name}`), value).map(([member, given]) => ({ [member]: given }));

const condition = fc.record(
  {
    StringLike: fc.record({ 'aws:Referer': some(pattern) }),
    StringNotEquals: fc.record({ 'AWS:referer': some(segment) }),
    'ForAllValues:StringEquals': fc.record({ 'aws:referer': some(segment) }),
    Null: fc.record({ 'aws:referer': fc.constantFrom('true', 'false') }),
  },
  { requiredKeys: [] },
);
const statement = fc
  .tuple(
    fc.constantFrom('Allow', 'Deny'),
    either('Action', some(fc.constantFrom('*', 'x:*', 'x:A', 'X:b'))),
    either('Resource', some(fc.oneof(arn(pattern), fc.constant('*')))),
    fc.constantFrom('*', { AWS: users[0] }, { AWS: users }),
    condition,
  )
  .map(([Effect, action, resource, Principal, Condition]) => ({
    Effect,
    Principal,
    ...action,
    ...resource,
    Condition,
  }));
const request = fc.record({
  action: fc.constantFrom('x:A', 'x:B'),
  resource: arn(segment),
  user: fc.option(fc.constantFrom(...users), { nil: undefined }),
  referer: fc.array(segment, { maxLength: 2 }),
});
type Statement = typeof statement extends fc.Arbitrary<infer S> ? S & Readonly<Record<string, unknown>> : never;
type Request = typeof request extends fc.Arbitrary<infer R> ? R : never;

test(`decides as the definition of a policy does, ${RUNS} times`, () => {
  const seen = new Set<Decision>();
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 3 }), request, (statements, asked) => {
      const { policy, problems } = compilePolicy({ Version: '2012-10-17', Statement: statements }, RESOURCE_POLICY);
      expect(problems).toBeUndefined();
      const { user, referer } = asked;
      const decision = policy?.decide({
        ...asked,
        ...(user !== undefined && { principal: { arn: user, accountId: user.split(':')[4] ?? '' } }),
        conditions: new Map(referer.length === 0 ? [] : [['aws:referer', referer]]),
      });
      expect(decision).toBe(naiveDecision(statements as readonly Statement[], asked));
      if (decision !== undefined) seen.add(decision);
    }),
    { numRuns: RUNS },
  );
  expect(seen).toEqual(new Set(['allow', 'deny', 'silent']));
});

// What the documentation says, word by word, without regard to time.
function naiveDecision(statements: readonly Statement[], asked: Request): Decision {
  const like = (text: string, glob: string): boolean =>
    new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
  const among = (value: unknown, test: (item: string) => boolean): boolean =>
    [value].flat().some((x) => test(String(x)));
  const applies = (s: Statement): boolean =>
    (s.Principal === '*' || among(Object.values(s.Principal)[0], (arn) => arn === asked.user)) &&
    (s.Action !== undefined) ===
      among(s.Action ?? s.NotAction, (x) => like(asked.action.toLowerCase(), x.toLowerCase())) &&
    (s.Resource !== undefined) === among(s.Resource ?? s.NotResource, (x) => like(asked.resource, x)) &&
    Object.entries(s.Condition).every(([name, keys]) => naiveCondition(name, Object.values(keys)[0], asked.referer));
  const naiveCondition = (name: string, value: unknown, found: readonly string[]): boolean => {
    if (name === 'StringLike') return found.some((x) => among(value, (glob) => like(x, glob)));
    if (name === 'StringNotEquals') return found.every((x) => !among(value, (text) => text === x));
    if (name === 'Null') return among(value, (text) => text === String(found.length === 0));
    return found.every((x) => x === '') || found.every((x) => among(value, (text) => text === x));
  };
  const effects = statements.filter(applies).map(({ Effect }) => Effect);
  return effects.includes('Deny') ? 'deny' : effects.includes('Allow') ? 'allow' : 'silent';
}
