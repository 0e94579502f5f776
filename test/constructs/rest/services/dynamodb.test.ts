import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DynamoDbIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { LocalDynamoDb } from './dynamodb-table.js';

const database = new LocalDynamoDb();
let gateway: LocalGateway;

const EVERYTHING = {
  text: { S: 'a "quoted" \\ text\nwith <tags> & \u00e4\u{1f600} it\'s /' },
  empty: { S: '' },
  age: { N: '3.5' },
  kind: { BOOL: true },
  nothing: { NULL: true },
  bytes: { B: 'AAEC' },
  tags: { SS: ['a/b', 'c"d'] },
  sizes: { NS: ['1', '2.5'] },
  list: {
    L: [
      { S: 'x' },
      { N: '1' },
      { L: [{ S: 'deep' }, { M: { deeper: { S: 'gone' } } }] },
      { M: { in: { BOOL: false } } },
    ],
  },
  map: { M: { 'a "key"': { S: 'b' }, S: { S: 'named like a type' }, none: { M: {} }, list: { L: [] } } },
};

function declare(stack: Stack): void {
  const table = new Table(stack, 'Pets', {
    tableName: 'Pets',
    partitionKey: { name: 'owner', type: AttributeType.STRING },
    sortKey: { name: 'name', type: AttributeType.STRING },
  });
  const key = { owner: 'method.request.path.owner', name: 'method.request.path.name' };
  const api = new RestApi(stack, 'Api');
  api.get('/owners/{owner}/pets/{name}', DynamoDbIntegration.getItem(table, { key, consistentRead: true }));
  api.get('/owners/{owner}/ages/{name}', DynamoDbIntegration.getItem(table, { key, attributes: ['age', 'name'] }));
  api.put(
    '/owners/{owner}/pets/{name}',
    DynamoDbIntegration.putItem(table, {
      key,
      item: {
        note: 'method.request.body.note',
        age: { N: 'method.request.body.age' },
        tame: { BOOL: 'method.request.body.tame' },
        tags: { SS: 'method.request.body.tags' },
        address: { M: { street: 'method.request.body.address.street', country: "'#CH $x'" } },
        trace: 'method.request.header.X-Trace',
        mode: 'method.request.querystring.mode',
      },
    }),
  );
  api.post(
    '/owners/{owner}/pets',
    DynamoDbIntegration.putItem(table, {
      key: { owner: 'method.request.path.owner', name: 'context.requestId' },
      mustNotExist: true,
    }),
  );
  api.post('/owners/{owner}/pets/{name}', DynamoDbIntegration.putItem(table, { key, mustNotExist: true }));
  const set = { note: 'method.request.body.note', age: { N: 'method.request.body.age' } };
  api.patch('/owners/{owner}/pets/{name}', DynamoDbIntegration.updateItem(table, { key, set, mustExist: true }));
  api.patch(
    '/owners/{owner}/visits/{name}',
    DynamoDbIntegration.updateItem(table, { key, add: { visits: { N: "'1'" } }, remove: ['age'] }),
  );
  api.delete('/owners/{owner}/pets/{name}', DynamoDbIntegration.deleteItem(table, { key, mustExist: true }));
  api.delete(
    '/owners/{owner}/old/{name}',
    DynamoDbIntegration.deleteItem(table, {
      key,
      conditionExpression: '#age > :old',
      expressionAttributeNames: { '#age': 'age' },
      expressionAttributeValues: { ':old': { N: "'10'" } },
    }),
  );
  const owned = { owner: 'method.request.path.owner' };
  api.get(
    '/owners/{owner}/pets',
    DynamoDbIntegration.query(table, {
      key: owned,
      limit: 2,
      attributes: ['name'],
      scanIndexForward: 'method.request.querystring.ascending',
    }),
  );
  api.get(
    '/owners/{owner}/pets-like/{prefix}',
    DynamoDbIntegration.query(table, {
      key: owned,
      sortKeyCondition: 'begins_with(#name, :prefix)',
      expressionAttributeNames: { '#name': 'name' },
      expressionAttributeValues: { ':prefix': 'method.request.path.prefix' },
    }),
  );
  api.get(
    '/pets',
    DynamoDbIntegration.scan(table, {
      filterExpression: 'age > :age',
      expressionAttributeValues: { ':age': { N: 'method.request.querystring.olderThan' } },
      attributes: ['name'],
    }),
  );
}

beforeAll(async () => {
  await database.start();
  await database.do('CreateTable', {
    TableName: 'Pets',
    AttributeDefinitions: [
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'name', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'owner', KeyType: 'HASH' },
      { AttributeName: 'name', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const put = (item: object): Promise<unknown> => database.do('PutItem', { TableName: 'Pets', Item: item });
  await put({ owner: { S: 'ann' }, name: { S: 'all' }, ...EVERYTHING });
  for (const [name, age] of [
    ['a1', '1'],
    ['a2', '12'],
    ['b1', '20'],
    ['b2', '3'],
    ['b3', '4'],
  ] as const) {
    await put({ owner: { S: 'bob' }, name: { S: name }, age: { N: age } });
  }
  await put({ owner: { S: 'cid' }, name: { S: 'rex' }, age: { N: '2' } });
  const stack = new Stack(new App(), 'Stack');
  declare(stack);
  gateway = await LocalGateway.fromStack(stack, { awsEndpoints: { dynamodb: database.endpoint } });
});

afterAll(async () => {
  await gateway.close();
  await database.stop();
});

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<[status: number, body: unknown]> {
  const response = await gateway.fetch(path, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return [response.status, text === '' ? '' : (JSON.parse(text) as unknown)];
}

async function stored(owner: string, name: string): Promise<unknown> {
  const Key = { owner: { S: owner }, name: { S: name } };
  return (await database.do('GetItem', { TableName: 'Pets', Key })).Item;
}

describe('DynamoDbIntegration.getItem()', () => {
  test('returns every type of DynamoDB as plain JSON, two levels deep', async () => {
    expect(await send('GET', '/owners/ann/pets/all')).toEqual([
      200,
      {
        owner: 'ann',
        name: 'all',
        text: EVERYTHING.text.S,
        empty: '',
        age: 3.5,
        kind: true,
        nothing: null,
        bytes: 'AAEC',
        tags: ['a/b', 'c"d'],
        sizes: [1, 2.5],
        list: ['x', 1, ['deep', null], { in: false }],
        map: { 'a "key"': 'b', S: 'named like a type', none: {}, list: [] },
      },
    ]);
  });

  test('returns the attributes that are asked for, and with 404 where there is no item', async () => {
    expect(await send('GET', '/owners/bob/ages/a2')).toEqual([200, { name: 'a2', age: 12 }]);
    expect(await send('GET', '/owners/bob/ages/nobody')).toEqual([404, { message: 'Not Found' }]);
  });
});

describe('DynamoDbIntegration.putItem()', () => {
  test('writes what the request has, and leaves out what it has not', async () => {
    const body = { note: 'likes "tuna"', age: 7, tame: true, tags: ['x', 'y/z'], address: { street: "O'Hara \\ 1" } };
    expect(await send('PUT', '/owners/ann/pets/tom', body, { 'X-Trace': 't1' })).toEqual([200, {}]);
    expect(await stored('ann', 'tom')).toEqual({
      owner: { S: 'ann' },
      name: { S: 'tom' },
      note: { S: 'likes "tuna"' },
      age: { N: '7' },
      tame: { BOOL: true },
      tags: { SS: ['x', 'y/z'] },
      address: { M: { street: { S: "O'Hara \\ 1" }, country: { S: '#CH $x' } } },
      trace: { S: 't1' },
    });
    expect(await send('PUT', '/owners/ann/pets/tim?mode=m', { tame: false })).toEqual([200, {}]);
    expect(await stored('ann', 'tim')).toEqual({
      owner: { S: 'ann' },
      name: { S: 'tim' },
      tame: { BOOL: false },
      mode: { S: 'm' },
      address: { M: { country: { S: '#CH $x' } } },
    });
  });

  test.each<[what: string, owner: string]>([
    ['quotes and braces', '"}},"x'],
    ['a backslash before a quote', '\\"'],
    ['an apostrophe behind a backslash', "\\'"],
    ['a plus and a space', 'a+b c'],
    ['a slash and a percent', 'a/b%20'],
    ['VTL', "$input.body#set($x = '1')"],
    ['control characters and other alphabets', '\u0001\tä漢\u{1f600}\u2028'],
  ])('keeps %s of a path variable and a body what they are', async (_what, owner) => {
    const path = `/owners/${encodeURIComponent(owner)}/pets/x`;
    expect(await send('PUT', path, { note: owner })).toEqual([200, {}]);
    expect(await stored(owner, 'x')).toMatchObject({ note: { S: owner } });
    expect(await send('GET', path)).toMatchObject([200, { owner, note: owner }]);
  });

  test('responds with 201 with the key that the gateway made up', async () => {
    const [status, body] = await send('POST', '/owners/new/pets', {});
    expect([status, Object.keys(body as object)]).toEqual([201, ['name']]);
    expect(await stored('new', (body as { name: string }).name)).toMatchObject({ owner: { S: 'new' } });
  });

  test('responds with 409 where the item must not exist and does', async () => {
    expect(await send('POST', '/owners/bob/pets/a1', {})).toEqual([409, { message: 'Conflict' }]);
    expect(await send('POST', '/owners/bob/pets/c1', {})).toEqual([201, {}]);
  });

  test('responds to a value that DynamoDB refuses with 400, without its message', async () => {
    expect(await send('PUT', '/owners/ann/pets/tom', { age: 'old' })).toEqual([400, { message: 'Bad Request' }]);
  });

  test('responds to a body of another type with 415: it would be the request', async () => {
    const item = '{"TableName":"Pets","Item":{"owner":{"S":"evil"},"name":{"S":"evil"}}}';
    for (const contentType of ['text/plain', 'application/x-amz-json-1.0']) {
      expect(await send('PUT', '/owners/ann/pets/tom', item, { 'Content-Type': contentType })).toMatchObject([415, {}]);
    }
    expect(await stored('evil', 'evil')).toBeUndefined();
  });
});

describe('DynamoDbIntegration.updateItem()', () => {
  test('sets what the request has and returns the whole item', async () => {
    expect(await send('PATCH', '/owners/cid/pets/rex', { note: 'good' })).toEqual([
      200,
      { owner: 'cid', name: 'rex', age: 2, note: 'good' },
    ]);
    expect(await send('PATCH', '/owners/cid/pets/rex', { age: 4 })).toMatchObject([200, { age: 4, note: 'good' }]);
  });

  test('responds with 400 to a request without a value, 404 where there is no item', async () => {
    expect(await send('PATCH', '/owners/cid/pets/rex', {})).toEqual([400, { message: 'Bad Request' }]);
    expect(await send('PATCH', '/owners/cid/pets/tom', { age: 4 })).toEqual([404, { message: 'Not Found' }]);
  });

  test('adds to numbers and removes attributes, and makes an item where it may', async () => {
    expect(await send('PATCH', '/owners/dot/visits/rex', {})).toEqual([200, { owner: 'dot', name: 'rex', visits: 1 }]);
    await send('PATCH', '/owners/dot/pets/rex', { age: 4 });
    expect(await send('PATCH', '/owners/dot/visits/rex', {})).toEqual([200, { owner: 'dot', name: 'rex', visits: 2 }]);
  });
});

describe('DynamoDbIntegration.deleteItem()', () => {
  test('responds with 204 without a body, then 404', async () => {
    await send('POST', '/owners/eve/pets/tom', {});
    expect(await send('DELETE', '/owners/eve/pets/tom')).toEqual([204, '']);
    expect(await send('DELETE', '/owners/eve/pets/tom')).toEqual([404, { message: 'Not Found' }]);
  });

  test('responds with 409 where another condition fails', async () => {
    await database.do('PutItem', {
      TableName: 'Pets',
      Item: { owner: { S: 'eve' }, name: { S: 'o' }, age: { N: '9' } },
    });
    expect(await send('DELETE', '/owners/eve/old/o')).toEqual([409, { message: 'Conflict' }]);
    await database.do('PutItem', {
      TableName: 'Pets',
      Item: { owner: { S: 'eve' }, name: { S: 'o' }, age: { N: '11' } },
    });
    expect(await send('DELETE', '/owners/eve/old/o')).toEqual([204, '']);
  });
});

describe('DynamoDbIntegration.query()', () => {
  test('responds to page by page, in either order', async () => {
    const names = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      let token: string | undefined;
      do {
        const next: string = token === undefined ? '' : `&nextToken=${encodeURIComponent(token)}`;
        const [status, page] = await send('GET', `/owners/bob/pets?${query}${next}`);
        expect(status).toBe(200);
        const { items, nextToken } = page as { items: { name: string }[]; nextToken?: string };
        expect(items.length).toBeLessThanOrEqual(2);
        found.push(...items.map(({ name }) => name));
        token = nextToken;
      } while (token !== undefined && found.length < 100);
      return found.filter((name) => name !== 'c1');
    };
    expect(await names('')).toEqual(['a1', 'a2', 'b1', 'b2', 'b3']);
    expect(await names('ascending=false')).toEqual(['b3', 'b2', 'b1', 'a2', 'a1']);
    expect(await send('GET', '/owners/nobody/pets')).toEqual([200, { items: [] }]);
  });

  test('takes no other member from a token than a key', async () => {
    const token = (text: string): string => encodeURIComponent(Buffer.from(text).toString('base64'));
    const injected = '{"owner":{"S":"bob"},"name":{"S":"a1\\"}},\\"TableName\\":\\"Other"}}';
    expect((await send('GET', `/owners/bob/pets?nextToken=${token(injected)}`))[0]).toBe(200);
    const foreign = '{"owner":{"S":"ann"},"name":{"S":"all"}}';
    expect(await send('GET', `/owners/bob/pets?nextToken=${token(foreign)}`)).toEqual([
      400,
      { message: 'Bad Request' },
    ]);
  });

  test('has a condition for the sort key', async () => {
    expect(await send('GET', '/owners/bob/pets-like/b')).toMatchObject([
      200,
      { items: [{ name: 'b1', age: 20 }, { name: 'b2' }, { name: 'b3' }] },
    ]);
  });
});

describe('DynamoDbIntegration.scan()', () => {
  test('returns the items that the filter lets through', async () => {
    expect(await send('GET', '/pets?olderThan=11')).toEqual([200, { items: [{ name: 'a2' }, { name: 'b1' }] }]);
  });
});

describe('a value of DynamoDB', () => {
  test.each<[value: object, found: string]>([
    [{ S: "'a'", N: "'1'" }, 'the type S and N'],
    [{ X: "'a'" }, 'the type X'],
    [{}, 'no type'],
  ])('%j is refused', (value, found) => {
    const table = Table.fromTableName(new Stack(), 'Table', 'pets');
    expect(() => DynamoDbIntegration.getItem(table, { key: { id: value as { S: string } } })).toThrow(
      `A DynamoDB value has ${found}; expected one of S, N, B, BOOL, NULL, SS, NS, L, M`,
    );
  });

  test('has the type that it is given, in lists and maps, too', async () => {
    const stack = new Stack(new App(), 'Stack');
    const table = Table.fromTableName(stack, 'Table', 'Pets');
    const key = { owner: "'fay'", name: 'method.request.path.name' };
    const item = {
      kind: { BOOL: true },
      old: { BOOL: "'false'" },
      none: { NULL: true },
      bytes: { B: "'AAEC'" },
      tags: { SS: ["'a'", 'method.request.path.name'] },
      sizes: { NS: 'method.request.body.sizes' },
      list: { L: ["'x'", { N: 'method.request.body.sizes[0]' }, { M: { in: { L: [] } } }] },
    } as const;
    new RestApi(stack, 'Api').put('/{name}', DynamoDbIntegration.putItem(table, { key, item }));
    const local = await LocalGateway.fromStack(stack, { awsEndpoints: { dynamodb: database.endpoint } });
    const headers = { 'Content-Type': 'application/json' };
    await local.fetch('/rex', { method: 'PUT', headers, body: '{"sizes":[1,2.5]}' });
    await local.close();
    expect(await stored('fay', 'rex')).toEqual({
      owner: { S: 'fay' },
      name: { S: 'rex' },
      kind: { BOOL: true },
      old: { BOOL: false },
      none: { NULL: true },
      bytes: { B: 'AAEC' },
      tags: { SS: ['a', 'rex'] },
      sizes: { NS: ['1', '2.5'] },
      list: { L: [{ S: 'x' }, { N: '1' }, { M: { in: { L: [] } } }] },
    });
  });
});
