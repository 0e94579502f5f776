import type { LocalConnection, LocalGateway } from '../../lib/testing/index.js';

/** What a connection takes and gives. */
export async function talk(gateway: LocalGateway): Promise<string> {
  const connection: LocalConnection = await gateway.connect('?room=1', {
    headers: { Authorization: 'token' },
    subprotocols: ['chat'],
  });
  const id: string = connection.id;
  const subprotocol: string | undefined = connection.subprotocol;
  await connection.send({ action: 'say', id, subprotocol });
  const text: string = await connection.receive();
  const { code, reason }: { readonly code: number; readonly reason: string } = await connection.close(4000, 'bye');
  const { webSocketUrl }: { readonly webSocketUrl: string } = await gateway.listen();
  // @ts-expect-error -- headers of a handshake are a plain object
  await gateway.connect('', { headers: [['Authorization', 'token']] });
  return `${text} ${code} ${reason} ${webSocketUrl}`;
}
