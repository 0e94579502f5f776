import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * The address of a WebSocket API that a command line gives; undefined for a source.
 *
 * @throws {SluiceError} usage-invalid
 */
export function readAddress(given: string | undefined, cwd: string): URL | undefined {
  if (given === undefined) return undefined;
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(given) ?? [];
  if (scheme === undefined) {
    if (LIKE_AN_ADDRESS.test(given) && !existsSync(resolve(cwd, given))) {
      throw new SluiceError('usage-invalid', `Cannot connect to "${given}": expected a URL or a source`, {
        hint: `Did you mean ws://${given}?`,
      });
    }
    return undefined;
  }
  const converted = SCHEMES[scheme.toLowerCase()];
  if (converted === undefined) {
    throw new SluiceError('usage-invalid', `Cannot connect to "${given}": expected ws://… or wss://…`, {
      hint: 'http://… and https://… name the same addresses',
    });
  }
  const address = `${converted}${given.slice(scheme.length)}`;
  if (!URL.canParse(address)) throw new SluiceError('usage-invalid', `Cannot connect to "${given}": not a URL`);
  const url = new URL(address);
  if (url.hash === '') return url;
  throw new SluiceError('usage-invalid', `Cannot connect to "${given}": a WebSocket URL has no fragment`, {
    hint: 'Write # as %23 in the path or query',
  });
}

const SCHEMES: Readonly<Record<string, string>> = { ws: 'ws', wss: 'wss', http: 'ws', https: 'wss' };

/** `localhost:3000/dev`. */
const LIKE_AN_ADDRESS = /^[\w.-]+:\d{1,5}(?:\/.*)?$/;

/** An address as messages have it: without user and query, which may hold secrets. */
export function shownAddress({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`;
}
