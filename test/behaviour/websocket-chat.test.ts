import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/websocket-chat/app.js';
import { LocalGateway } from '../../lib/testing/index.js';
import { TestClient } from '../runtime/websocket/client.js';
import { HAS_CHROMIUM, startChromium } from '../support/chromium.js';
import { startExampleBackend } from '../support/example-backend.js';
import { synthesizeExample } from '../support/example-template.js';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'websocket-chat');
const PAGE = pathToFileURL(join(EXAMPLE, 'page', 'index.html')).href;

let database: ChildProcess;
let tables: DynamoDBClient;
let gateway: LocalGateway;
let url: string;

beforeAll(async () => {
  const { address, child } = await startExampleBackend(join(EXAMPLE, 'database.mjs'));
  database = child;
  const endpoint = `http://${address}`;
  tables = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  gateway = await LocalGateway.fromStack(stack, { lambdaIsolation: 'thread', awsEndpoints: { dynamodb: endpoint } });
  ({ url } = await gateway.listen());
});
afterAll(async () => {
  await gateway.close();
  tables.destroy();
  database.kill();
});

describe('examples/websocket-chat', () => {
  test('has no finding', () => {
    expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the template of its snapshot', () => {
    expect(synthesizeExample(stack)).toMatchSnapshot();
  });

  test('removes a connection that is gone when a message is sent to its room', async () => {
    const gone = { connectionId: { S: 'R0oXAdfD0kwCH6w=' }, userName: { S: 'Old' }, room: { S: 'attic' } };
    await tables.send(new PutItemCommand({ TableName: 'ChatConnections', Item: gone }));
    const ann = await TestClient.connect(`${url}?name=Ann`);
    ann.send({ action: 'join', room: 'attic' });
    expect(JSON.parse(await ann.receive())).toEqual({ event: 'members', room: 'attic', members: ['Ann'] });
    await ann.close();
  });

  test('keeps nothing of a connection that is closed', async () => {
    const [ann, bob] = [await TestClient.connect(`${url}?name=Ann`), await TestClient.connect(`${url}?name=Bob`)];
    for (const client of [ann, bob]) {
      client.send({ action: 'join', room: 'hall' });
      await client.receive();
    }
    await ann.receive();
    await bob.close();
    expect(JSON.parse(await ann.receive())).toEqual({ event: 'left', name: 'Bob' });
    const { Items = [] } = await tables.send(new ScanCommand({ TableName: 'ChatConnections' }));
    expect(Items.map(({ userName }) => userName?.S)).not.toContain('Bob');
    await ann.close();
  });
});

describe.skipIf(!HAS_CHROMIUM)('the page of examples/websocket-chat in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  /** A tab whose user enters a room. */
  async function enter(name: string, room: string): Promise<Page> {
    const tab = await browser.newPage();
    await tab.goto(`${PAGE}?api=${encodeURIComponent(url.replace(/^http/, 'ws'))}`);
    await tab.fill('[name=name]', name);
    await tab.fill('[name=room]', room);
    await tab.click('text=Enter');
    await tab.waitForSelector('#send:not([hidden])');
    return tab;
  }

  async function say(tab: Page, text: string): Promise<void> {
    await tab.fill('[name=text]', text);
    await tab.press('[name=text]', 'Enter');
  }

  /** The lines of the log, as soon as there are so many. */
  async function lines(tab: Page, count: number): Promise<readonly string[]> {
    await tab.waitForSelector(`#log li:nth-child(${count})`);
    return tab.locator('#log li').allTextContents();
  }

  const statusOf = (tab: Page, text: string): Promise<unknown> => tab.waitForSelector(`#status:text-is("${text}")`);

  test('lets two tabs talk to each other', async () => {
    const ann = await enter('Ann', 'kitchen');
    await statusOf(ann, 'In kitchen: Ann');
    const bob = await enter('Bob', 'kitchen');
    await statusOf(bob, 'In kitchen: Ann, Bob');
    expect(await lines(ann, 1)).toEqual(['Bob joined']);

    await say(ann, 'Hello, Bob');
    expect(await lines(bob, 1)).toEqual(['Ann: Hello, Bob']);
    await say(bob, 'Hello, Ann');
    expect(await lines(ann, 3)).toEqual(['Bob joined', 'Ann: Hello, Bob', 'Bob: Hello, Ann']);

    await bob.close();
    expect(await lines(ann, 4)).toContain('Bob left');
    await ann.close();
  });

  test('shows what users write as text', async () => {
    const tab = await enter('<b>Eve</b>', 'study');
    const markup = '<img src=x onerror="document.title = \'changed\'">';
    await say(tab, markup);
    expect(await lines(tab, 1)).toEqual([`<b>Eve</b>: ${markup}`]);
    expect(await tab.locator('#log img, #log b').count()).toBe(0);
    expect(await tab.title()).toBe('Chat');
    await tab.close();
  });

  test('stays in one room while others talk in theirs', async () => {
    const [ann, bob] = [await enter('Ann', 'attic'), await enter('Bob', 'cellar')];
    await say(bob, 'Is anybody here?');
    expect(await lines(bob, 1)).toEqual(['Bob: Is anybody here?']);
    await say(ann, 'I am alone');
    expect(await lines(ann, 1)).toEqual(['Ann: I am alone']);
    await Promise.all([ann.close(), bob.close()]);
  });
});
