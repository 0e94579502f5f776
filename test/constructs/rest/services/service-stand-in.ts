import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a service sees it. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The scope of the signature, `us-east-1/sqs`, or why it is none. */
  readonly signedFor: string;
}

/** A response of a service. */
export interface ServiceResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An HTTP endpoint in place of an AWS service: it checks signatures, keeps the last request and returns the response that it is given. */
export class ServiceStandIn {
  endpoint = '';
  response: ServiceResponse = { status: 200, body: '{}' };
  private received: ServiceRequest | undefined;
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const body = Buffer.concat(chunks);
      this.received = { method, url, headers, body, signedFor: readSignature({ method, url, headers, body }) };
      response.writeHead(this.response.status, { 'Content-Type': 'application/json', ...this.response.headers });
      response.end(this.response.body ?? '');
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.endpoint = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The request since the last call. */
  takeRequest(): ServiceRequest | undefined {
    const { received } = this;
    this.received = undefined;
    return received;
  }
}

/**
 * Recomputes a signature, as AWS does, with the secret of local stand-ins.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
function readSignature(request: Omit<ServiceRequest, 'signedFor'>): string {
  const { authorization = '', 'x-amz-date': time = '' } = request.headers;
  const match =
    /^AWS4-HMAC-SHA256 Credential=local\/(\d+\/([^/]+)\/([^/]+)\/aws4_request), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      authorization,
    );
  if (match === null) return `no signature: ${authorization}`;
  const [, scope = '', region = '', service = '', signedHeaders = '', signature] = match;
  const [path = '', query = ''] = request.url.split('?');
  const payload = request.headers['x-amz-content-sha256'] ?? sha256(request.body);
  const canonical = [
    request.method,
    // Every service but S3 signs the path as it is encoded once more.
    service === 's3' ? path : path.split('/').map(encodeURIComponent).join('/'),
    query.split('&').sort().join('&'),
    ...signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signedHeaders,
    payload === 'UNSIGNED-PAYLOAD' ? payload : sha256(request.body),
  ].join('\n');
  const key = [...scope.split('/')].reduce<string | Buffer>(hmac, 'AWS4local') as Buffer;
  const expected = hmac(key, ['AWS4-HMAC-SHA256', String(time), scope, sha256(canonical)].join('\n')).toString('hex');
  return expected === signature ? `${region}/${service}` : `wrong signature for\n${canonical}`;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
