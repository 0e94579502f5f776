'use strict';
// Leads calls of `@connections` to the gateway of this machine. SDK clients make them by https to the `domainName` of an event,
// where no certificate is that they would trust. Plain CommonJS, so that a worker loads it from source and from dist.

const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { urlToHttpOptions } = require('node:url');

const MANAGEMENT_PATH = /\/(?:@|%40)connections\/([^/?#]+)/;

/**
 * `findGateway(connectionId)`: where a call for that connection goes, `{ host, port, token }`; undefined leaves it alone.
 * Everything else that a function requests goes its own way.
 */
function leadManagementCalls(findGateway) {
  const { request: requestDirectly } = https;
  const request = (...given) => {
    const { options, callback } = readArguments(given);
    const id = MANAGEMENT_PATH.exec(String(options.path))?.[1];
    const gateway = id === undefined ? undefined : findGateway(decode(id));
    return gateway === undefined ? requestDirectly(...given) : requestByGateway(options, callback, gateway);
  };
  https.request = request;
  https.get = (...given) => request(...given).end();
  const { fetch: fetchDirectly } = globalThis;
  globalThis.fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const id = url.startsWith('https:') ? MANAGEMENT_PATH.exec(url)?.[1] : undefined;
    const gateway = id === undefined ? undefined : findGateway(decode(id));
    return gateway === undefined ? fetchDirectly(input, init) : fetchByGateway(new Request(input, init), gateway);
  };
  syncBuiltinESMExports();
}

/** `https.request(url, options, callback)`, of which the first two may each be missing. */
function readArguments(given) {
  const [first, second, third] = given;
  const isAddress = typeof first === 'string' || first instanceof URL;
  const address = isAddress ? urlToHttpOptions(new URL(first)) : first;
  if (!isAddress) return { options: { ...address }, callback: second };
  return typeof second === 'function'
    ? { options: address, callback: second }
    : { options: { ...address, ...second }, callback: third };
}

/** The host that the client names stays, for it is signed. */
function requestByGateway(options, callback, { host, port, token }) {
  const { method, path, headers, timeout, signal } = options;
  const name = options.hostname ?? options.host ?? 'localhost';
  const authority = [undefined, 443, '443'].includes(options.port) ? name : `${name}:${options.port}`;
  const led = http.request({ host, port, method, path, headers: linesOf(headers), timeout, signal, setHost: false });
  if (!led.hasHeader('host')) led.setHeader('Host', authority);
  led.setHeader('x-sluice-function', token);
  if (typeof callback === 'function') led.once('response', callback);
  return led;
}

/** Not by `fetch` itself, which lets nobody name a host. */
async function fetchByGateway(request, gateway) {
  const { hostname, port, pathname, search } = new URL(request.url);
  const { method, signal } = request;
  const headers = Object.fromEntries(request.headers);
  const body = Buffer.from(await request.arrayBuffer());
  const led = requestByGateway(
    { hostname, port: port || 443, path: pathname + search, method, headers, signal },
    undefined,
    gateway,
  );
  led.end(body);
  const [response] = await once(led, 'response');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  const status = response.statusCode;
  return new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: response.headers });
}

/** A list of names and values in turn, as headers may be given too. */
function linesOf(headers) {
  if (!Array.isArray(headers)) return headers;
  return Object.fromEntries(headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1]]] : [])));
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

module.exports = { leadManagementCalls };
