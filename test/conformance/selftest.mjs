#!/usr/bin/env node
// Tests the runner itself: matchers, checks, and whole runs against a tiny fake server (passing and failing).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { match, checkResponse, checkBackend, checkSection, expandTemplate, signV4 } from './run.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
let n = 0;
const yes = (e, a, o) => {
  n++;
  assert.deepEqual(match(e, a, o), [], `should match: ${JSON.stringify(e)} ~ ${JSON.stringify(a)}`);
};
const no = (e, a, o) => {
  n++;
  assert.notDeepEqual(match(e, a, o), [], `should not match: ${JSON.stringify(e)} ~ ${JSON.stringify(a)}`);
};

// matchers
yes(1, 1);
no(1, '1');
yes(null, null);
no(null, undefined);
yes('a', 'a');
no('a', 'b');
yes({ a: 1 }, { a: 1 });
no({ a: 1 }, { a: 1, b: 2 });
yes({ a: 1 }, { a: 1, b: 2 }, { subset: true });
no({ a: 1, b: 2 }, { a: 1 });
yes([1, 2], [1, 2]);
no([1, 2], [2, 1]);
no([1], [1, 2]);
no([1], { 0: 1 });
yes({ a: { $regex: '^x\\d$' } }, { a: 'x1' });
no({ a: { $regex: '^x\\d$' } }, { a: 'y1' });
no({ $regex: '1' }, 1);
yes({ a: { $any: true } }, { a: null });
no({ a: { $any: true } }, {});
yes({ $type: 'integer' }, 3);
no({ $type: 'integer' }, 3.5);
yes({ $type: 'number' }, 3);
yes({ $type: ['null', 'string'] }, null);
no({ $type: 'object' }, []);
yes({ $subset: { a: 1 } }, { a: 1, b: 2 });
no({ $subset: { a: 1 } }, { b: 2 });
yes({ a: { $exact: { b: 1 } } }, { a: { b: 1 }, c: 1 }, { subset: true });
no({ a: { $exact: { b: 1 } } }, { a: { b: 1, d: 1 } }, { subset: true });
yes({ a: { $absent: true } }, {});
no({ a: { $absent: true } }, { a: 1 });
yes({ a: { $absent: true } }, { b: 1 }, { subset: true });
yes({ a: { $optional: 1 } }, {});
yes({ a: { $optional: 1 } }, { a: 1 });
no({ a: { $optional: 1 } }, { a: 2 });
yes({ $oneOf: [1, 'x'] }, 'x');
no({ $oneOf: [1, 'x'] }, 2);
yes({ $not: { $regex: 'a' } }, 'b');
no({ $not: { $regex: 'a' } }, 'a');
yes({ $json: { a: [1] } }, '{"a":[1]}');
no({ $json: { a: [1] } }, '{"a":[1],"b":2}');
no({ $json: {} }, 'x');
no({ $json: {} }, {});
yes({ $jsonSubset: { a: 1 } }, '{"a":1,"b":2}');
yes({ $unordered: [1, { a: 1 }] }, [{ a: 1 }, 1]);
no({ $unordered: [1, 1] }, [1, 2]);
no({ $unordered: [1] }, [1, 1]);
yes({ $contains: 'b' }, 'abc');
no({ $contains: 'x' }, 'abc');
yes({ $backendHost: true }, 'h:1', { backendHost: 'h:1' });
no({ $backendHost: true }, 'h:2', { backendHost: 'h:1' });
yes({ $regex: 'a', $not: { $regex: 'b' } }, 'a');
no({ $regex: 'a', $not: { $regex: 'b' } }, 'ab');
no({ $nonsense: 1 }, 1);

// remembered values
{
  const ctx = { saved: {} };
  yes({ a: { $save: 'x' } }, { a: [1] }, ctx);
  yes({ b: { $same: 'x' } }, { b: [1] }, ctx);
  no({ b: { $same: 'x' } }, { b: [2] }, ctx);
  yes({ b: { $not: { $same: 'x' } } }, { b: 2 }, ctx);
  no({ $same: 'never' }, 1, ctx);
  no({ a: { $save: 'y' } }, {}, ctx);
}

// Signature Version 4: AWS's published vectors (aws4_testsuite, as kept in botocore's tests)
{
  const v = (method, target, extra, body, signature, encodePath = true) => {
    n++;
    const got = signV4({
      method,
      target,
      headers: { ...extra, Host: 'example.amazonaws.com', 'X-Amz-Date': '20150830T123600Z' },
      body,
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
      service: 'service',
      encodePath,
    });
    assert.ok(got.endsWith(`Signature=${signature}`), `${method} ${target}: ${got}`);
    assert.ok(
      got.startsWith('AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders='),
    );
  };
  v('GET', '/', {}, null, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');
  v(
    'GET',
    '/?Param2=value2&Param1=value1',
    {},
    null,
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  );
  v('POST', '/', {}, null, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b');
  v(
    'POST',
    '/',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    'Param1=value1',
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  );
  v('GET', '/%E1%88%B4', {}, null, '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85', false);
}

// responses
const got = (status, raw, body) => ({ status, rawHeaders: raw, body: Buffer.from(body) });
const ok = (e, g) => {
  n++;
  assert.deepEqual(checkResponse(e, g, {}), []);
};
const bad = (e, g, count) => {
  n++;
  const p = checkResponse(e, g, {});
  assert.ok(p.length >= 1);
  if (count) assert.equal(p.length, count, p.join('\n'));
};
const g1 = got(200, ['Content-Type', 'application/json', 'X-A', '1', 'x-a', '2'], '{"a":1,"b":2}');
ok(
  {
    status: 200,
    headers: { 'content-type': 'application/json', 'x-A': '1, 2', 'X-a': { $regex: '^1' } },
    absentHeaders: ['x-b'],
    headerNamesExact: ['X-A', 'x-a'],
    jsonSubset: { a: 1 },
    json: { a: 1, b: 2 },
    text: '{"a":1,"b":2}',
    bodyMatches: '"b":2',
    bodyBase64: Buffer.from('{"a":1,"b":2}').toString('base64'),
  },
  g1,
);
ok({ headers: { 'x-a': ['1', '2'] } }, g1);
bad({ status: 201 }, g1, 1);
bad({ headers: { 'x-none': 'v' } }, g1, 1);
bad({ absentHeaders: ['X-A'] }, g1, 1);
bad({ headerNamesExact: ['X-a'] }, g1, 1);
bad({ json: { a: 1 } }, g1, 1);
bad({ jsonSubset: { a: 2 } }, g1, 1);
bad({ text: 'x' }, g1, 1);
bad({ bodyMatches: 'zzz' }, g1, 1);
bad({ bodyBase64: 'AAAA' }, g1, 1);
bad({ json: {} }, got(200, [], 'not json'), 1);

// backend checks
const seen = [
  {
    method: 'POST',
    path: '/p',
    query: 'a=1',
    args: { a: '1' },
    headers: { 'x-a': '1' },
    data: 'k=v&k2=a+b',
    dataBase64: '',
    json: null,
  },
];
n++;
assert.deepEqual(
  checkBackend(
    {
      count: 1,
      requests: [
        {
          method: 'POST',
          path: '/p',
          args: { a: '1' },
          headers: { 'X-A': '1' },
          absentHeaders: ['x-b'],
          form: { k: 'v', k2: 'a b' },
        },
      ],
    },
    seen,
    {},
  ),
  [],
);
for (const e of [
  { count: 0 },
  { requests: [{ method: 'GET' }] },
  { requests: [{ headers: { 'x-a': '2' } }] },
  { requests: [{ absentHeaders: ['x-a'] }] },
  { requests: [{ form: { k: 'v' } }] },
  { requests: [{ args: {} }] },
  { requests: [{}, {}] },
]) {
  n++;
  assert.ok(checkBackend(e, seen, {}).length > 0, JSON.stringify(e));
}

// import sections
const imported = {
  restApi: { id: 'x', name: 'n', version: '1' },
  resources: [
    { path: '/', id: 'r' },
    { path: '/a', id: 's', pathPart: 'a', resourceMethods: { GET: { httpMethod: 'GET', cacheNamespace: 's' } } },
  ],
  warnings: [],
};
n++;
assert.deepEqual(checkSection('restApi', { name: 'n' }, imported, {}), []);
n++;
assert.deepEqual(
  checkSection(
    'resources',
    [{ path: '/a', pathPart: 'a', resourceMethods: { GET: { httpMethod: 'GET' } } }, { path: '/' }],
    imported,
    {},
  ),
  [],
);
n++;
assert.ok(checkSection('resources', [{ path: '/' }], imported, {}).length > 0);
n++;
assert.ok(checkSection('warnings', ['w'], imported, {}).length > 0);
n++;
assert.ok(checkSection('models', [], imported, {}).length > 0);

// templates
n++;
assert.deepEqual(
  expandTemplate('npx sluice serve {api} "a b" --x={stage} {lambdas} {none}', {
    api: '/a b.json',
    stage: 'dev',
    lambdas: ['--lambda', 'f=/h.js'],
  }),
  ['npx', 'sluice', 'serve', '/a b.json', 'a b', '--x=dev', '--lambda', 'f=/h.js', '{none}'],
);

// ---- whole runs
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-selftest-'));
try {
  const fake = path.join(tmp, 'fake.mjs');
  fs.writeFileSync(
    fake,
    `
import http from 'node:http'; import fs from 'node:fs';
const [mode, ...a] = process.argv.slice(2);
const opt = (k) => a.filter((x, i) => a[i - 1] === k);
const doc = (() => { try { return JSON.parse(fs.readFileSync(a[0], 'utf8')); } catch { return null; } })();
if (mode === 'import') { console.log(JSON.stringify(doc ? { restApi: { name: doc.info.title, id: 'q' }, resources: Object.keys(doc.paths).map((path) => ({ path, id: 'r' })), warnings: opt('--parameter') } : { error: { code: 'BadRequestException', message: 'Invalid' } })); process.exit(0); }
if (mode === 'export') { console.log(JSON.stringify({ type: opt('--type')[0], ext: opt('--extensions') })); process.exit(0); }
if (mode === 'test-invoke') { console.log(JSON.stringify({ status: 200, body: opt('--body')[0] ?? '', log: 'one\\ntwo ' + opt('--path')[0] })); process.exit(0); }
if (doc.info.title === 'dies') { console.error('cannot read this'); process.exit(3); }
const uri = doc.paths['/x'].get['x-amazon-apigateway-integration'].uri;
fs.writeFileSync(process.env.PIDFILE, String(process.pid));
const stage = opt('--stage')[0];
const sockets = new Map();
const server = http.createServer(async (req, res) => {
  if (req.url === '/' + stage + '/forward') { const r = await fetch(uri + '?q=1', { method: 'POST', headers: { 'x-from': 'fake' }, body: 'hello' }); res.writeHead(r.status, { 'content-type': 'application/json' }); return res.end(await r.text()); }
  if (req.url === '/' + stage + '/aws') { const r = await fetch(opt('--aws-endpoint')[0].split('=').slice(1).join('=') + '/000/q', { method: 'POST', body: 'A=1' }); return res.end(await r.text()); }
  if (req.url === '/' + stage + '/options') return res.end(JSON.stringify({ identities: JSON.parse(fs.readFileSync(opt('--identities')[0])), issuer: opt('--issuer')[0], config: await (await fetch(opt('--issuer')[0].split('=').slice(1).join('=') + '/.well-known/openid-configuration')).json(), date: req.headers['x-amz-date'], auth: req.headers.authorization, token: req.headers['x-amz-security-token'] }));
  if (req.url.includes('/@connections/')) { const s = sockets.get(decodeURIComponent(req.url.split('/').pop())); const b = []; for await (const c of req) b.push(c); if (!s) { res.writeHead(410); return res.end(); } s.write(Buffer.concat([Buffer.from([0x81, Buffer.concat(b).length]), Buffer.concat(b)])); return res.end(); }
  if (req.url === '/' + stage + '/args') { res.writeHead(200, { 'content-type': 'application/json' }); return res.end(JSON.stringify({ lambdas: opt('--lambda').map((x) => x.split('=')[0]), vars: opt('--stage-variable') })); }
  const chunks = []; for await (const c of req) chunks.push(c);
  res.writeHead(req.url.endsWith('missing') ? 403 : 200, { 'Content-Type': 'application/json', 'x-amzn-ErrorType': req.url.endsWith('missing') ? 'MissingAuthenticationTokenException' : 'none' });
  res.end(JSON.stringify({ method: req.method, url: req.url, raw: req.rawHeaders, body: Buffer.concat(chunks).toString() }));
});
server.on('upgrade', (req, socket) => {
  if (req.url.endsWith('deny=1')) return socket.end('HTTP/1.1 403 Forbidden\\r\\nContent-Length: 2\\r\\n\\r\\n{}');
  const id = 'c' + sockets.size + '=';
  sockets.set(id, socket);
  socket.on('error', () => {});
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n' + (req.headers['sec-websocket-protocol'] ? 'Sec-WebSocket-Protocol: ' + req.headers['sec-websocket-protocol'].split(',')[0] + '\\r\\n' : '') + '\\r\\n');
  let buf = Buffer.alloc(0);
  socket.on('data', (c) => {
    buf = Buffer.concat([buf, c]);
    while (buf.length >= 6 && buf.length >= 6 + (buf[1] & 127)) {
      const [op, n] = [buf[0] & 15, buf[1] & 127];
      const body = Buffer.from(buf.subarray(6, 6 + n).map((b, i) => b ^ buf[2 + (i % 4)]));
      buf = buf.subarray(6 + n);
      if (op === 8) { socket.end(Buffer.from([0x88, 0])); } else if (op === 2) { socket.end(Buffer.from([0x88, 2, 1003 >> 8, 1003 & 255])); } else if (op === 1) { const out = Buffer.from(JSON.stringify({ id, got: body.toString() })); socket.write(Buffer.from([0x89, 0])); socket.write(Buffer.concat([Buffer.from([0x01, 3]), out.subarray(0, 3), Buffer.from([0x80, out.length - 3]), out.subarray(3)])); }
    }
  });
});
server.listen(0, '127.0.0.1', function () { console.log('starting up'); console.log(JSON.stringify({ url: 'http://127.0.0.1:' + this.address().port + '/' + stage })); });
`,
  );
  const cases = path.join(tmp, 'cases');
  const add = (id, c, doc) => {
    fs.mkdirSync(path.join(cases, id), { recursive: true });
    fs.writeFileSync(
      path.join(cases, id, 'api.json'),
      JSON.stringify(
        doc ?? {
          info: { title: 't' },
          paths: { '/x': { get: { 'x-amazon-apigateway-integration': { uri: 'http://backend.test/post' } } } },
        },
      ),
    );
    fs.writeFileSync(
      path.join(cases, id, 'case.json'),
      JSON.stringify({
        id,
        area: 'routing',
        why: 'self-test',
        recorded: '-',
        api: 'api.json',
        stage: { name: 'dev', variables: { h: 'backend.test' } },
        backends: {
          fn: { kind: 'lambda', handler: 'handlers/f.js' },
          sqs: { kind: 'aws-stub', response: { json: { sent: true } } },
        },
        ...c,
      }),
    );
  };
  add('good', {
    requests: [
      {
        method: 'GET',
        path: '/missing',
        expect: { status: 403, headers: { 'X-Amzn-Errortype': 'MissingAuthenticationTokenException' } },
      },
      {
        method: 'POST',
        path: '/a?b=1',
        headers: { 'X-CaSe': 'v', Accept: null },
        body: 'text',
        repeat: 2,
        expect: {
          status: 200,
          jsonSubset: { method: 'POST', url: '/dev/a?b=1', body: 'text' },
          bodyMatches: '"X-CaSe","v"',
          text: { $not: { $contains: '"Accept"' } },
        },
      },
      { method: 'GET', rawPath: '//{stage}/a', expect: { jsonSubset: { url: '//dev/a' } } },
      {
        method: 'GET',
        path: '/forward',
        expect: {
          status: 200,
          jsonSubset: {
            method: 'POST',
            path: '/post',
            args: { q: '1' },
            headers: { 'x-from': 'fake', host: { $backendHost: true } },
            data: 'hello',
          },
          backend: { count: 1, requests: [{ path: '/post', data: 'hello', backend: 'http' }] },
        },
      },
      {
        method: 'POST',
        path: '/aws',
        expect: { json: { sent: true }, backend: { requests: [{ backend: 'sqs', path: '/000/q', form: { A: '1' } }] } },
      },
      {
        method: 'GET',
        path: '/args',
        expect: { json: { lambdas: ['fn'], vars: [{ $regex: '^h=127\\.0\\.0\\.1:\\d+$' }] } },
      },
    ],
  });
  add('bad', {
    requests: [
      { method: 'GET', path: '/missing', expect: { status: 200 } },
      { method: 'GET', path: '/a', expect: { status: 200 } },
      { method: 'GET', path: '/a', expect: { json: {} } },
      { method: 'GET', path: '/a', expect: { backend: { count: 1 } } },
    ],
  });
  add(
    'dies',
    { requests: [{ method: 'GET', path: '/a', expect: { status: 200 } }] },
    { info: { title: 'dies' }, paths: {} },
  );
  add('imp', {
    kind: 'import',
    area: 'import',
    imports: [
      {
        parameters: { basepath: 'prepend' },
        expect: { restApi: { name: 't' }, warnings: ['basepath=prepend'], resources: [{ path: '/x' }] },
      },
      { expect: { restApi: { name: 'other' } } },
    ],
  });
  add('exp', {
    kind: 'export',
    area: 'export',
    exports: [
      { type: 'swagger', expect: { type: 'swagger', ext: [] } },
      { type: 'oas30', extensions: 'apigateway', expect: { type: 'oas30', ext: ['apigateway'] } },
      { type: 'oas30', expect: { type: 'swagger', ext: [] } },
    ],
  });
  add('ti', {
    kind: 'test-invoke',
    area: 'mock',
    invocations: [
      {
        method: 'GET',
        resource: '/x',
        pathWithQueryString: '/x?a=1',
        body: '{}',
        expect: { status: 200, body: { $json: {} }, log: ['one', { $regex: '^two /x\\?a=1$' }] },
      },
      { method: 'GET', resource: '/x', expect: { status: 500 } },
    ],
  });

  const identities = [
    {
      accessKeyId: 'AKIDLOCAL',
      secretAccessKey: 's',
      sessionToken: 't',
      arn: 'arn:aws:iam::000000000000:user/u',
      accountId: '000000000000',
      policies: [],
    },
  ];
  add('opts', {
    identities,
    backends: { pool: { kind: 'issuer', issuer: 'https://issuer.test/p', jwks: 'jwks.json' } },
    requests: [
      {
        method: 'GET',
        path: '/options',
        sign: { accessKeyId: 'AKIDLOCAL', secondsAgo: 3600 },
        expect: {
          json: {
            identities,
            issuer: { $regex: '^https://issuer\\.test/p=http://127\\.0\\.0\\.1:\\d+/issuers/pool$' },
            config: {
              $subset: {
                issuer: 'https://issuer.test/p',
                jwks_uri: { $regex: '/issuers/pool/\\.well-known/jwks\\.json$' },
              },
            },
            date: { $regex: '^\\d{8}T\\d{6}Z$' },
            auth: {
              $regex:
                '^AWS4-HMAC-SHA256 Credential=AKIDLOCAL/\\d{8}/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$',
            },
            token: 't',
          },
          backend: { count: 0 },
        },
      },
    ],
  });
  add('ws', {
    kind: 'websocket',
    area: 'websocket',
    steps: [
      {
        do: 'connect',
        as: 'a',
        protocols: 'one,two',
        expect: { status: 101, headers: { 'sec-websocket-protocol': 'one' } },
      },
      { do: 'connect', as: 'b' },
      { do: 'connect', as: 'x', path: '?deny=1', expect: { status: 403, json: {} } },
      { do: 'send', as: 'a', json: { action: 'hi' } },
      { do: 'receive', as: 'a', expect: { jsonSubset: { got: { $json: { action: 'hi' } } } }, save: { id: 'id' } },
      { do: 'http', method: 'POST', path: '/@connections/{{id}}', body: 'to {{id}}', expect: { status: 200 } },
      { do: 'receive', as: 'a', expect: { text: { $regex: '^to c\\d=$' } } },
      { do: 'http', method: 'POST', path: '/@connections/nobody', body: 'x', expect: { status: 410, text: '' } },
      { do: 'send', as: 'b', base64: 'AAEC' },
      { do: 'closed', as: 'b', expect: { code: 1003 } },
      { do: 'close', as: 'a' },
      { do: 'send', as: 'x', text: 'fails' },
      { do: 'receive', as: 'b', expect: { text: 'fails' } },
    ],
  });

  const pidfile = path.join(tmp, 'pid');
  const cmds = [
    '--cmd',
    `node ${fake} serve {api} --stage {stage} {stageVariables} {lambdas} {awsEndpoints} {settings}`,
    '--import-cmd',
    `node ${fake} import {api} {importArgs}`,
    '--export-cmd',
    `node ${fake} export {api} --type {exportType} {exportArgs}`,
    '--test-invoke-cmd',
    `node ${fake} test-invoke {api} --method {method} --resource {resource} {testInvokeArgs}`,
  ];
  const run = (...args) => {
    const r = spawnSync(process.execPath, [path.join(HERE, 'run.mjs'), '--cases', cases, ...cmds, ...args], {
      encoding: 'utf8',
      env: { ...process.env, PIDFILE: pidfile },
    });
    const lines = r.stdout.trim().split('\n');
    return {
      code: r.status,
      last: lines.at(-1),
      fails: lines.filter((l) => l.startsWith('FAIL')),
      out: r.stdout + r.stderr,
    };
  };
  const expect = (r, last, fails, code) => {
    n++;
    assert.equal(r.last, last, r.out);
    assert.equal(r.fails.length, fails, r.out);
    assert.equal(r.code, code, r.out);
  };
  expect(run('--only', 'good'), '6 passed, 0 failed', 0, 0);
  const gone = () => {
    try {
      process.kill(Number(fs.readFileSync(pidfile, 'utf8')), 0);
      return false;
    } catch {
      return true;
    }
  };
  for (let i = 0; i < 20 && !gone(); i++) await new Promise((r) => setTimeout(r, 100));
  n++;
  assert.ok(gone(), 'the server that was started must be gone');
  const b = run('--only', 'bad');
  expect(b, '1 passed, 3 failed', 3, 1);
  n++;
  assert.match(b.fails[0], /^FAIL bad #1 GET \/missing: status: expected 200, got 403$/);
  n++;
  assert.match(b.fails[2], /backend: expected 1 request\(s\), got 0/);
  const d = run('--only', 'dies');
  expect(d, '0 passed, 1 failed', 1, 1);
  n++;
  assert.match(d.fails[0], /could not start: exited with 3 .*cannot read this/);
  expect(run('--kind', 'import'), '3 passed, 1 failed', 1, 1);
  expect(run('--only', 'opts'), '1 passed, 0 failed', 0, 0);
  const w = run('--kind', 'websocket');
  expect(w, '7 passed, 2 failed', 2, 1);
  n++;
  assert.match(w.fails[0], /#12 send x: x is not connected/);
  expect(run('--only', 'good', '--skip-area', 'routing'), '', 0, 2);
  expect(run('--kind', 'export'), '2 passed, 1 failed', 1, 1);
  expect(run('--kind', 'test-invoke'), '1 passed, 1 failed', 1, 1);
  expect(run('--kind', 'all', '--concurrency', '3'), '21 passed, 9 failed', 9, 1);
  expect(run('--area', 'nosuch'), '', 0, 2);
  // known gaps: a listed case may fail and must
  const gapFile = path.join(tmp, 'gaps.txt');
  fs.writeFileSync(gapFile, '# gaps\nbad  the reason\n');
  expect(run('--only', 'bad', '--known-gaps', gapFile), '0 passed, 0 failed', 0, 0);
  fs.writeFileSync(gapFile, 'good # passes, so it must not be listed\n');
  expect(run('--only', 'good', '--known-gaps', gapFile), '0 passed, 1 failed', 1, 1);
  // every case of this directory can at least be read, and its files exist
  const mine = path.join(HERE, 'cases');
  if (fs.existsSync(mine)) {
    for (const id of fs.readdirSync(mine)) {
      const c = JSON.parse(fs.readFileSync(path.join(mine, id, 'case.json'), 'utf8'));
      n++;
      assert.equal(c.id, id);
      for (const k of ['area', 'kind', 'why', 'recorded', 'api']) assert.ok(c[k], `${id} lacks ${k}`);
      assert.ok(fs.existsSync(path.join(mine, id, c.api)), `${id}: ${c.api}`);
      for (const x of Object.values(c.backends ?? {}))
        if (x.kind === 'lambda') assert.ok(fs.existsSync(path.join(mine, id, x.handler)), `${id}: ${x.handler}`);
      for (const x of Object.values(c.backends ?? {}))
        if (x.kind === 'issuer')
          assert.ok(JSON.parse(fs.readFileSync(path.join(mine, id, x.jwks), 'utf8')).keys, `${id}: ${x.jwks}`);
      assert.ok(
        (c.requests ?? c.imports ?? c.exports ?? c.invocations ?? c.steps ?? []).length > 0,
        `${id} asks nothing`,
      );
    }
  }
  console.log(`self-test: ${n} checks passed`);
} finally {
  fs.rmSync(tmp, { recursive: true, force: true });
}
