import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atExit } from '../../support/at-exit.js';
import { SluiceError } from '../../support/sluice-error.js';
import { rewriteTokenFile, writeTokenFile } from './token-file.js';

/** What may be asked of a running server. */
export const ADMIN_OPERATIONS = ['reload', 'promote', 'abort', 'rollback', 'flush', 'usage', 'metrics'] as const;

export type AdminOperation = (typeof ADMIN_OPERATIONS)[number];

/** Does what is asked and says what came of it, as plain JSON data; a SluiceError is a refusal. */
export type RunAdminOperation = (operation: AdminOperation, query: URLSearchParams) => unknown;

/** Gives a document that anyone may read, at the server's URL; undefined where there is none. */
export type PublishDocument = (path: string, url: string) => Promise<unknown>;

export interface AdminOptions {
  /** Where the token file goes. */
  readonly folder: string;
  /** Where the APIs are served: how a user names the server. */
  readonly serves: readonly string[];
  /** Default: nothing. */
  readonly publish?: PublishDocument;
}

export interface AdminServer {
  readonly url: string;
  readonly tokenFile: string;
  /** Where the APIs are served from now on. */
  tell(serves: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Listens on a port of 127.0.0.1 for `POST /<operation>?<query>` with `Authorization: Bearer <token>`. The token is new in every
 * run and lies in a file that only the user who runs the server can read.
 *
 * `GET` reads what is published, without a token.
 *
 * An answer is JSON: the operation's, or `{"error":{"code","message","hint"?}}` with 401 for a wrong token, 404 for
 * another path, 409 for a refusal, 500 for a defect.
 */
export async function startAdmin(
  run: RunAdminOperation,
  { folder, serves, publish }: AdminOptions,
): Promise<AdminServer> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    const answered = request.method === 'GET' ? read(request, url, publish) : answer(request, token, run);
    void answered.then(({ status, body }) => send(response, status, body));
  });
  let tokenFile: string;
  try {
    tokenFile = writeTokenFile(folder, { url, token, pid: process.pid, serves });
  } catch (error) {
    server.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new SluiceError('permission-denied', `Cannot write the admin token: ${why}`, {
      place: folder,
      hint: 'Name a folder that you can write to with --state',
    });
  }
  const removeTokenFile = (): void => rmSync(tokenFile, { force: true });
  const stayAtExit = atExit(removeTokenFile);
  return {
    url,
    tokenFile,
    tell(addresses) {
      try {
        rewriteTokenFile(tokenFile, { url, token, pid: process.pid, serves: addresses });
      } catch {
        // The folder is gone, and the file with it.
      }
    },
    async close() {
      stayAtExit();
      removeTokenFile();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface AdminAnswer {
  readonly status: number;
  readonly body: unknown;
}

async function answer(request: IncomingMessage, token: string, run: RunAdminOperation): Promise<AdminAnswer> {
  if (!isAuthorized(request.headers.authorization, token)) {
    return refusal(401, 'permission-denied', 'Cannot command the server: the token is not the one of its token file');
  }
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const operation = ADMIN_OPERATIONS.find((name) => path === `/${name}`);
  if (operation === undefined || request.method !== 'POST') {
    const asked = `${request.method ?? ''} ${request.url ?? ''}`;
    return refusal(
      404,
      'refused-not-found',
      `Cannot do "${asked}": there is ${ADMIN_OPERATIONS.join(', ')}, each by POST`,
    );
  }
  try {
    return { status: 200, body: await run(operation, new URLSearchParams(query)) };
  } catch (error) {
    if (error instanceof SluiceError) return refusal(409, error.code, error.message, error.details.hint);
    return refusal(500, 'internal-error', error instanceof Error ? error.message : String(error));
  }
}

async function read(request: IncomingMessage, url: string, publish: PublishDocument | undefined): Promise<AdminAnswer> {
  const path = request.url ?? '';
  try {
    const document = await publish?.(path, url);
    if (document !== undefined) return { status: 200, body: document };
    return refusal(404, 'refused-not-found', `Cannot read "${path}": nothing is published there`);
  } catch (error) {
    return refusal(500, 'internal-error', error instanceof Error ? error.message : String(error));
  }
}

/** Compares digests, which are of one length, in a time that does not depend on where they differ. */
function isAuthorized(header: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

function refusal(status: number, code: string, message: string, hint?: string): AdminAnswer {
  return { status, body: { error: { code, message, ...(hint !== undefined && { hint }) } } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(`${JSON.stringify(body)}\n`);
  const headers = { 'Content-Type': 'application/json', 'Content-Length': text.length, 'Cache-Control': 'no-store' };
  response.writeHead(status, headers).end(text);
}
