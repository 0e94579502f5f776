import { readFile } from 'node:fs/promises';
import { isObject } from '../../support/is-object.js';
import { whyUnreadable } from '../../support/unreadable.js';
import type { HttpClient } from '../http-client.js';

const TIMEOUT_MS = 5_000;

/** Providers publish a few kilobytes. */
const MAX_BYTES = 256 * 1024;

/**
 * Reads the key set of an issuer.
 *
 * Documented: https://openid.net/specs/openid-connect-discovery-1_0.html
 *
 * @param location a file or the URL of a key set, both of which end in `.json`, or the URL of an OpenID provider, whose
 * configuration says where its key set is
 * @throws {Error} when it cannot be read
 */
export async function loadKeySet(location: string, http: HttpClient): Promise<unknown> {
  if (!/^https?:\/\//i.test(location)) return parse(await readText(location), location);
  if (new URL(location).pathname.endsWith('.json')) return fetchJson(location, http);
  const configurationUrl = `${location.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const configuration = await fetchJson(configurationUrl, http);
  if (!isObject(configuration) || typeof configuration.jwks_uri !== 'string')
    throw new Error(`${configurationUrl} names no jwks_uri`);
  return fetchJson(configuration.jwks_uri, http);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`Cannot read ${file}: ${whyUnreadable(error)}`);
  }
}

async function fetchJson(url: string, http: HttpClient): Promise<unknown> {
  const result = await http.send({
    method: 'GET',
    url,
    headers: [['Accept', 'application/json']],
    body: Buffer.alloc(0),
    timeoutMs: TIMEOUT_MS,
  });
  if (result.kind === 'timeout') throw new Error(`${url} did not answer within ${TIMEOUT_MS} ms`);
  if (result.kind === 'unreachable') throw new Error(`Cannot reach ${url}: ${result.message}`);
  if (result.kind === 'stream' || result.body.length > MAX_BYTES) throw new Error(`${url} answered too much`);
  if (result.status !== 200) throw new Error(`${url} answered ${result.status}`);
  return parse(result.body.toString('utf8'), url);
}

function parse(text: string, location: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${location} is not JSON`);
  }
}
