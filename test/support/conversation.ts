import { shakeHands, TestClient } from '../runtime/websocket/client.js';

/** A step of a conversation with a WebSocket API: what one client does, and the frames that clients receive then. */
export type ConversationStep = {
  readonly name: string;
  readonly client: string;
  /** By client, in order; other clients receive nothing. */
  readonly receive?: Readonly<Record<string, readonly unknown[]>>;
} & (
  | {
      /** Behind the URL of the stage: `?name=Ann`. */
      readonly connect: string;
      readonly status: number;
    }
  | { readonly send: unknown }
  | { readonly close: number }
);

/** What a step came to. */
export interface StepResult {
  readonly name: string;
  /** Of a handshake. */
  readonly status?: number;
  /** By client, in order. */
  readonly receive: Readonly<Record<string, readonly string[]>>;
}

/** Has a conversation step by step, each after the frames of the one before; the last result is of frames that no step expects. */
export async function converse(url: string, steps: readonly ConversationStep[]): Promise<readonly StepResult[]> {
  const clients = new Map<string, TestClient>();
  const results: StepResult[] = [];
  try {
    for (const step of steps) {
      const status = await take(step, url, clients);
      const receive: Record<string, readonly string[]> = {};
      for (const [name, frames] of Object.entries(step.receive ?? {})) {
        const received: string[] = [];
        for (const _frame of frames) received.push(await clientNamed(clients, name).receive());
        receive[name] = received;
      }
      results.push({ name: step.name, ...(status !== undefined && { status }), receive });
    }
  } finally {
    for (const client of clients.values()) await client.close();
  }
  const unread = [...clients].map(([name, client]) => [name, client.unread] as const);
  results.push({ name: 'unread', receive: Object.fromEntries(unread.filter(([, frames]) => frames.length > 0)) });
  return results;
}

async function take(
  step: ConversationStep,
  url: string,
  clients: Map<string, TestClient>,
): Promise<number | undefined> {
  if ('connect' in step) {
    const address = `${url}${step.connect}`;
    if (step.status !== 101) return (await shakeHands(address)).status;
    clients.set(step.client, await TestClient.connect(address));
    return 101;
  }
  const client = clientNamed(clients, step.client);
  if ('send' in step) client.send(step.send);
  else await client.close(step.close);
  return undefined;
}

function clientNamed(clients: ReadonlyMap<string, TestClient>, name: string): TestClient {
  const client = clients.get(name);
  if (client === undefined) throw new Error(`The client ${name} is not connected`);
  return client;
}

/** The results that a conversation expects. */
export function expectedResults(steps: readonly ConversationStep[]): readonly unknown[] {
  const results = steps.map((step) => ({
    name: step.name,
    ...('status' in step && { status: step.status }),
    receive: step.receive ?? {},
  }));
  return [...results, { name: 'unread', receive: {} }];
}

/** Results with parsed frames, but for what API Gateway makes up: the ids in its own frames. */
export function withoutIds(results: readonly StepResult[]): readonly unknown[] {
  return results.map(({ receive, ...result }) => ({
    ...result,
    receive: Object.fromEntries(
      Object.entries(receive).map(([client, frames]) => [client, frames.map((frame) => parseFrame(frame))]),
    ),
  }));
}

function parseFrame(frame: string): unknown {
  const {
    connectionId: _connection,
    requestId: _request,
    ...rest
  } = JSON.parse(frame) as Readonly<Record<string, unknown>>;
  return rest;
}
