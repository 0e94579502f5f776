import { stagePath } from '../../model/stage-path.js';
import { LocalRuntime, type RuntimeOptions } from '../../runtime/local-runtime.js';
import type { ServedApi, ServedStage } from '../../runtime/served-api.js';
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

/** The WebSocket API of a source that a command talks to. */
export interface LocalWebSocketApi {
  readonly runtime: LocalRuntime;
  readonly api: ServedApi;
  readonly stage: ServedStage;
  readonly routes: MessageRoutes;
  readonly caller: CallerContext;
}

/**
 * Compiles a source, and chooses its first WebSocket API. Whoever calls it closes the runtime.
 *
 * @throws {SluiceError} finding-nothing-to-serve, and what keeps functions or settings from being read
 */
export async function openWebSocketApi(
  opened: OpenedSource,
  args: Arguments,
  output: Output,
  cwd: string,
  options: RuntimeOptions = {},
): Promise<LocalWebSocketApi> {
  const given = runtimeOptions(args, opened, cwd);
  const runtime = new LocalRuntime(opened, { ...given, log: runtimeLog(output), ...options });
  const apis = runtime.gateway.apis.filter(({ protocol }) => protocol === 'WEBSOCKET');
  const [api] = apis;
  const stage = api?.stages[0];
  const definition = opened.collection.apis.find(({ id }) => id === api?.id);
  if (api === undefined || stage === undefined || definition?.protocol !== 'WEBSOCKET') {
    await runtime.close();
    throw new SluiceError('finding-nothing-to-serve', 'Cannot connect: the source has no WebSocket API');
  }
  tellChoice(apis, output);
  const token = tokenPlaceOf(opened.collection, api.id, stage.main, { httpMethod: '', path: '' });
  const { region } = opened.environment;
  return {
    ...{ runtime, api, stage },
    routes: messageRoutes(definition),
    caller: { token, region, identities: given.identities ?? [] },
  };
}

/** The API on a port of this machine, for as long as a command talks to it. */
export interface ServedWebSocketApi {
  /** Of the stage. */
  readonly url: URL;
  /** Waits for the `$disconnect` of connections that have ended. */
  close(): Promise<void>;
}

/** Listens for connections to an API. */
export async function serveWebSocketApi({
  runtime: { gateway },
  api: { apiId },
  stage,
}: LocalWebSocketApi): Promise<ServedWebSocketApi> {
  const listener = await listen((request) => gateway.handle(request, apiId), {
    port: 0,
    webSockets: gateway.webSocketsOf(apiId),
  });
  const url = new URL(`ws://${listener.host}:${listener.port}${stagePath(stage.name)}`);
  return { url, close: () => listener.close(DRAIN_MS) };
}

const DRAIN_MS = 5_000;
