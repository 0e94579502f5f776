import { LOCAL_REGION } from '../../model/arn.js';
import { SluiceError } from '../../support/sluice-error.js';
import { text } from '../argument-values.js';
import { AUTHORIZATION_HEADER, CALLER_OPTIONS, type CallerContext } from '../caller-options.js';
import { EXIT, type Arguments, type Command, type CommandIo } from '../command.js';
import { loadConfiguration } from '../configuration.js';
import { readAddress, shownAddress } from '../connect/address.js';
import { Conversation, LONGEST_WAIT } from '../connect/conversation.js';
import { HANDSHAKE_OPTIONS, readHandshake } from '../connect/handshake-options.js';
import {
  openWebSocketApi,
  serveWebSocketApi,
  type LocalWebSocketApi,
  type ServedWebSocketApi,
} from '../connect/local-api.js';
import { checkMessageRoute, COMMON_ROUTES } from '../connect/message-route.js';
import { openConnection } from '../connect/open-connection.js';
import { HandshakeError } from '../connect/refused-handshake.js';
import { SYSTEM_TIMING } from '../connect/timing.js';
import { loadIdentities } from '../identities.js';
import { Output } from '../output.js';
import { RUNTIME_OPTIONS } from '../runtime-options.js';
import { openSource, SOURCE_OPTIONS } from '../source-options.js';

export const connect: Command = {
  name: 'connect [source|url]',
  describe: 'Talk to a WebSocket API: lines in, frames out',
  positional: {
    name: 'source',
    describe: 'ws:// or wss:// URL of a stage, or a source, which is served for this connection alone',
  },
  options: {
    ...SOURCE_OPTIONS,
    ...RUNTIME_OPTIONS,
    ...CALLER_OPTIONS,
    ...HANDSHAKE_OPTIONS,
    route: {
      type: 'string',
      describe: 'Route of each line: {"action":"<route>", …} with the members of the line, or with the line as message',
    },
    wait: {
      type: 'string',
      default: '1',
      describe: `Seconds without a frame after piped input ends until it closes; it closes after ${LONGEST_WAIT} times as long at the latest`,
    },
    json: {
      type: 'boolean',
      default: false,
      describe: 'One JSON document a line: {"type":"open"|"sent"|"message"|"pong"|"refused"|"closed", …}, or an error',
    },
  },
  examples: [
    ['connect ws://127.0.0.1:3000/prod', 'an API that sluice serve serves; .help lists what can be done'],
    ['connect', 'the WebSocket API of the CDK app of this folder'],
    ['connect ws://127.0.0.1:3000/prod --route sendMessage', 'each line as {"action":"sendMessage","message":"…"}'],
    ['connect wss://chat.example.com --header "Authorization: secret"', 'a header for the authorizer'],
    ['connect template.yaml --as ana --identities identities.json', 'a connection signed by an IAM user'],
    ['connect ws://127.0.0.1:3000/prod --json < messages.jsonl', 'messages from a file, frames as JSON lines'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const address = readAddress(text(args.source), io.cwd);
    const waitMs = readWait(text(args.wait) ?? '');
    if (address !== undefined) {
      checkUrlOptions(args);
      return talk(
        { url: address, routes: COMMON_ROUTES, caller: callerAt(address, args, io) },
        waitMs,
        args,
        io,
        output,
      );
    }
    const local = await openWebSocketApi(await openSource(args, io), args, output, io.cwd);
    try {
      const served = await serveWebSocketApi(local);
      try {
        return await talk({ url: served.url, ...local }, waitMs, args, io, output);
      } finally {
        await served.close();
      }
    } finally {
      await local.runtime.close();
    }
  },
};

/** What is known of an API before its connection is opened. */
type KnownApi = Pick<ServedWebSocketApi, 'url'> & Pick<LocalWebSocketApi, 'routes' | 'caller'>;

async function talk(
  { url, routes, caller }: KnownApi,
  waitMs: number,
  args: Arguments,
  io: CommandIo,
  output: Output,
): Promise<number> {
  const route = text(args.route);
  if (route !== undefined) checkMessageRoute(route, routes);
  const handshake = readHandshake(args, url, caller);
  const json = args.json === true;
  const { interrupted, timing = SYSTEM_TIMING } = io;
  const opening = new AbortController();
  void interrupted.then(() => opening.abort());
  try {
    const socket = await openConnection(handshake, opening.signal);
    if (socket === undefined) return EXIT[await interrupted];
    const options = { address: shownAddress(url), routes, waitMs, json, timing, interrupted };
    return await new Conversation(socket, io, output, { ...options, ...(route !== undefined && { route }) }).run();
  } catch (error) {
    if (json && error instanceof HandshakeError) output.document({ type: 'refused', ...error.response });
    throw error;
  }
}

/** Who connects to an API of which only the address is known. */
function callerAt({ hostname }: URL, args: Arguments, io: CommandIo): CallerContext {
  const [, region = LOCAL_REGION] = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(hostname) ?? [];
  const configuration = loadConfiguration(text(args.config), undefined, io.cwd);
  return {
    token: AUTHORIZATION_HEADER,
    region: text(args.region) ?? configuration.values.region ?? region,
    identities: text(args.as) === undefined ? [] : loadIdentities(text(args.identities), configuration, io.cwd),
  };
}

/** @throws {SluiceError} usage-invalid for an option that says how a source is read or served */
function checkUrlOptions(args: Arguments): void {
  const given = Object.entries({ ...SOURCE_OPTIONS, ...RUNTIME_OPTIONS }).find(
    ([name, option]) => !OF_CLIENT.has(name) && args[name] !== ('default' in option ? option.default : undefined),
  );
  if (given === undefined) return;
  throw new SluiceError('usage-invalid', `--${given[0]} applies to a source, and a URL is given`);
}

/** Options that count for a URL too. */
const OF_CLIENT = new Set(['json', 'region', 'config', 'identities']);

function readWait(given: string): number {
  const seconds = Number(given);
  if (/^\d+(?:\.\d+)?$/.test(given) && seconds <= MAX_WAIT_SECONDS) return seconds * 1000;
  throw new SluiceError('usage-invalid', `--wait is "${given}"; expected seconds from 0 to ${MAX_WAIT_SECONDS}`);
}

/** How long a connection may be open: 2 hours. */
const MAX_WAIT_SECONDS = 7_200;
