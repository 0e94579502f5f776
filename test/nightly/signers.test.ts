import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readIdentities } from '../../lib/runtime/authorizers/identities.js';
import { listen, type HttpListener } from '../../lib/runtime/server/http-server.js';
import { SYSTEM_CLOCK } from '../../lib/runtime/server/system-environment.js';
import { mock, restApi, ServedApi } from '../support/rest-request.js';

/** The server that a program calls is in this process: nothing may block it. */
const run = promisify(execFile);

const KEY = { accessKeyId: 'AKIANIGHTLY', secretAccessKey: 'nightly/secret+key' };

const API = restApi({ 'ANY /{proxy+}': { integration: mock(), authorization: { type: 'AWS_IAM' } } });

let listener: HttpListener;
let served: ServedApi;
beforeAll(async () => {
  const allow = { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] };
  const identities = readIdentities([{ ...KEY, arn: 'arn:aws:iam::000000000000:user/ana', policies: [allow] }], 'test');
  served = new ServedApi(API, { identities, clock: SYSTEM_CLOCK });
  const apiId = served.runtime.gateway.apis[0]?.apiId ?? '';
  listener = await listen((request) => served.runtime.gateway.handle(request, apiId), { port: 0 });
});
afterAll(async () => {
  await listener.close(0);
  await served.runtime.close();
});

const PATHS = ['/pets', '/a%20b/%C3%A4', '/pets?b=2&a=1', '/pets?q=it%27s%20%281%29%2A&empty='];

/** Prints the headers that botocore signs a request with. */
const BOTOCORE = `
import json, sys
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
method, url, body, key, secret = sys.argv[1:]
request = AWSRequest(method=method, url=url, data=body, headers={'Content-Type': 'application/json'})
SigV4Auth(Credentials(key, secret), 'execute-api', 'us-east-1').add_auth(request)
print(json.dumps(dict(request.headers)))
`;

function isInstalled(program: string, ...args: readonly string[]): boolean {
  const found = spawnSync(program, args).status === 0;
  if (!found)
    process.stdout.write(`signers: ${program} ${args.join(' ')} does not run, so its signatures are not tested\n`);
  return found;
}

const hasBotocore = isInstalled('python3', '-c', 'import botocore');
const hasCurl = isInstalled('curl', '--aws-sigv4', 'aws:amz', '--version');

describe.runIf(hasBotocore)('requests that botocore signs', () => {
  test.each(PATHS)('%s', async (path) => {
    const url = `http://127.0.0.1:${listener.port}/dev${path}`;
    const body = '{"a":"ü"}';
    const { stdout } = await run('python3', ['-c', BOTOCORE, 'POST', url, body, KEY.accessKeyId, KEY.secretAccessKey]);
    const headers = JSON.parse(stdout) as Record<string, string>;
    expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(200);
    expect((await fetch(url, { method: 'POST', body: '{}', headers })).status).toBe(403);
  });
});

describe.runIf(hasCurl)('requests that curl --aws-sigv4 signs', () => {
  test.each([
    ['/pets', KEY.secretAccessKey, 200],
    ['/pets?a=1&b=2', KEY.secretAccessKey, 200],
    ['/pets', 'another', 403],
  ])('%s with the secret %s: %i', async (path, secret, status) => {
    const signing = ['--aws-sigv4', 'aws:amz:us-east-1:execute-api', '--user', `${KEY.accessKeyId}:${secret}`];
    const url = `http://127.0.0.1:${listener.port}/dev${path}`;
    const { stdout } = await run('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', ...signing, url]);
    expect(Number(stdout)).toBe(status);
  });
});
