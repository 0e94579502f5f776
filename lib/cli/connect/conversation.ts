import type { RawData, WebSocket } from 'ws';
import { SluiceError } from '../../support/sluice-error.js';
import { EXIT, type CommandIo, type EndSignal } from '../command.js';
import { printError, type Output } from '../output.js';
import { LineInput } from './line-input.js';
import { checkMessageRoute, messageOfRoute, type MessageRoutes } from './message-route.js';
import { PROMPT_HELP, readPromptCommand } from './prompt-command.js';
import type { Timing } from './timing.js';
import { isOrderlyClose, Transcript } from './transcript.js';

/** How a person or a script talks to a WebSocket API. */
export interface ConversationOptions {
  /** As it is shown. */
  readonly address: string;
  readonly routes: MessageRoutes;
  /** The route that lines are sent to at first. */
  readonly route?: string;
  /** After piped input ends: how long no frame may come until the connection is closed. */
  readonly waitMs: number;
  readonly json: boolean;
  readonly timing: Timing;
  /** As `interrupted` of `CommandIo`, which is to be read once. */
  readonly interrupted: Promise<EndSignal>;
}

/** Lines in, frames out, until either side closes the connection. */
export class Conversation {
  private readonly input: LineInput;
  private readonly transcript: Transcript;
  private route: string | undefined;
  private signal: EndSignal | undefined;
  private isClosing = false;
  /** Closes the connection when nothing more comes. */
  private quiet: { cancel(): void } | undefined;
  private readonly timers: (() => void)[] = [];

  constructor(
    private readonly socket: WebSocket,
    private readonly io: CommandIo,
    private readonly output: Output,
    private readonly options: ConversationOptions,
  ) {
    this.input = new LineInput(io, options.json, () => this.interrupt('SIGINT'));
    this.transcript = new Transcript(
      {
        document: (value) => output.document(value),
        print: (line) => this.input.print(line),
        paint: (color, text) => output.paint(color, text),
      },
      options.timing,
      options.json,
    );
    if (this.input.isPrompt) output.divertLog((text) => this.input.print(text));
    this.setRoute(options.route);
  }

  /** @returns the exit code: of a signal, else 0 for a close that is in order and 1 for any other */
  async run(): Promise<number> {
    const { socket, transcript } = this;
    const { protocol } = socket;
    transcript.add({ type: 'open', url: this.options.address, ...(protocol !== '' && { subprotocol: protocol }) });
    const closed = this.follow();
    void this.options.interrupted.then((signal) => this.interrupt(signal));
    socket.resume();
    // Input that breaks off, such as a terminal that is gone, has no more lines.
    this.readInput().catch(() => this.close());
    const end = await closed;
    for (const cancel of this.timers) cancel();
    this.quiet?.cancel();
    this.input.close();
    this.output.divertLog();
    transcript.add({ type: 'closed', ...end });
    if (this.signal !== undefined) return EXIT[this.signal];
    return isOrderlyClose(end.code) ? EXIT.ok : EXIT.findings;
  }

  /** Writes what the server sends, until the end. */
  private follow(): Promise<{ readonly code: number; readonly reason: string }> {
    const { socket, transcript } = this;
    const { stdout } = this.io;
    socket.on('message', (data, isBinary) => {
      const bytes = bytesOf(data);
      transcript.add({ type: 'message', body: isBinary ? bytes : bytes.toString('utf8') });
      if (this.quiet !== undefined) this.waitForQuiet();
      // A reader that is slow slows the server down.
      if (!stdout.writableNeedDrain || socket.isPaused) return;
      socket.pause();
      stdout.once('drain', () => socket.resume());
    });
    socket.on('pong', () => transcript.add({ type: 'pong' }));
    socket.on('error', (error) => this.output.log(`Cannot read the connection: ${error.message}`));
    return new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') }));
    });
  }

  private async readInput(): Promise<void> {
    for await (const line of this.input.read()) {
      if (line.trim() === '') continue;
      if (this.input.isPrompt) await this.obey(line);
      else await this.send(line);
      if (this.socket.readyState !== this.socket.OPEN) return;
    }
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.input.isPrompt) this.close();
    else this.waitForQuiet();
  }

  private async obey(line: string): Promise<void> {
    const command = readPromptCommand(line);
    switch (command.kind) {
      case 'send':
        return this.send(command.text);
      case 'ping':
        this.socket.ping();
        return;
      case 'close':
        this.close(command.code, command.reason);
        return;
      case 'route':
        this.changeRoute(command.key);
        return;
      case 'help':
        for (const [name, describe] of PROMPT_HELP) this.input.print(`  ${name.padEnd(24)}${describe}`);
        return;
      case 'mistake':
        this.input.print(command.message);
    }
  }

  private changeRoute(key: string | undefined): void {
    try {
      if (key !== undefined) checkMessageRoute(key, this.options.routes);
      this.setRoute(key);
    } catch (error) {
      if (!(error instanceof SluiceError)) throw error;
      this.input.print(printError(error));
    }
  }

  private setRoute(key: string | undefined): void {
    this.route = key;
    this.input.setPrompt(key);
  }

  /** Resolves when the message is on its way, so that messages go one after the other. */
  private send(line: string): Promise<void> {
    const { member } = this.options.routes;
    const body = this.route === undefined || member === undefined ? line : messageOfRoute(line, this.route, member);
    if (this.socket.readyState !== this.socket.OPEN) {
      this.output.log(`Not sent, for the connection is closed: ${body}`);
      return Promise.resolve();
    }
    this.transcript.add({ type: 'sent', body });
    return new Promise((resolve) => this.socket.send(body, () => resolve()));
  }

  private waitForQuiet(): void {
    const { timing, waitMs } = this.options;
    if (this.quiet === undefined) this.timers.push(timing.after(waitMs * LONGEST_WAIT, () => this.close()));
    else this.quiet.cancel();
    this.quiet = { cancel: timing.after(waitMs, () => this.close()) };
  }

  /** Whoever asks again does not want to wait for the server. */
  private interrupt(signal: EndSignal): void {
    this.signal = signal;
    if (this.isClosing) this.socket.terminate();
    else this.close();
  }

  private close(code = 1000, reason = ''): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.socket.close(code, reason);
    this.timers.push(this.options.timing.after(CLOSE_TIMEOUT_MS, () => this.socket.terminate()));
  }
}

/** How many times as long as `waitMs` a server may go on sending after the input ends. */
export const LONGEST_WAIT = 60;

/** How long a server may take to confirm a close. */
const CLOSE_TIMEOUT_MS = 5_000;

function bytesOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
