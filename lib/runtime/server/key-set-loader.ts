import { readFile } from 'node:fs/promises';
import { isObject } from '../../support/is-object.js';
import { whyUnreadable } from '../../support/unreadable.js';
import type { HttpClient } from '../http-client.js';
import { UnreadableKeys } from '../token-keys.js';

/**
 * Documented: 1,500 ms for each request and 150,000 bytes (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
 * Assumed: the same for the user pools of REST APIs.
 */
const TIMEOUT_MS = 1_500;
const MAX_BYTES = 150_000;

/**
 * Reads the key set of an issuer.
 *
 * Documented: https://openid.net/specs/openid-connect-discovery-1_0.html
 *
 * @param location a file or the URL of a key set, both of which end in `.json`, or the URL of an OpenID provider, whose
 * configuration says where its key set is
 * @throws {UnreadableKeys}
 */
export async function loadKeySet(location: string, http: HttpClient): Promise<unknown> {
  if (!/^https?:\/\//i.test(location)) return parse(await readText(location), location, 'key-set');
  if (new URL(location).pathname.endsWith('.json')) return fetchJson(location, http, 'key-set');
  const configurationUrl = `${location.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const configuration = await fetchJson(configurationUrl, http, 'configuration');
  if (!isObject(configuration) || typeof configuration.jwks_uri !== 'string')
    throw new UnreadableKeys('configuration', `${configurationUrl} names no jwks_uri`);
  return fetchJson(configuration.jwks_uri, http, 'key-set');
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UnreadableKeys('key-set', `Cannot read ${file}: ${whyUnreadable(error)}`);
  }
}

async function fetchJson(url: string, http: HttpClient, document: UnreadableKeys['document']): Promise<unknown> {
  const unreadable = (problem: string): UnreadableKeys => new UnreadableKeys(document, problem);
  const result = await http.send({
    method: 'GET',
    url,
    headers: [['Accept', 'application/json']],
    body: Buffer.alloc(0),
    timeoutMs: TIMEOUT_MS,
  });
  if (result.kind === 'timeout') throw unreadable(`${url} did not respond within ${TIMEOUT_MS} ms`);
  if (result.kind === 'unreachable') throw unreadable(`Cannot reach ${url}: ${result.message}`);
  if (result.kind === 'stream' || result.body.length > MAX_BYTES)
    throw unreadable(`the response of ${url} has more than ${MAX_BYTES} bytes`);
  if (result.status !== 200) throw unreadable(`${url} responded with ${result.status}`);
  return parse(result.body.toString('utf8'), url, document);
}

function parse(text: string, location: string, document: UnreadableKeys['document']): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableKeys(document, `${location} is not JSON`);
  }
}
