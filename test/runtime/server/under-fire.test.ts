import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { LocalRuntime, type RuntimeSource } from '../../../lib/runtime/local-runtime.js';
import { listen } from '../../../lib/runtime/server/http-server.js';
import { lambdaOperation, mockOperation, runtimeSource, type Operation } from '../../support/runtime-source.js';

const SECONDS = Number(process.env.SLUICE_FIRE_SECONDS ?? 5);
const CONNECTIONS = 64;
const STEP_MS = 100;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

afterAll(() => agent.destroy());

/** Says its version before the backend is called, while it works, and after it: in a template, a header, a template. */
function version(number: number): RuntimeSource {
  const name = `v${number}`;
  const { 'x-amazon-apigateway-integration': integration } = lambdaOperation('slow', 'aws') as Record<
    string,
    Operation
  >;
  const slow: Operation = {
    responses: { 200: { description: 'ok', headers: { 'X-Version': { schema: { type: 'string' } } } } },
    'x-amazon-apigateway-integration': {
      ...integration,
      requestTemplates: { 'application/json': `{"before": "${name}", "deployment": "$context.deploymentId"}` },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: { 'method.response.header.X-Version': `'${name}'` },
          responseTemplates: {
            'application/json': `$input.path('$.before') ${name} #if($input.path('$.deployment') == $context.deploymentId)${name}#end`,
          },
        },
      },
    },
  };
  return runtimeSource({
    paths: { '/mock': { get: mockOperation(`${name} ${name} ${name}`) }, '/slow': { get: slow } },
    functions: { slow: async (event: unknown) => (await delay(20), event) },
    stages: [{ name: 'prod' }],
  });
}

interface Shot {
  readonly status: number;
  readonly header: string | undefined;
  readonly body: string;
}

function shoot(port: number, path: string): Promise<Shot> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: `/prod${path}`, agent }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.once('error', reject);
      response.once('end', () => {
        const header = response.headers['x-version'];
        resolve({ status: response.statusCode ?? 0, header: typeof header === 'string' ? header : undefined, body });
      });
    });
    asked.once('error', reject).end();
  });
}

/** The version that all parts of an answer agree on. */
function versionOf({ status, header, body }: Shot): string | undefined {
  const [first, ...others] = body.split(' ');
  const agreed = status === 200 && others.length === 2 && others.every((part) => part === first);
  return agreed && (header === undefined || header === first) ? first : undefined;
}

describe('a gateway under fire', () => {
  test(
    `loses no request and mixes no versions in ${SECONDS} s of releases`,
    { timeout: SECONDS * 1_000 + 30_000 },
    async () => {
      const runtime = new LocalRuntime(version(1), {
        lambdaIsolation: 'inline',
        traces: 0,
        stable: { source: version(0), canaryPercent: 50 },
      });
      const [api] = runtime.gateway.apis;
      const listener = await listen((message) => runtime.gateway.handle(message, api?.apiId ?? ''), { port: 0 });
      const endMs = Date.now() + SECONDS * 1_000;
      const seen = new Map<string, number>();
      const wrong: Shot[] = [];
      let asked = 0;

      const fire = async (path: string): Promise<void> => {
        while (Date.now() < endMs) {
          asked += 1;
          const shot = await shoot(listener.port, path);
          const found = versionOf(shot);
          if (found === undefined) wrong.push(shot);
          else seen.set(found, (seen.get(found) ?? 0) + 1);
        }
      };
      let number = 1;
      const load = (): void => runtime.reload(version(++number));
      // Each step leaves what the next one needs.
      const steps = [
        () => runtime.releases.promote(),
        () => runtime.releases.rollback(),
        load,
        () => runtime.releases.abort(),
        load,
        load,
      ];
      let done = 0;
      const release = async (): Promise<void> => {
        for (; Date.now() < endMs; done++) {
          await delay(STEP_MS);
          steps[done % steps.length]?.();
        }
      };
      try {
        const paths = Array.from({ length: CONNECTIONS }, (_, index) => (index % 2 === 0 ? '/mock' : '/slow'));
        await Promise.all([release(), ...paths.map(fire)]);
      } finally {
        await listener.close(1_000);
        await runtime.close();
      }
      expect(wrong.slice(0, 3)).toEqual([]);
      expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(asked);
      expect(done).toBeGreaterThan(SECONDS * 3);
      // Every version that was loaded answered, the stable one beside them.
      expect(seen.size).toBeGreaterThan(SECONDS);
      expect(asked).toBeGreaterThan(CONNECTIONS * SECONDS);
      console.log(`under fire: ${asked} requests, ${done} releases, ${seen.size} versions in ${SECONDS} s`);
    },
  );
});
