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

interface HttpScenario {
  readonly name: string;
  readonly server: string;
  readonly request: string;
  readonly status: number;
  /** Ratio to raw: wanted, and never above. */
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
  {
    name: 'validation',
    server: 'validation',
    request: post('/prod/pets/7', '{"name":"Rex","age":3}'),
    status: 200,
    goal: 2.5,
    limit: 3,
  },
  { name: 'lambda-inline', server: 'lambda-inline', request: get('/prod/pets/7'), status: 200, goal: 2, limit: 3 },
  { name: 'lambda-thread', server: 'lambda-thread', request: get('/prod/pets/7'), status: 200, goal: 3.5, limit: 5 },
  { name: 'http-proxy', server: 'http-proxy', request: get('/prod/pets/7'), status: 200, goal: 8, limit: 10 },
];

async function main(): Promise<void> {
  const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
  for (const scenario of HTTP_SCENARIOS.filter(({ name }) => wanted(name))) await compare(scenario);
  for (const [name, measure] of Object.entries(SCENARIOS)) {
    if (!wanted(name)) continue;
    for (const line of await measure()) console.log(`${name.padEnd(24)} ${line}`);
  }
}

async function compare({ name, server, request, status, goal, limit }: HttpScenario): Promise<void> {
  const [raw, here] = [await startServer('raw'), await startServer(server)];
  const client = fork(join(__dirname, 'client.js'));
  const measure = async (
    target: typeof raw,
    load: { request: string; status: number },
    count: number,
  ): Promise<number> => {
    const before = await target.cpuUs();
    const answer = (await ask(client, { port: target.port, count, ...load })) as { failed?: string };
    if (answer.failed !== undefined) throw new Error(`${name}: ${answer.failed}`);
    return ((await target.cpuUs()) - before) / count;
  };
  const loads = [
    { target: raw, load: { request: get('/'), status: 200 } },
    { target: here, load: { request, status } },
  ] as const;
  for (const { target, load } of loads) {
    for (const until = Date.now() + WARM_UP_MS; Date.now() < until;) await measure(target, load, 2_000);
  }
  const figures: { readonly raw: number; readonly here: number }[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    figures.push({
      raw: await measure(raw, loads[0].load, REQUESTS),
      here: await measure(here, loads[1].load, REQUESTS),
    });
  }
  for (const process of [raw, here]) process.close();
  client.kill();
  const ratio = spread(figures.map((pair) => pair.here / pair.raw));
  const us = spread(figures.map((pair) => pair.here));
  const verdict = ratio.median <= goal ? 'ok' : ratio.median <= limit ? 'above the goal' : 'ABOVE THE LIMIT';
  console.log(
    `${name.padEnd(24)} ${us.median.toFixed(1)} us CPU a request, ${ratio.median.toFixed(2)}x raw ` +
      `(${ratio.minimum.toFixed(2)}-${ratio.maximum.toFixed(2)}, spread ${ratio.spreadPercent.toFixed(0)} %), goal ${goal}x, limit ${limit}x: ${verdict}`,
  );
}

void main();
