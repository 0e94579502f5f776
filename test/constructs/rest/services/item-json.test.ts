import { App, Stack } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DynamoDbIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { ServiceStandIn } from './service-stand-in.js';

const service = new ServiceStandIn();
let gateway: LocalGateway;

beforeAll(async () => {
  await service.start();
  const stack = new Stack(new App(), 'Stack');
  const table = Table.fromTableName(stack, 'Table', 'pets');
  const api = new RestApi(stack, 'Api');
  const key = { id: 'method.request.path.id' };
  for (const depth of [0, 1, 3]) api.get(`/${depth}/{id}`, DynamoDbIntegration.getItem(table, { key, depth }));
  api.get('/', DynamoDbIntegration.scan(table, { depth: 1 }));
  gateway = await LocalGateway.fromStack(stack, { awsEndpoints: { dynamodb: service.endpoint } });
});

afterAll(async () => {
  await gateway.close();
  await service.stop();
});

/** A value of DynamoDB with the JSON that it means. */
interface Meaning {
  readonly typed: unknown;
  readonly plain: unknown;
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('S', 'M', 'L', '"', '\\', "'", '$v', '#end'),
);
const number = fc.integer().map((value) => value / 4);
const scalar: fc.Arbitrary<Meaning> = fc.oneof(
  text.map((S) => ({ typed: { S }, plain: S })),
  number.map((value) => ({ typed: { N: String(value) }, plain: value })),
  fc.boolean().map((BOOL) => ({ typed: { BOOL }, plain: BOOL })),
  fc.constant({ typed: { NULL: true }, plain: null }),
  fc.base64String({ maxLength: 8 }).map((B) => ({ typed: { B }, plain: B })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ typed: { SS }, plain: SS })),
  fc
    .array(number, { minLength: 1, maxLength: 3 })
    .map((values) => ({ typed: { NS: values.map(String) }, plain: values })),
);

function mapOf(value: fc.Arbitrary<Meaning>): fc.Arbitrary<Meaning> {
  return fc.dictionary(text, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true }).map((members) => {
    const pick = (side: keyof Meaning): unknown =>
      Object.fromEntries(Object.entries(members).map(([name, meaning]) => [name, meaning[side]]));
    return { typed: { M: pick('typed') }, plain: pick('plain') };
  });
}

function listOf(value: fc.Arbitrary<Meaning>): fc.Arbitrary<Meaning> {
  return fc.array(value, { maxLength: 3 }).map((members) => ({
    typed: { L: members.map(({ typed }) => typed) },
    plain: members.map(({ plain }) => plain),
  }));
}

/** A value with up to so many levels of lists and maps; those below are null. */
function valueOf(depth: number): fc.Arbitrary<Meaning> {
  if (depth === 0) return fc.oneof(scalar, fc.constant({ typed: { L: [{ S: 'deep' }] }, plain: null }));
  const inner = valueOf(depth - 1);
  return fc.oneof(scalar, mapOf(inner), listOf(inner));
}

test.each([0, 1, 3])('an item is the plain JSON that it means, %i levels deep', async (depth) => {
  await fc.assert(
    fc.asyncProperty(mapOf(valueOf(depth)), async ({ typed, plain }) => {
      service.response = { status: 200, body: JSON.stringify({ Item: (typed as { M: object }).M }) };
      const response = await gateway.fetch(`/${depth}/1`);
      expect([response.status, await response.json()]).toEqual([200, plain]);
    }),
    { numRuns: 100 },
  );
});

test('a page is the list of its items', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mapOf(valueOf(1)), { maxLength: 3 }), async (items) => {
      const Items = items.map(({ typed }) => (typed as { M: object }).M);
      service.response = { status: 200, body: JSON.stringify({ Count: items.length, Items }) };
      expect(await (await gateway.fetch('/')).json()).toEqual({ items: items.map(({ plain }) => plain) });
    }),
    { numRuns: 50 },
  );
});
