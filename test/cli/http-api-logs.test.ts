import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, startCommand } from '../support/command-line.js';

/** An HTTP API with CORS, whose stage has an access log and metrics of its routes. */
const TEMPLATE = {
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Web: {
      Type: 'AWS::Serverless::HttpApi',
      Properties: {
        CorsConfiguration: { AllowOrigins: ['https://app.test'], AllowMethods: ['GET'] },
        AccessLogSettings: {
          DestinationArn: 'arn:aws:logs:us-east-1:1:log-group:a',
          Format: '$context.requestId $context.status $context.routeKey',
        },
        DefaultRouteSettings: { DetailedMetricsEnabled: true },
      },
    },
    F: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        InlineCode: 'exports.handler = async () => "hello"',
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Events: { Get: { Type: 'HttpApi', Properties: { Path: '/pets', Method: 'get', ApiId: { Ref: 'Web' } } } },
      },
    },
  },
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-http-api-logs-'));
  writeFileSync(join(folder, 'api.json'), JSON.stringify(TEMPLATE));
  const accessLogs = { '*': { file: 'clf.log', format: 'CLF' } };
  writeFileSync(join(folder, 'sluice.json'), JSON.stringify({ accessLogs }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('sluice serve answers preflight requests of an HTTP API, logs its requests and counts them', async () => {
  const command = startCommand(['serve', 'api.json', '--port', '0', '--state', 'state', '--json'], { cwd: folder });
  try {
    const { url } = JSON.parse(await command.firstLine) as { url: string };
    const origin = { origin: 'https://app.test' };
    const preflight = await fetch(`${url}/pets`, {
      method: 'OPTIONS',
      headers: { ...origin, 'access-control-request-method': 'GET' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET']);
    const response = await fetch(`${url}/pets`, { headers: origin });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.test']);
    await fetch(`${url}/none`);
    expect(readFileSync(join(folder, 'clf.log'), 'utf8').trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^127\.0\.0\.1 - - \[.*\] "OPTIONS - HTTP\/1\.1" 204 0 \S+=$/),
      expect.stringMatching(/^127\.0\.0\.1 - - \[.*\] "GET GET \/pets HTTP\/1\.1" 200 5 \S+=$/),
      expect.stringMatching(/^127\.0\.0\.1 - - \[.*\] "GET - HTTP\/1\.1" 404 23 \S+=$/),
    ]);
    const printed = await runCommand(['server', 'metrics', '--state', 'state', '--format', 'json'], { cwd: folder });
    const { metrics } = JSON.parse(printed.stdout) as { metrics: readonly unknown[] };
    const ApiId = expect.any(String) as unknown;
    expect(metrics).toEqual(
      expect.arrayContaining([
        { name: '4xx', dimensions: { ApiId, Stage: '$default' }, unit: 'Count', sampleCount: 3, sum: 1 },
        { name: 'DataProcessed', dimensions: { ApiId, Stage: '$default' }, unit: 'Bytes', sampleCount: 3, sum: 28 },
        expect.objectContaining({
          name: 'Count',
          dimensions: { ApiId, Stage: '$default', Method: 'GET', Resource: '/pets' },
          sum: 1,
        }),
      ]),
    );
  } finally {
    command.interrupt();
  }
  expect((await command.done).stderr).not.toContain('served without');
});
