import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

// Has no types of its own.
const dynalite = createRequire(__filename)('dynalite') as (options: { readonly createTableMs: number }) => Server;

/** A DynamoDB on this machine. */
export class LocalDynamoDb {
  private readonly server = dynalite({ createTableMs: 0 });
  endpoint = '';

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.endpoint = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Does what an administrator does; the database looks at the form of a signature, not at what it signs. */
  async do(action: string, input: object): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.0',
        'X-Amz-Target': `DynamoDB_20120810.${action}`,
        'X-Amz-Date': '20261121T112233Z',
        Authorization:
          'AWS4-HMAC-SHA256 Credential=local/20261121/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(input),
    });
    const output = (await response.json()) as Readonly<Record<string, unknown>>;
    if (response.status !== 200) throw new Error(`${action} answered ${JSON.stringify(output)}`);
    return output;
  }
}
