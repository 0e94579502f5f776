import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, startServer } from './server.js';
import { SCENARIOS } from './scenarios/index.js';
import { spread } from './statistics.js';

/**
 * Measures the gateway against a raw `node:http` server, and the rest by itself:
 *
 *     npm run bench                      all scenarios
 *     npm run bench -- mock lambda-inline
 *     npm run bench -- --pairs 3 --requests 40000 mock    a quick look; the figures do not count
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'string', default: '7' }, requests: { type: 'string', default: '120000' } },
});

const PAIRS = Number(values.pairs);
const REQUESTS = Number(values.requests);
const WARM_UP_MS = 2_000;

/** A server of `servers.ts` and what it is asked. */
interface Subject {
  readonly server: string;
  readonly request: string;
  readonly status: number;
}

interface HttpScenario extends Subject {
  readonly name: string;
  /** Ratio to raw: wanted, and never above. */
  readonly goal: number;
  readonly limit: number;
}

/** What one thing adds to the same request to the same server without it. */
interface DeltaScenario {
  readonly name: string;
  readonly without: Subject;
  readonly with: Subject;
  readonly unit: '%' | 'us CPU';
  /** Of the difference in `unit`: wanted, and never above. */
  readonly goal: number;
  readonly limit: number;
}

const get = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`;
const post = (path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

const HTTP_SCENARIOS: readonly HttpScenario[] = [
  { name: 'unknown-route', server: 'mock', request: get('/prod/nothing'), status: 403, goal: 1.8, limit: 2.5 },
  { name: 'mock', server: 'mock', request: get('/prod/pets/7'), status: 200, goal: 1.8, limit: 2.5 },
  {
    name: 'mock-templates',
    server: 'mock-templates',
    request: get('/prod/pets/7?name=Rex'),
    status: 200,
    goal: 1.8,
    limit: 2.5,
  },
  { name: 'lambda-inline', server: 'lambda-inline', request: get('/prod/pets/7'), status: 200, goal: 2, limit: 3 },
  { name: 'lambda-thread', server: 'lambda-thread', request: get('/prod/pets/7'), status: 200, goal: 3.5, limit: 5 },
  { name: 'http-proxy', server: 'http-proxy', request: get('/prod/pets/7'), status: 200, goal: 8, limit: 10 },
];

const RAW: Subject = { server: 'raw', request: get('/'), status: 200 };

const TEMPLATES = { request: get('/prod/pets/7?name=Rex'), status: 200 };
const PET = { request: post('/prod/pets/7', '{"name":"Rex","age":3}'), status: 200 };

const DELTA_SCENARIOS: readonly DeltaScenario[] = [
  {
    name: 'trace-on',
    without: { server: 'untraced', ...TEMPLATES },
    with: { server: 'mock-templates', ...TEMPLATES },
    unit: '%',
    goal: 15,
    limit: 25,
  },
  {
    name: 'validation',
    without: { server: 'unvalidated', ...PET },
    with: { server: 'validated', ...PET },
    unit: 'us CPU',
    goal: 6,
    limit: 10,
  },
];

async function main(): Promise<void> {
  const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
  for (const scenario of HTTP_SCENARIOS.filter(({ name }) => wanted(name))) await compareWithRaw(scenario);
  for (const scenario of DELTA_SCENARIOS.filter(({ name }) => wanted(name))) await measureDelta(scenario);
  for (const [name, measure] of Object.entries(SCENARIOS)) {
    if (!wanted(name)) continue;
    for (const line of await measure()) console.log(`${name.padEnd(24)} ${line}`);
  }
}

async function compareWithRaw({ name, goal, limit, ...subject }: HttpScenario): Promise<void> {
  const pairs = await measurePairs(name, RAW, subject);
  const ratio = spread(pairs.map(([raw, here]) => here / raw));
  const us = spread(pairs.map(([, here]) => here));
  console.log(
    `${name.padEnd(24)} ${us.median.toFixed(1)} us CPU a request, ${ratio.median.toFixed(2)}x raw ` +
      `(${ratio.minimum.toFixed(2)}-${ratio.maximum.toFixed(2)}, spread ${ratio.spreadPercent.toFixed(0)} %), goal ${goal}x, limit ${limit}x: ${verdict(ratio.median, goal, limit)}`,
  );
}

async function measureDelta({ name, without, with: subject, unit, goal, limit }: DeltaScenario): Promise<void> {
  const pairs = await measurePairs(name, without, subject);
  const added = spread(pairs.map(([before, after]) => (unit === '%' ? (after / before - 1) * 100 : after - before)));
  const [before, after] = [spread(pairs.map(([us]) => us)), spread(pairs.map(([, us]) => us))];
  console.log(
    `${name.padEnd(24)} adds ${added.median.toFixed(1)} ${unit} (${added.minimum.toFixed(1)} to ${added.maximum.toFixed(1)}) ` +
      `to ${before.median.toFixed(1)} us CPU a request: ${after.median.toFixed(1)}, goal ${goal}, limit ${limit}: ${verdict(added.median, goal, limit)}`,
  );
}

function verdict(figure: number, goal: number, limit: number): string {
  return figure <= goal ? 'ok' : figure <= limit ? 'above the goal' : 'ABOVE THE LIMIT';
}

type Pair = readonly [first: number, second: number];

/** Microseconds of CPU a request of both, measured in turns, so that what else the machine does meets both alike. */
async function measurePairs(name: string, first: Subject, second: Subject): Promise<readonly Pair[]> {
  const [one, other] = [await startServer(first.server), await startServer(second.server)];
  const client = fork(join(__dirname, 'client.js'));
  const measure = async (server: typeof one, { request, status }: Subject, count: number): Promise<number> => {
    const before = await server.cpuUs();
    const answer = (await ask(client, { port: server.port, count, request, status })) as { failed?: string };
    if (answer.failed !== undefined) throw new Error(`${name}: ${answer.failed}`);
    return ((await server.cpuUs()) - before) / count;
  };
  const subjects = [
    [one, first],
    [other, second],
  ] as const;
  for (const [server, subject] of subjects) {
    for (const until = Date.now() + WARM_UP_MS; Date.now() < until;) await measure(server, subject, 2_000);
  }
  const pairs: Pair[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    pairs.push([await measure(one, first, REQUESTS), await measure(other, second, REQUESTS)]);
  }
  for (const process of [one, other]) process.close();
  client.kill();
  return pairs;
}

void main();
