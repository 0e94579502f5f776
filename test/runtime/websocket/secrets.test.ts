import { expect, test } from 'vitest';
import { loadSource } from '../../../lib/import/source/load-source.js';
import { resolveCollection } from '../../../lib/import/source/resolve-values.js';
import type { InlineHandler } from '../../../lib/model/index.js';
import { LocalRuntime } from '../../../lib/runtime/index.js';
import { GUARDED, guardResources, policy, type GuardEvent } from './authorizers/guard.js';
import { templateFile, webSocketTemplate } from './chat-template.js';
import { silentSocket } from './silent-socket.js';

const KEY = 'the-key-of-the-mobile-app';
const SECRETS = ['header-secret', 'cookie-secret', 'token-secret', 'signature-secret', KEY];

const TEMPLATE = webSocketTemplate(
  {
    $connect: { route: { ...GUARDED.route, ApiKeyRequired: true } },
    $default: { respond: true, route: { ApiKeyRequired: true } },
    $disconnect: {},
  },
  {
    api: { ApiKeySelectionExpression: '$context.authorizer.usageIdentifierKey' },
    stage: { DefaultRouteSettings: { LoggingLevel: 'INFO', DataTraceEnabled: true } },
    resources: {
      ...guardResources([]),
      Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Value: KEY, Enabled: true } },
      Plan: {
        Type: 'AWS::ApiGateway::UsagePlan',
        Properties: { ApiStages: [{ ApiId: { Ref: 'Chat' }, Stage: 'dev' }] },
      },
      PlanKey: {
        Type: 'AWS::ApiGateway::UsagePlanKey',
        Properties: { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } },
      },
    },
  },
);

const FUNCTIONS: Readonly<Record<string, InlineHandler>> = {
  guard: (event) => ({ ...policy('Allow', (event as GuardEvent).methodArn), usageIdentifierKey: KEY }),
  // Everything that a function is told comes back.
  handler: (event) => ({ statusCode: 200, body: JSON.stringify(event) }),
};

test('secrets of a handshake are in no trace and in no execution log, with data trace neither', async () => {
  const lines: string[] = [];
  const runtime = new LocalRuntime(
    {
      collection: resolveCollection(await loadSource(templateFile(TEMPLATE))),
      functions: Object.entries(FUNCTIONS).map(([name, handler]) => ({
        ...{ name, handler: '', environment: {}, timeoutMs: 3_000, memoryMegabytes: 128 },
        code: { kind: 'function', handler },
      })),
    },
    {
      lambdaIsolation: 'inline',
      observation: { executionLog: () => ({ write: (line) => lines.push(line), writeCanary: () => undefined }) },
    },
  );
  try {
    const handshake = await runtime.gateway.connect(
      {
        method: 'GET',
        target: '/dev?token=token-secret&X-Amz-Signature=signature-secret',
        headers: [
          ['Host', 'localhost'],
          ['Authorization', 'Bearer header-secret'],
          ['Cookie', 'sid=cookie-secret'],
        ],
        body: Buffer.alloc(0),
        sourceIp: '127.0.0.1',
        protocol: 'http',
        httpVersion: 'HTTP/1.1',
      },
      runtime.gateway.apis[0]?.apiId ?? '',
    );
    if (handshake.kind === 'refused') throw new Error(`The handshake is refused with ${handshake.response.status}`);
    const connection = handshake.open(silentSocket());
    await connection.receive(Buffer.from('hello'), false);
    await connection.closed(1000, '');
    const traces = JSON.stringify(runtime.gateway.traces.list().map((trace) => trace.print()));
    expect(traces).toContain('hello');
    expect(lines.join('\n')).toContain('hello');
    for (const secret of SECRETS) {
      expect(traces).not.toContain(secret);
      expect(lines.join('\n')).not.toContain(secret);
    }
  } finally {
    await runtime.close();
  }
});
