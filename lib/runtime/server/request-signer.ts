import type * as Aws4 from 'aws4';
import type { RequestSigner } from '../request-signer.js';
import { LOCAL_CREDENTIALS } from '../function-credentials.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';

/** Credentials of AWS, from the environment of the process. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The standard variables; undefined when they are not set, or are those of functions that share the process. */
export function environmentCredentials(env: Readonly<Record<string, string | undefined>>): AwsCredentials | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  if (secretAccessKey === LOCAL_CREDENTIALS.secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

/** What local stand-ins of AWS take as a signature; they check none. */
const STAND_IN: AwsCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Signs requests with Signature Version 4.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function createRequestSigner(credentials: AwsCredentials | undefined): RequestSigner {
  return {
    sign({ method, url, headers, body, service, region }): readonly HeaderLine[] {
      const { sign } = require('aws4') as typeof Aws4;
      const { host, pathname, search } = new URL(url);
      const signed = sign(
        { service, region, method, host, path: pathname + search, body, headers: Object.fromEntries(headers) },
        credentials ?? STAND_IN,
      );
      return Object.entries(signed.headers ?? {}).flatMap(([name, value]): readonly HeaderLine[] =>
        value === undefined ? [] : [[name, String(value)]],
      );
    },
  };
}

/**
 * Signs a request to an API as its target is written, which a client of the API has to send unchanged.
 *
 * @returns all headers of the request, with those of the signature
 */
export function signAs(
  credentials: AwsCredentials,
  request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly HeaderLine[];
    readonly body: Buffer;
    readonly host: string;
    readonly region: string;
  },
): readonly HeaderLine[] {
  const { sign } = require('aws4') as typeof Aws4;
  const { method, target: path, body, host, region } = request;
  const given = Object.fromEntries(request.headers);
  // aws4 would call a body without a type a form; without one it counts as JSON.
  const isUntyped = body.length > 0 && findHeader(request.headers, 'content-type') === undefined;
  const headers = isUntyped ? { ...given, 'Content-Type': 'application/json' } : given;
  const signed = sign(
    { service: 'execute-api', region, method, host, path, headers, ...(body.length > 0 && { body }) },
    credentials,
  );
  return Object.entries(signed.headers ?? {}).flatMap(([name, value]): readonly HeaderLine[] =>
    value === undefined ? [] : [[name, String(value)]],
  );
}
