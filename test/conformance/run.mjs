#!/usr/bin/env node
// Conformance runner. Plain Node 20, no dependencies. See README.md for the case format.
import http from 'node:http';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import crypto from 'node:crypto';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
// The command as `npm run build` leaves it.
const SLUICE = `"${process.execPath}" "${path.join(HERE, '../../dist/bin/sluice.js')}"`;

// Areas of the format; not each has a case in each folder.
const KNOWN_AREAS = new Set(
  'request-validation routing mapping mock http lambda-proxy lambda-custom aws-service gateway-responses authorizer iam resource-policy api-key usage-plan canary stage-variables cors binary import export context-variables errors cache throttle custom-domain httpapi websocket'.split(
    ' ',
  ),
);
const DEFAULT_COMMANDS = {
  runtime: `${SLUICE} serve {api} --stage {stage} --port 0 --json {stageVariables} {lambdas} {awsEndpoints} {settings} {identities} {issuers}`,
  import: `${SLUICE} import {api} --json {importArgs}`,
  export: `${SLUICE} export {api} --stage {stage} --type {exportType} {exportArgs}`,
  'test-invoke': `${SLUICE} test-invoke {api} --method {method} --resource {resource} {testInvokeArgs} {lambdas} --json`,
};

// What the recorded client (Python "requests") sent by default.
const CLIENT_DEFAULT_HEADERS = {
  'User-Agent': 'python-requests/2.31.0',
  'Accept-Encoding': 'gzip, deflate',
  Accept: '*/*',
};

// ---------------------------------------------------------------- arguments
function parseArgs(argv) {
  const o = {
    cases: path.join(HERE, 'cases'),
    concurrency: 4,
    timeout: 20000,
    kinds: ['runtime'],
    only: [],
    areas: [],
    skipAreas: [],
    skipNeeds: [],
    commands: { ...DEFAULT_COMMANDS },
    verbose: false,
    list: false,
    report: null,
    localstackFails: false,
    knownGaps: null,
  };
  const need = (i) => {
    if (i + 1 >= argv.length) throw new Error(`${argv[i]} needs a value`);
    return argv[i + 1];
  };
  for (let i = 0; i < argv.length; i++) {
    const a = argv[i];
    switch (a) {
      case '--only':
        o.only.push(need(i));
        i++;
        break;
      case '--area':
        o.areas.push(...need(i).split(','));
        i++;
        break;
      case '--skip-area':
        o.skipAreas.push(...need(i).split(','));
        i++;
        break;
      case '--kind':
        o.kinds = need(i).split(',');
        i++;
        break;
      case '--cmd':
        o.commands.runtime = need(i);
        i++;
        break;
      case '--import-cmd':
        o.commands.import = need(i);
        i++;
        break;
      case '--export-cmd':
        o.commands.export = need(i);
        i++;
        break;
      case '--test-invoke-cmd':
        o.commands['test-invoke'] = need(i);
        i++;
        break;
      case '--concurrency':
        o.concurrency = Math.max(1, Number(need(i)) || 1);
        i++;
        break;
      case '--timeout':
        o.timeout = Number(need(i));
        i++;
        break;
      case '--cases':
        o.cases = path.resolve(need(i));
        i++;
        break;
      case '--skip-needs':
        o.skipNeeds.push(...need(i).split(','));
        i++;
        break;
      case '--report':
        o.report = need(i);
        i++;
        break;
      case '--known-gaps':
        o.knownGaps = path.resolve(need(i));
        i++;
        break;
      case '--localstack-fails':
        o.localstackFails = true;
        break;
      case '--list':
        o.list = true;
        break;
      case '--verbose':
      case '-v':
        o.verbose = true;
        break;
      case '--help':
      case '-h':
        printHelp();
        process.exit(0);
        break;
      default:
        throw new Error(`unknown argument: ${a}`);
    }
  }
  if (o.kinds.includes('all')) o.kinds = ['runtime', 'websocket', 'import', 'export', 'test-invoke'];
  return o;
}

function printHelp() {
  process.stdout.write(`usage: node run.mjs [options]
  --only <substring>       run only cases whose id contains it (repeatable)
  --area <a,b>             run only these areas
  --skip-area <a,b>        leave these areas out
  --kind <k,k|all>         runtime (default), websocket, import, export, test-invoke
  --cmd <template>         how to start the system under test
                           default: ${DEFAULT_COMMANDS.runtime}
  --import-cmd, --export-cmd, --test-invoke-cmd <template>
  --skip-needs <n,n>       skip cases that need one of these abilities (see README)
  --localstack-fails       run only cases tagged localstackFails
  --concurrency <n>        cases at a time (default 4)
  --timeout <ms>           start-up and per-request limit (default 20000)
  --cases <dir>            where the cases are (default: cases/ beside this file)
  --report <file>          write a JSON report
  --known-gaps <file>      case ids, one a line (rest of the line: the reason; # comments): a listed case
                           may fail (printed as GAP), and must: one that passes wholly counts as failed
  --list                   list the selected cases, run nothing
`);
}

// ----------------------------------------------------------------- matching
const isObj = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
const typeName = (v) => (v === null ? 'null' : Array.isArray(v) ? 'array' : Number.isInteger(v) ? 'integer' : typeof v);
const short = (v, n = 300) => {
  let s;
  if (v === undefined) s = '(absent)';
  else if (typeof v === 'string') s = JSON.stringify(v);
  else s = JSON.stringify(v);
  return s.length > n ? `${s.slice(0, n)}...(${s.length} chars)` : s;
};

// A schema's own `$ref` and the like are data, so only these names make an object a matcher.
const MATCHERS = new Set([
  '$regex',
  '$any',
  '$type',
  '$subset',
  '$exact',
  '$absent',
  '$optional',
  '$oneOf',
  '$not',
  '$json',
  '$jsonSubset',
  '$unordered',
  '$contains',
  '$save',
  '$same',
  '$backendHost',
]);
const DATA_KEYS = new Set(['$ref', '$schema', '$id', '$default']);

export function isMatcher(e) {
  if (!isObj(e)) return false;
  const k = Object.keys(e);
  if (k.some((x) => x.startsWith('$') && !MATCHERS.has(x) && !DATA_KEYS.has(x))) return true; // a misspelt one is reported
  return k.length >= 1 && k.every((x) => MATCHERS.has(x));
}

// Returns a list of "path: expected X, got Y" strings; empty when it matches.
export function match(expected, actual, opt = {}, at = '$') {
  const subset = !!opt.subset;
  const fail = (msg) => [`${at}: ${msg}`];
  if (isMatcher(expected)) {
    const out = [];
    for (const [op, arg] of Object.entries(expected)) out.push(...applyMatcher(op, arg, actual, opt, at));
    return out;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return fail(`expected ${short(expected)}, got ${short(actual)}`);
    if (expected.length !== actual.length)
      return fail(`expected ${expected.length} items ${short(expected)}, got ${actual.length} ${short(actual)}`);
    return expected.flatMap((e, i) => match(e, actual[i], opt, `${at}[${i}]`));
  }
  if (isObj(expected)) {
    if (!isObj(actual)) return fail(`expected ${short(expected)}, got ${short(actual)}`);
    const out = [];
    for (const [k, e] of Object.entries(expected)) {
      const has = Object.prototype.hasOwnProperty.call(actual, k);
      if (isMatcher(e) && e.$absent) {
        if (has) out.push(`${at}.${k}: expected no such key, got ${short(actual[k])}`);
        continue;
      }
      if (isMatcher(e) && e.$optional !== undefined && !has) continue;
      if (!has) {
        out.push(`${at}.${k}: expected ${short(e)}, got (absent)`);
        continue;
      }
      out.push(...match(e, actual[k], opt, `${at}.${k}`));
    }
    if (!subset) {
      for (const k of Object.keys(actual)) {
        if (!Object.prototype.hasOwnProperty.call(expected, k) && !(opt.ignoreKeys && opt.ignoreKeys.has(k)))
          out.push(`${at}.${k}: unexpected key, got ${short(actual[k])}`);
      }
    }
    return out;
  }
  if (expected === actual) return [];
  return fail(`expected ${short(expected)}, got ${short(actual)}`);
}

function applyMatcher(op, arg, actual, opt, at) {
  const bad = (what) => [`${at}: expected ${what}, got ${short(actual)}`];
  switch (op) {
    case '$regex':
      return typeof actual === 'string' && new RegExp(arg, 's').test(actual) ? [] : bad(`a string matching /${arg}/`);
    case '$any':
      return actual !== undefined ? [] : bad('any value');
    case '$type': {
      const t = typeName(actual);
      const want = Array.isArray(arg) ? arg : [arg];
      return want.some((w) => w === t || (w === 'number' && t === 'integer')) ? [] : bad(`type ${want.join('|')}`);
    }
    case '$subset':
      return match(arg, actual, { ...opt, subset: true }, at);
    case '$exact':
      return match(arg, actual, { ...opt, subset: false }, at);
    case '$absent':
      return actual === undefined ? [] : bad('nothing');
    case '$optional':
      return actual === undefined ? [] : match(arg, actual, opt, at);
    case '$oneOf':
      return arg.some((e) => match(e, actual, opt, at).length === 0) ? [] : bad(`one of ${short(arg)}`);
    case '$not':
      return match(arg, actual, opt, at).length > 0 ? [] : bad(`something else than ${short(arg)}`);
    case '$json':
    case '$jsonSubset': {
      if (typeof actual !== 'string') return bad('a string that holds JSON');
      let v;
      try {
        v = JSON.parse(actual);
      } catch {
        return bad('a string that holds JSON');
      }
      return match(arg, v, { ...opt, subset: op === '$jsonSubset' }, `${at}<json>`);
    }
    case '$unordered': {
      if (!Array.isArray(actual) || actual.length !== arg.length)
        return bad(`the ${arg.length} items ${short(arg)} in any order`);
      const left = [...actual];
      for (const e of arg) {
        const i = left.findIndex((v) => match(e, v, opt, at).length === 0);
        if (i < 0) return [`${at}: expected an item ${short(e)} (any position), got ${short(actual)}`];
        left.splice(i, 1);
      }
      return [];
    }
    case '$contains':
      return typeof actual === 'string' && actual.includes(arg) ? [] : bad(`a string containing ${short(arg)}`);
    case '$save':
      if (actual === undefined) return bad('any value');
      if (opt.saved) opt.saved[arg] = actual;
      return [];
    case '$same':
      return opt.saved && arg in opt.saved && JSON.stringify(opt.saved[arg]) === JSON.stringify(actual)
        ? []
        : bad(`the same as before (${short(opt.saved?.[arg])})`);
    case '$backendHost':
      return actual === opt.backendHost ? [] : bad(`the backend's host ${opt.backendHost}`);
    default:
      return [`${at}: the case uses an unknown matcher ${op}`];
  }
}

// --------------------------------------------------------------- backends
function readAll(stream) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    stream.on('data', (c) => chunks.push(c));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
  });
}

export function describeRequest(req, body) {
  const [p, q = ''] = splitTarget(req.url);
  const multiArgs = {};
  for (const [k, v] of new URLSearchParams(q)) (multiArgs[k] ??= []).push(v);
  const args = Object.fromEntries(Object.entries(multiArgs).map(([k, v]) => [k, v.join(',')]));
  const headers = {};
  const rawHeaders = [];
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const n = req.rawHeaders[i].toLowerCase();
    const v = req.rawHeaders[i + 1];
    rawHeaders.push([req.rawHeaders[i], v]);
    headers[n] = n in headers ? `${headers[n]}, ${v}` : v;
  }
  const text = body.toString('utf8');
  let json = null;
  try {
    json = JSON.parse(text);
  } catch {
    /* not JSON */
  }
  return {
    method: req.method,
    path: p,
    query: q,
    args,
    multiArgs,
    headers,
    rawHeaders,
    data: text,
    dataBase64: body.toString('base64'),
    json,
    url: `http://${headers.host ?? ''}${req.url}`,
  };
}

function splitTarget(t) {
  const i = t.indexOf('?');
  return i < 0 ? [t] : [t.slice(0, i), t.slice(i + 1)];
}

export async function startBackend(spec = {}, dir = '.') {
  const received = [];
  const objects = new Map();
  const fromSpec = (o) => ({
    body: o.base64 !== undefined ? Buffer.from(o.base64, 'base64') : Buffer.from(o.text ?? '', 'utf8'),
    contentType: o.contentType ?? 'binary/octet-stream',
  });
  const resetObjects = () => {
    objects.clear();
    for (const b of Object.values(spec))
      for (const [k, o] of Object.entries(b.objects ?? {})) objects.set(`/${b.bucket}/${k}`, fromSpec(o));
  };
  resetObjects();

  const servers = [];
  async function listen(name, answer) {
    const server = http.createServer(async (req, res) => {
      const body = await readAll(req).catch(() => Buffer.alloc(0));
      const seen = describeRequest(req, body);
      if (!seen.path.startsWith('/issuers/')) received.push({ ...seen, backend: name });
      answer(seen, body, (status, headers, payload) => {
        const buf = Buffer.isBuffer(payload) ? payload : Buffer.from(payload ?? '', 'utf8');
        const out = [];
        for (const [k, v] of Object.entries(headers)) out.push(k, v);
        if (status !== 204) out.push('Content-Length', String(buf.length));
        res.writeHead(status, out);
        res.end(req.method === 'HEAD' || status === 204 ? undefined : buf);
      });
    });
    server.keepAliveTimeout = 1000;
    servers.push(server);
    await new Promise((r) => server.listen(0, '127.0.0.1', r));
    return `127.0.0.1:${server.address().port}`;
  }

  const host = await listen('http', echo);
  const stubHosts = {};
  for (const [name, b] of Object.entries(spec)) {
    if (b.kind === 's3-store') stubHosts[name] = await listen(name, s3);
    if (b.kind === 'aws-stub') {
      stubHosts[name] = await listen(name, (seen, body, send) => {
        const r = b.response ?? {};
        send(
          r.status ?? 200,
          r.headers ?? { 'Content-Type': 'application/json' },
          r.text ?? JSON.stringify(r.json ?? {}),
        );
      });
    }
  }

  function echo(seen, body, send) {
    const json = { 'Content-Type': 'application/json' };
    const common = { Server: 'echo/1', Connection: 'keep-alive' };
    const st = /\/status\/(\d{3})$/.exec(seen.path);
    if (st)
      return send(Number(st[1]), { ...common, ...json }, JSON.stringify({ status_code: Number(st[1]), message: '' }));
    if (seen.path.startsWith('/issuers/')) return issuer(seen, send);
    if (seen.path === '/raw') return send(200, { ...common, ...json }, body);
    if (seen.path.startsWith('/lambda-url')) {
      const trace = `Root=1-${crypto.randomBytes(4).toString('hex')}-${crypto.randomBytes(12).toString('hex')};Sampled=0`;
      return send(
        200,
        { Connection: 'keep-alive', ...json, 'x-amzn-RequestId': crypto.randomUUID(), 'X-Amzn-Trace-Id': trace },
        JSON.stringify(seen),
      );
    }
    return send(
      200,
      { ...common, 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true', ...json },
      JSON.stringify(seen),
    );
  }

  // What an OpenID provider publishes: its configuration and its keys.
  function issuer(seen, send) {
    const [, , name, ...rest] = seen.path.split('/');
    const json = { 'Content-Type': 'application/json' };
    const b = spec[name];
    const file = rest.join('/');
    if (b?.kind !== 'issuer') return send(404, json, '{}');
    const jwks = `http://${host}/issuers/${name}/.well-known/jwks.json`;
    if (file === '.well-known/openid-configuration')
      return send(
        200,
        json,
        JSON.stringify({ issuer: b.issuer, jwks_uri: jwks, id_token_signing_alg_values_supported: ['RS256'] }),
      );
    if (file === '.well-known/jwks.json') return send(200, json, fs.readFileSync(path.join(dir, b.jwks)));
    return send(404, json, '{}');
  }

  function s3(seen, body, send) {
    const key = decodeURIComponent(seen.path);
    const etag = (b) => `"${crypto.createHash('md5').update(b).digest('hex')}"`;
    if (seen.method === 'PUT') {
      objects.set(key, { body, contentType: seen.headers['content-type'] ?? 'binary/octet-stream' });
      return send(200, { ETag: etag(body) }, '');
    }
    if (seen.method === 'DELETE') {
      objects.delete(key);
      return send(204, {}, '');
    }
    const o = objects.get(key);
    if (!o) {
      const k = key.split('/').slice(2).join('/');
      return send(
        404,
        { 'Content-Type': 'application/xml' },
        `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>${k}</Key><RequestId>STUBREQUESTID</RequestId><HostId>stub</HostId></Error>`,
      );
    }
    return send(
      200,
      { ETag: etag(o.body), 'Content-Type': seen.args['response-content-type'] ?? o.contentType },
      o.body,
    );
  }

  return {
    host,
    received,
    resetObjects,
    stubUrl: (name) => `http://${stubHosts[name]}`,
    close: () =>
      Promise.all(
        servers.map(
          (s) =>
            new Promise((r) => {
              s.closeAllConnections?.();
              s.close(() => r());
            }),
        ),
      ),
  };
}

// ------------------------------------------------------- commands, children
export function expandTemplate(template, values) {
  const tokens = template.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const argv = [];
  for (const raw of tokens) {
    const t = /^(["']).*\1$/s.test(raw) ? raw.slice(1, -1) : raw;
    const whole = /^\{(\w+)\}$/.exec(t);
    if (whole && whole[1] in values) {
      const v = values[whole[1]];
      if (Array.isArray(v)) argv.push(...v);
      else argv.push(String(v));
      continue;
    }
    argv.push(t.replace(/\{(\w+)\}/g, (x, k) => (k in values && !Array.isArray(values[k]) ? String(values[k]) : x)));
  }
  return argv;
}

// The child leads its own process group (detached), so that what "npx" starts goes with it.
function killTree(child) {
  if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        /* gone */
      }
    }, 1500);
    child.once('exit', () => {
      clearTimeout(hard);
      try {
        process.kill(-child.pid, 'SIGTERM');
      } catch {
        /* gone */
      }
      resolve();
    });
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      try {
        child.kill('SIGTERM');
      } catch {
        /* gone */
      }
    }
  });
}

function startSut(argv, timeout) {
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0], argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let out = '';
    let err = '';
    let done = false;
    const finish = (fn, v) => {
      if (!done) {
        done = true;
        clearTimeout(timer);
        fn(v);
      }
    };
    const timer = setTimeout(() => {
      killTree(child);
      finish(reject, new Error(`no ready line within ${timeout} ms; stdout: ${short(out)} stderr: ${short(err)}`));
    }, timeout);
    child.on('error', (e) => finish(reject, e));
    child.on('exit', (code, sig) =>
      finish(
        reject,
        new Error(
          `exited with ${code ?? sig} before it was ready; stderr: ${short(err.trim(), 600)} stdout: ${short(out.trim(), 300)}`,
        ),
      ),
    );
    child.stdout.on('data', (c) => {
      out += c;
      for (const line of out.split('\n')) {
        const s = line.trim();
        if (!s.startsWith('{')) continue;
        try {
          const j = JSON.parse(s);
          if (j.url) finish(resolve, { child, url: j.url, info: j, stderr: () => err });
        } catch {
          /* not yet whole */
        }
      }
    });
    child.stderr.on('data', (c) => {
      err = (err + c).slice(-4000);
    });
  });
}

function runCommand(argv, timeout) {
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0], argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let out = '';
    let err = '';
    const timer = setTimeout(() => {
      killTree(child);
      reject(new Error('timed out'));
    }, timeout);
    child.on('error', (e) => {
      clearTimeout(timer);
      reject(e);
    });
    child.stdout.on('data', (c) => {
      out += c;
    });
    child.stderr.on('data', (c) => {
      err += c;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, out, err });
    });
  });
}

// ---------------------------------------------------------------- requests
function buildHeaders(r) {
  let h = { ...CLIENT_DEFAULT_HEADERS };
  for (const [k, v] of Object.entries(r.headers ?? {})) {
    h = Object.fromEntries(Object.entries(h).filter(([d]) => d.toLowerCase() !== k.toLowerCase()));
    if (v !== null) h[k] = v;
  }
  return h;
}

const sha256 = (x) => crypto.createHash('sha256').update(x).digest('hex');
const hmac = (k, x) => crypto.createHmac('sha256', k).update(x).digest();
const strict = (x) =>
  encodeURIComponent(x).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const decode = (x) => {
  try {
    return decodeURIComponent(x);
  } catch {
    return x;
  }
};

// Signature Version 4 over the given headers (all of them are signed); the path counts as it stands on the wire.
// `encodePath` false leaves it as it is (the published vectors give it encoded once).
export function signV4({
  method,
  target,
  headers,
  body,
  accessKeyId,
  secretAccessKey,
  region,
  service,
  encodePath = true,
}) {
  const [p, q = ''] = splitTarget(target);
  const h = Object.entries(headers)
    .map(([k, v]) => [k.toLowerCase(), String(v).trim().replace(/ +/g, ' ')])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const names = h.map(([k]) => k).join(';');
  const query =
    q === ''
      ? ''
      : q
          .split('&')
          .map((x) => {
            const i = x.indexOf('=');
            return i < 0 ? [x, ''] : [x.slice(0, i), x.slice(i + 1)];
          })
          .map(([k, v]) => [strict(decode(k)), strict(decode(v))])
          .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
          .map(([k, v]) => `${k}=${v}`)
          .join('&');
  const uri = encodePath ? p.split('/').map(strict).join('/') : p;
  const date = h.find(([k]) => k === 'x-amz-date')[1];
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const canonical = [method, uri, query, ...h.map(([k, v]) => `${k}:${v}`), '', names, sha256(body ?? '')].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = [date.slice(0, 8), region, service, 'aws4_request'].reduce(
    (k, x) => hmac(k, x),
    `AWS4${secretAccessKey}`,
  );
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${crypto.createHmac('sha256', key).update(text).digest('hex')}`;
}

function signRequest(sign, identities, method, target, headers, body) {
  const who = { ...(identities ?? []).find((x) => x.accessKeyId === sign.accessKeyId), ...sign };
  const date = new Date(Date.now() - 1000 * (sign.secondsAgo ?? 0)).toISOString().replace(/[-:]|\.\d+/g, '');
  const type = Object.entries(headers).find(([k]) => k.toLowerCase() === 'content-type');
  const signed = {
    Host: headers.Host,
    'X-Amz-Date': date,
    ...(who.sessionToken ? { 'X-Amz-Security-Token': who.sessionToken } : {}),
  };
  const Authorization = signV4({
    method,
    target,
    headers: { ...signed, ...(type ? { 'content-type': type[1] } : {}) },
    body,
    accessKeyId: who.accessKeyId,
    secretAccessKey: who.secretAccessKey,
    region: sign.region ?? 'us-east-1',
    service: sign.service ?? 'execute-api',
  });
  return { ...headers, ...signed, Authorization };
}

function sendRequest(baseUrl, stage, r, timeout, identities) {
  const base = new URL(baseUrl);
  const target =
    r.rawPath !== undefined
      ? r.rawPath.replaceAll('{stage}', stage)
      : base.pathname.replace(/\/$/, '') + (r.path ?? '/');
  const body =
    r.bodyBase64 !== undefined
      ? Buffer.from(r.bodyBase64, 'base64')
      : r.body === null || r.body === undefined
        ? null
        : Buffer.from(r.body, 'utf8');
  let headers = buildHeaders(r);
  if (r.sign)
    headers = signRequest(r.sign, identities, r.method ?? 'GET', target || '/', { Host: base.host, ...headers }, body);
  const lower = Object.keys(headers).map((k) => k.toLowerCase());
  if (body !== null && !lower.includes('content-length') && !lower.includes('transfer-encoding'))
    headers['Content-Length'] = String(body.length);
  return new Promise((resolve, reject) => {
    const req = http.request(
      {
        host: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port,
        method: r.method ?? 'GET',
        path: target || '/',
        headers,
        agent: false,
        timeout,
      },
      async (res) => {
        try {
          const buf = await readAll(res);
          resolve({ status: res.statusCode, rawHeaders: res.rawHeaders, body: buf });
        } catch (e) {
          reject(e);
        }
      },
    );
    req.on('timeout', () => req.destroy(new Error(`no answer within ${timeout} ms`)));
    req.on('error', reject);
    req.end(body ?? undefined);
  });
}

function headerMap(raw) {
  const m = {};
  for (let i = 0; i < raw.length; i += 2) (m[raw[i].toLowerCase()] ??= []).push(raw[i + 1]);
  return m;
}

export function checkResponse(expect, got, ctx) {
  const out = [];
  if (expect.status !== undefined && got.status !== expect.status)
    out.push(`status: expected ${expect.status}, got ${got.status}`);
  const h = headerMap(got.rawHeaders);
  for (const [k, e] of Object.entries(expect.headers ?? {})) {
    const values = h[k.toLowerCase()];
    const v = values === undefined ? undefined : Array.isArray(e) ? values : values.join(', ');
    out.push(...match(e, v, ctx, `header ${k}`));
  }
  for (const k of expect.absentHeaders ?? [])
    if (h[k.toLowerCase()] !== undefined)
      out.push(`header ${k}: expected none, got ${short(h[k.toLowerCase()].join(', '))}`);
  for (const n of expect.headerNamesExact ?? []) {
    const names = got.rawHeaders.filter((_, i) => i % 2 === 0);
    if (!names.includes(n))
      out.push(
        `header name: expected exactly "${n}", got ${short(names.filter((x) => x.toLowerCase() === n.toLowerCase()))}`,
      );
  }
  const text = got.body.toString('utf8');
  if (expect.text !== undefined) out.push(...match(expect.text, text, ctx, 'text'));
  if (expect.bodyBase64 !== undefined && got.body.toString('base64') !== expect.bodyBase64)
    out.push(`body (base64): expected ${short(expect.bodyBase64)}, got ${short(got.body.toString('base64'))}`);
  if (expect.bodyMatches !== undefined && !new RegExp(expect.bodyMatches, 's').test(text))
    out.push(`body: expected a match of /${expect.bodyMatches}/, got ${short(text)}`);
  if (expect.json !== undefined || expect.jsonSubset !== undefined) {
    let v;
    let ok = true;
    try {
      v = JSON.parse(text);
    } catch {
      ok = false;
      out.push(`body: expected JSON, got ${short(text)}`);
    }
    if (ok && expect.json !== undefined) out.push(...match(expect.json, v, ctx, 'json'));
    if (ok && expect.jsonSubset !== undefined)
      out.push(...match(expect.jsonSubset, v, { ...ctx, subset: true }, 'json'));
  }
  return out;
}

export function checkBackend(expect, received, ctx) {
  const out = [];
  if (expect.count !== undefined && received.length !== expect.count)
    out.push(`backend: expected ${expect.count} request(s), got ${received.length}`);
  for (const [i, e] of (expect.requests ?? []).entries()) {
    const g = received[i];
    if (!g) {
      out.push(`backend request ${i}: expected one, got none`);
      continue;
    }
    const at = `backend request ${i}`;
    for (const k of ['method', 'path', 'query', 'data', 'dataBase64', 'backend'])
      if (e[k] !== undefined) out.push(...match(e[k], g[k], ctx, `${at} ${k}`));
    if (e.args !== undefined) out.push(...match(e.args, g.args, ctx, `${at} args`));
    if (e.json !== undefined) out.push(...match(e.json, g.json, ctx, `${at} json`));
    if (e.jsonSubset !== undefined) out.push(...match(e.jsonSubset, g.json, { ...ctx, subset: true }, `${at} json`));
    if (e.form !== undefined) {
      const f = {};
      for (const [k, v] of new URLSearchParams(g.data)) f[k] = k in f ? [].concat(f[k], v) : v;
      out.push(...match(e.form, f, ctx, `${at} form`));
    }
    for (const [k, v] of Object.entries(e.headers ?? {}))
      out.push(...match(v, g.headers[k.toLowerCase()], ctx, `${at} header ${k}`));
    for (const k of e.absentHeaders ?? [])
      if (g.headers[k.toLowerCase()] !== undefined)
        out.push(`${at} header ${k}: expected none, got ${short(g.headers[k.toLowerCase()])}`);
  }
  return out;
}

// -------------------------------------------------------------------- cases
const NOT_IN_NORMAL_FORM = new Set([
  'id',
  'parentId',
  'rootResourceId',
  'createdDate',
  'cacheNamespace',
  'cacheKeyParameters',
  'tags',
  'authorizerId',
  'requestValidatorId',
  'resourceId',
  'ResponseMetadata',
]);

function loadCases(o) {
  const out = [];
  if (!fs.existsSync(o.cases)) throw new Error(`no such directory: ${o.cases}`);
  for (const d of fs.readdirSync(o.cases).sort()) {
    const file = path.join(o.cases, d, 'case.json');
    if (!fs.existsSync(file)) continue;
    const c = JSON.parse(fs.readFileSync(file, 'utf8'));
    c.kind ??= 'runtime';
    c.dir = path.join(o.cases, d);
    if (o.only.length && !o.only.some((s) => c.id.includes(s))) continue;
    if (o.areas.length && !o.areas.includes(c.area)) continue;
    if (o.skipAreas.includes(c.area)) continue;
    if (o.localstackFails && !c.localstackFails) continue;
    out.push(c);
  }
  return out;
}

function prepareApi(c, host, tmp) {
  const sub = (s) => s.replaceAll('backend.test', host);
  const src = c.api ?? 'api.json';
  const dst = path.join(tmp, path.basename(src));
  fs.writeFileSync(dst, sub(fs.readFileSync(path.join(c.dir, src), 'utf8')));
  return { file: dst, sub };
}

function lambdaArgs(c) {
  return Object.entries(c.backends ?? {})
    .filter(([, b]) => b.kind === 'lambda')
    .flatMap(([n, b]) => ['--lambda', `${n}=${path.join(c.dir, b.handler)}`]);
}

async function runCase(c, o) {
  const results = []; // {label, problems}
  const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-'));
  const backend = await startBackend(c.backends ?? {}, c.dir);
  const ctx = { backendHost: backend.host, saved: {} };
  let sut = null;
  try {
    const { file, sub } = prepareApi(c, backend.host, tmp);
    const stage = c.stage?.name ?? 'dev';
    const values = {
      api: file,
      stage,
      port: '0',
      stageVariables: Object.entries(c.stage?.variables ?? {}).flatMap(([k, v]) => [
        '--stage-variable',
        `${k}=${sub(v)}`,
      ]),
      lambdas: lambdaArgs(c),
      awsEndpoints: Object.entries(c.backends ?? {})
        .filter(([, b]) => b.kind === 'aws-stub' || b.kind === 's3-store')
        .flatMap(([n, b]) => ['--aws-endpoint', `${b.service ?? n}=${backend.stubUrl(n)}`]),
      settings: [],
      identities: [],
      issuers: Object.entries(c.backends ?? {})
        .filter(([, b]) => b.kind === 'issuer')
        .flatMap(([n, b]) => ['--issuer', `${b.issuer}=http://${backend.host}/issuers/${n}`]),
    };
    if (c.identities) {
      const f = path.join(tmp, 'identities.json');
      fs.writeFileSync(f, JSON.stringify(c.identities, null, 2));
      values.identities = ['--identities', f];
    }
    const serve = () => {
      const argv = expandTemplate(o.commands.runtime, values);
      for (const k of ['identities', 'issuers']) if (!o.commands.runtime.includes(`{${k}}`)) argv.push(...values[k]);
      return startSut(argv, o.timeout);
    };
    if (c.stage?.settings && Object.keys(c.stage.settings).length) {
      const f = path.join(tmp, 'stage-settings.json');
      fs.writeFileSync(f, JSON.stringify(c.stage.settings, null, 2));
      values.settings = ['--stage-settings', f];
    }
    if (c.kind === 'runtime') {
      const labels = (c.requests ?? []).map(
        (r, i) => `#${i + 1} ${r.method ?? 'GET'} ${r.rawPath ?? r.path ?? '/'}${r.name ? ` (${r.name})` : ''}`,
      );
      try {
        sut = await serve();
      } catch (e) {
        for (const l of labels) results.push({ label: l, problems: [`could not start: ${e.message}`] });
        return results;
      }
      for (const [i, r] of (c.requests ?? []).entries()) {
        let problems = [];
        for (let n = 0; n < (r.repeat ?? 1); n++) {
          if (!r.keepBackendState) backend.resetObjects();
          backend.received.length = 0;
          try {
            const got = await sendRequest(
              sut.url,
              stage,
              { ...r, body: typeof r.body === 'string' ? sub(r.body) : r.body },
              o.timeout,
              c.identities,
            );
            problems = checkResponse(r.expect ?? {}, got, ctx);
            if (r.expect?.backend) problems.push(...checkBackend(r.expect.backend, [...backend.received], ctx));
            if (problems.length && o.verbose)
              problems.push(
                `(whole answer: ${got.status} ${short(Object.fromEntries(Object.entries(headerMap(got.rawHeaders)).map(([k, v]) => [k, v.join(', ')])), 2000)} ${short(got.body.toString('utf8'), 2000)})`,
              );
          } catch (e) {
            problems = [`request failed: ${e.message}`];
          }
          if (problems.length) break;
        }
        results.push({ label: labels[i], problems });
      }
    } else if (c.kind === 'websocket') {
      try {
        sut = await serve();
      } catch (e) {
        for (const [i, x] of (c.steps ?? []).entries())
          if (x.expect) results.push({ label: `#${i + 1} ${x.do}`, problems: [`could not start: ${e.message}`] });
        return results;
      }
      results.push(...(await runSteps(c, sut.url.replace(/^ws/, 'http'), stage, o, ctx, backend)));
    } else if (c.kind === 'import') {
      for (const [i, imp] of (c.imports ?? []).entries()) {
        const f = path.join(tmp, `${i}-${path.basename(imp.api ?? c.api)}`);
        fs.writeFileSync(f, sub(fs.readFileSync(path.join(c.dir, imp.api ?? c.api), 'utf8')));
        const base = [];
        if (imp.onto) {
          const g = path.join(tmp, `${i}-onto-${path.basename(imp.onto.api)}`);
          fs.writeFileSync(g, sub(fs.readFileSync(path.join(c.dir, imp.onto.api), 'utf8')));
          base.push('--onto', g, '--mode', imp.onto.mode);
        }
        const argv = expandTemplate(o.commands.import, {
          ...values,
          api: f,
          importArgs: [
            ...Object.entries(imp.parameters ?? {}).flatMap(([k, v]) => ['--parameter', `${k}=${v}`]),
            ...base,
          ],
        });
        const checks = Object.entries(imp.expect);
        let v = null;
        let why = null;
        try {
          const r = await runCommand(argv, o.timeout);
          try {
            v = JSON.parse(r.out);
          } catch {
            why = `expected JSON on stdout, got ${short(r.out)} (exit ${r.code}, stderr ${short(r.err.trim())})`;
          }
        } catch (e) {
          why = e.message;
        }
        for (const [section, e] of checks) {
          const label = `import #${i + 1}${imp.name ? ` (${imp.name})` : ''} ${section}`;
          results.push({ label, problems: why ? [why] : checkSection(section, e, v, ctx) });
        }
      }
    } else if (c.kind === 'export') {
      for (const [i, ex] of (c.exports ?? []).entries()) {
        const label = `export #${i + 1} ${ex.type}${ex.extensions ? `+${ex.extensions}` : ''}`;
        try {
          const argv = expandTemplate(o.commands.export, {
            ...values,
            exportType: ex.type,
            exportArgs: ex.extensions ? ['--extensions', ex.extensions] : [],
          });
          const r = await runCommand(argv, o.timeout);
          let v;
          try {
            v = JSON.parse(r.out);
          } catch {
            results.push({
              label,
              problems: [`expected JSON on stdout, got ${short(r.out)} (stderr ${short(r.err.trim())})`],
            });
            continue;
          }
          results.push({ label, problems: match(ex.expect, v, ctx, 'export') });
        } catch (e) {
          results.push({ label, problems: [e.message] });
        }
      }
    } else if (c.kind === 'test-invoke') {
      for (const [i, t] of (c.invocations ?? []).entries()) {
        const label = `test-invoke #${i + 1} ${t.method} ${t.resource}${t.name ? ` (${t.name})` : ''}`;
        try {
          const args = [];
          if (t.pathWithQueryString !== undefined) args.push('--path', t.pathWithQueryString);
          if (t.body !== undefined) args.push('--body', t.body);
          for (const [k, v] of Object.entries(t.headers ?? {})) args.push('--header', `${k}: ${v}`);
          const argv = expandTemplate(o.commands['test-invoke'], {
            ...values,
            method: t.method,
            resource: t.resource,
            testInvokeArgs: args,
          });
          const r = await runCommand(argv, o.timeout);
          let v;
          try {
            v = JSON.parse(r.out);
          } catch {
            results.push({
              label,
              problems: [`expected JSON on stdout, got ${short(r.out)} (stderr ${short(r.err.trim())})`],
            });
            continue;
          }
          const { log, ...rest } = t.expect;
          const problems = match(rest, v, { ...ctx, subset: true }, 'result');
          if (log) problems.push(...match(log, String(v.log ?? '').split('\n'), ctx, 'log'));
          results.push({ label, problems });
        } catch (e) {
          results.push({ label, problems: [e.message] });
        }
      }
    } else results.push({ label: 'case', problems: [`unknown kind ${c.kind}`] });
  } catch (e) {
    results.push({ label: 'case', problems: [`runner: ${e.stack ?? e.message}`] });
  } finally {
    if (sut) await killTree(sut.child);
    await backend.close();
    fs.rmSync(tmp, { recursive: true, force: true });
  }
  return results;
}

// ---------------------------------------------------------------- WebSocket
// A client of RFC 6455, as small as the cases allow: no extensions, no fragments sent.
export function openWebSocket(target, headers, timeout) {
  const base = new URL(target.base);
  const key = crypto.randomBytes(16).toString('base64');
  return new Promise((resolve, reject) => {
    const req = http.request(
      {
        host: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port,
        path: target.path,
        agent: false,
        timeout,
        headers: {
          Host: base.host,
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': key,
          ...headers,
        },
      },
      async (res) => {
        try {
          resolve({ status: res.statusCode, rawHeaders: res.rawHeaders, body: await readAll(res) });
        } catch (e) {
          reject(e);
        }
      },
    );
    req.on('timeout', () => req.destroy(new Error(`no answer within ${timeout} ms`)));
    req.on('error', reject);
    req.on('upgrade', (res, socket, head) => {
      socket.setTimeout(0);
      resolve({
        status: res.statusCode,
        rawHeaders: res.rawHeaders,
        body: Buffer.alloc(0),
        client: webSocketClient(socket, head),
      });
    });
    req.end();
  });
}

function webSocketClient(socket, head) {
  let buf = head ?? Buffer.alloc(0);
  let parts = [];
  const messages = [];
  let closed = null;
  let wake = () => undefined;
  const frame = (opcode, payload) => {
    const n = payload.length;
    const len =
      n < 126
        ? Buffer.from([0x80 | n])
        : n < 65536
          ? Buffer.from([0x80 | 126, n >> 8, n & 255])
          : Buffer.concat([
              Buffer.from([0x80 | 127, 0, 0, 0, 0]),
              Buffer.from([(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
            ]);
    const mask = crypto.randomBytes(4);
    socket.write(Buffer.concat([Buffer.from([0x80 | opcode]), len, mask, payload.map((b, i) => b ^ mask[i % 4])]));
  };
  const read = () => {
    for (;;) {
      if (buf.length < 2) return;
      let n = buf[1] & 127;
      let at = 2;
      if (n === 126) {
        if (buf.length < 4) return;
        n = buf.readUInt16BE(2);
        at = 4;
      } else if (n === 127) {
        if (buf.length < 10) return;
        n = Number(buf.readBigUInt64BE(2));
        at = 10;
      }
      if (buf.length < at + n) return;
      const [opcode, last, payload] = [buf[0] & 15, buf[0] & 128, buf.subarray(at, at + n)];
      buf = buf.subarray(at + n);
      if (opcode === 9) frame(10, payload);
      else if (opcode === 8) {
        if (!closed) frame(8, payload);
        closed ??= { code: n >= 2 ? payload.readUInt16BE(0) : 1005, reason: payload.subarray(2).toString('utf8') };
      } else if (opcode < 3) {
        parts.push(payload);
        if (last) {
          messages.push(Buffer.concat(parts));
          parts = [];
        }
      }
      wake();
    }
  };
  socket.on('data', (c) => {
    buf = Buffer.concat([buf, c]);
    read();
  });
  socket.on('error', () => undefined); // 'close' follows
  socket.on('close', () => {
    closed ??= { code: 1006, reason: '' };
    wake();
  });
  read();
  const until = async (test, timeout, what) => {
    const end = Date.now() + timeout;
    while (!test()) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`expected ${what} within ${timeout} ms`);
      await new Promise((r) => {
        const t = setTimeout(r, left);
        wake = () => {
          clearTimeout(t);
          r();
        };
      });
    }
  };
  return {
    send: (data) => frame(typeof data === 'string' ? 1 : 2, Buffer.from(data)),
    receive: async (timeout) => {
      await until(() => messages.length || closed, timeout, 'a message');
      if (!messages.length) throw new Error(`expected a message, the connection was closed with ${closed.code}`);
      return messages.shift();
    },
    close: (code) => frame(8, code === undefined ? Buffer.alloc(0) : Buffer.from([code >> 8, code & 255])),
    closed: async (timeout) => {
      await until(() => closed, timeout, 'the end of the connection');
      return closed;
    },
    destroy: () => socket.destroy(),
  };
}

async function runSteps(c, base, stage, o, ctx, backend) {
  const results = [];
  const clients = {};
  const vars = {};
  const fill = (x, f = (v) => v) =>
    typeof x === 'string' ? x.replace(/\{\{(\w+)\}\}/g, (all, k) => (k in vars ? f(vars[k]) : all)) : x;
  for (const [i, s] of (c.steps ?? []).entries()) {
    const label = `#${i + 1} ${s.do} ${s.as ?? s.method ?? ''}${s.path ? ` ${s.path}` : ''}${s.name ? ` (${s.name})` : ''}`;
    let problems = [];
    try {
      const client = s.do === 'connect' || s.do === 'http' ? null : clients[s.as];
      if (client === undefined) throw new Error(`${s.as} is not connected`);
      backend.received.length = 0;
      if (s.do === 'connect') {
        const target = new URL(base).pathname.replace(/\/$/, '') + fill(s.path ?? '', encodeURIComponent);
        let headers = { ...(s.protocols ? { 'Sec-WebSocket-Protocol': s.protocols } : {}), ...s.headers };
        if (s.sign)
          headers = signRequest(
            s.sign,
            c.identities,
            'GET',
            target || '/',
            { Host: new URL(base).host, ...headers },
            null,
          );
        const got = await openWebSocket({ base, path: target || '/' }, headers, o.timeout);
        clients[s.as] = got.client;
        problems = checkResponse(s.expect ?? { status: 101 }, got, ctx);
        if (s.expect?.backend) problems.push(...checkBackend(s.expect.backend, [...backend.received], ctx));
      } else if (s.do === 'http') {
        const got = await sendRequest(
          base,
          stage,
          { ...s, path: fill(s.path, encodeURIComponent), body: fill(s.body) },
          o.timeout,
          c.identities,
        );
        problems = checkResponse(s.expect ?? {}, got, ctx);
      } else if (s.do === 'send') {
        client.send(
          s.base64 !== undefined
            ? Buffer.from(s.base64, 'base64')
            : fill(s.json !== undefined ? JSON.stringify(s.json) : s.text),
        );
      } else if (s.do === 'receive') {
        const body = await client.receive(Math.min(o.timeout, 5000));
        problems = checkResponse(s.expect ?? {}, { status: 0, rawHeaders: [], body }, ctx);
        for (const [k, p] of Object.entries(s.save ?? {}))
          vars[k] = p.split('.').reduce((v, x) => v?.[x], JSON.parse(body.toString('utf8')));
      } else if (s.do === 'close') {
        client.close(s.code);
        await client.closed(Math.min(o.timeout, 5000));
      } else if (s.do === 'closed') {
        problems = match(
          s.expect ?? {},
          await client.closed(Math.min(o.timeout, 5000)),
          { ...ctx, subset: true },
          'close',
        );
      } else throw new Error(`the case uses an unknown step ${s.do}`);
    } catch (e) {
      problems = [e.message];
    }
    if (s.expect || problems.length) results.push({ label, problems });
  }
  for (const x of Object.values(clients)) x?.destroy();
  return results;
}

export function checkSection(section, expected, got, ctx) {
  if (got === null || typeof got !== 'object') return [`${section}: expected an object, got ${short(got)}`];
  const v = got[section];
  const o = { ...ctx, ignoreKeys: NOT_IN_NORMAL_FORM };
  if (section === 'restApi' || section === 'error') return match(expected, v, { ...o, subset: true }, section);
  if (
    section === 'warnings' ||
    section === 'resources' ||
    section === 'models' ||
    section === 'authorizers' ||
    section === 'requestValidators' ||
    section === 'gatewayResponses'
  ) {
    if (!Array.isArray(v)) return [`${section}: expected ${short(expected)}, got ${short(v)}`];
    const key = {
      resources: 'path',
      models: 'name',
      authorizers: 'name',
      requestValidators: 'name',
      gatewayResponses: 'responseType',
    }[section];
    if (!key) return match(expected, v, o, section);
    const byKey = (list) => Object.fromEntries(list.map((x) => [x[key], x]));
    return match(byKey(expected), byKey(v), o, section);
  }
  return match(expected, v, o, section);
}

// --------------------------------------------------------------------- main
async function main() {
  const o = parseArgs(process.argv.slice(2));
  const all = loadCases(o);
  const every = loadCases({ ...o, only: [], areas: [], skipAreas: [], localstackFails: false });
  for (const a of [...o.areas, ...o.skipAreas])
    if (!KNOWN_AREAS.has(a) && !every.some((c) => c.area === a)) throw new Error(`no such area: ${a}`);
  for (const s of o.only) if (!all.some((c) => c.id.includes(s))) throw new Error(`no case matches --only ${s}`);
  const selected = all.filter((c) => o.kinds.includes(c.kind) && !(c.needs ?? []).some((n) => o.skipNeeds.includes(n)));
  if (o.list) {
    for (const c of selected) console.log(`${c.id}\t${c.area}\t${c.kind}\t${c.why}`);
    console.log(`${selected.length} cases`);
    return 0;
  }
  if (selected.length === 0) throw new Error('no case is selected: check --area, --only, --kind');
  const gaps = new Set(
    o.knownGaps
      ? fs
          .readFileSync(o.knownGaps, 'utf8')
          .split('\n')
          .map((l) => l.replace(/#.*/, '').trim().split(/\s+/)[0])
          .filter(Boolean)
      : [],
  );
  for (const g of gaps) if (!every.some((c) => c.id === g)) throw new Error(`${o.knownGaps}: no such case: ${g}`);
  let passed = 0;
  let failed = 0;
  let gapChecks = 0;
  const report = [];
  const queue = [...selected];
  const lines = [];
  await Promise.all(
    Array.from({ length: Math.min(o.concurrency, queue.length) }, async () => {
      while (queue.length) {
        const c = queue.shift();
        const results = await runCase(c, o);
        const gap = gaps.has(c.id);
        if (gap && results.every((r) => r.problems.length === 0)) {
          failed++;
          console.log(`FAIL ${c.id}: listed as a known gap, but it passes: take it off the list`);
          continue;
        }
        for (const r of results) {
          const ok = r.problems.length === 0;
          if (gap) {
            gapChecks++;
            if (!ok && o.verbose) console.log(`GAP  ${c.id} ${r.label}: ${r.problems[0]}`);
            continue;
          }
          if (ok) passed++;
          else failed++;
          report.push({ id: c.id, area: c.area, kind: c.kind, check: r.label, ok, problems: r.problems });
          if (!ok) {
            const l =
              `FAIL ${c.id} ${r.label}: ${r.problems.slice(0, o.verbose ? 50 : 4).join(' | ')}${!o.verbose && r.problems.length > 4 ? ` | and ${r.problems.length - 4} more` : ''}`.replaceAll(
                '\n',
                '\\n',
              );
            lines.push(l);
            console.log(l);
          } else if (o.verbose) console.log(`ok   ${c.id} ${r.label}`);
        }
      }
    }),
  );
  const skipped = all.length - selected.length;
  const areas = {};
  for (const r of report) {
    const a = (areas[r.area] ??= { passed: 0, failed: 0 });
    a[r.ok ? 'passed' : 'failed']++;
  }
  for (const [a, n] of Object.entries(areas).sort()) console.log(`  ${a}: ${n.passed} passed, ${n.failed} failed`);
  if (skipped) console.log(`  (${skipped} cases not selected: other kinds or skipped needs)`);
  if (gapChecks) console.log(`  (${gapChecks} checks in known gaps)`);
  if (o.report) fs.writeFileSync(o.report, JSON.stringify({ passed, failed, areas, checks: report }, null, 2));
  console.log(`${passed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().then(
    (c) => {
      process.exitCode = c;
    },
    (e) => {
      console.error(e.message);
      process.exitCode = 2;
    },
  );
}
