import { stagePath } from '../../model/stage-path.js';
import type { WebSocketApi } from '../../model/websocket-api.js';
import { LocalRuntime, type RuntimeOptions } from '../../runtime/local-runtime.js';
import type { ServedApi } from '../../runtime/served-api.js';
import { listen } from '../../runtime/server/http-server.js';
import { SluiceError } from '../../support/sluice-error.js';
import { tokenPlaceOf, type CallerContext } from '../caller-options.js';
import type { Arguments } from '../command.js';
import type { Output } from '../output.js';
import { runtimeLog } from '../runtime-log.js';
import { runtimeOptions } from '../runtime-options.js';
import type { OpenedSource } from '../source-options.js';
import { tellChoice } from '../stage-choice.js';
import { messageRoutes, type MessageRoutes } from './message-route.js';

/** A WebSocket API of a source, served on this machine alone for as long as a command talks to it. */
export interface LocalWebSocketApi {
  readonly runtime: LocalRuntime;
  readonly api: ServedApi;
  /** Of the stage. */
  readonly url: URL;
  readonly routes: MessageRoutes;
  readonly caller: CallerContext;
  /** Waits for the `$disconnect` of connections that have ended. */
  close(): Promise<void>;
}

/** @throws {SluiceError} finding-nothing-to-serve, and what keeps functions or settings from being read */
export async function serveLocally(
  opened: OpenedSource,
  args: Arguments,
  output: Output,
  cwd: string,
  options: RuntimeOptions = {},
): Promise<LocalWebSocketApi> {
  const given = runtimeOptions(args, opened, cwd);
  const runtime = new LocalRuntime(opened, { ...given, log: runtimeLog(output), ...options });
  try {
    const apis = runtime.gateway.apis.filter(({ protocol }) => protocol === 'WEBSOCKET');
    const [api] = apis;
    const stage = api?.stages[0];
    const definition = opened.collection.apis.find((one): one is WebSocketApi => one.id === api?.id);
    if (api === undefined || stage === undefined || definition === undefined)
      throw new SluiceError('finding-nothing-to-serve', 'Cannot connect: the source has no WebSocket API');
    tellChoice(apis, output);
    const { gateway } = runtime;
    const { host, port, close } = await listen((request) => gateway.handle(request, api.apiId), {
      port: 0,
      webSockets: gateway.webSocketsOf(api.apiId),
    });
    return {
      runtime,
      api,
      url: new URL(`ws://${host}:${port}${stagePath(stage.name)}`),
      routes: messageRoutes(definition),
      caller: {
        token: tokenPlaceOf(opened.collection, api.id, stage.main, { httpMethod: '', path: '' }),
        region: opened.environment.region,
        identities: given.identities ?? [],
      },
      async close() {
        await close(DRAIN_MS);
        await runtime.close();
      },
    };
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

const DRAIN_MS = 5_000;
