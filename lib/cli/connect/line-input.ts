import { clearScreenDown, createInterface, cursorTo, moveCursor, type Interface } from 'node:readline';
import type { CommandIo } from '../command.js';

/** Lines that are typed at a prompt, or come through a pipe. */
export class LineInput {
  /** Whether a person types. */
  readonly isPrompt: boolean;
  private readonly lines: Interface;

  /** @param interrupted is called when Ctrl-C is pressed at the prompt */
  constructor(
    private readonly io: CommandIo,
    json: boolean,
    interrupted: () => void,
  ) {
    const { stdin, stdout } = io;
    this.isPrompt = !json && stdin.isTTY === true && stdout.isTTY === true;
    this.lines = createInterface({
      input: stdin,
      crlfDelay: Infinity,
      ...(this.isPrompt ? { output: stdout, terminal: true } : { terminal: false }),
    });
    this.lines.on('SIGINT', interrupted);
  }

  /** Until the input ends or is closed. */
  async *read(): AsyncGenerator<string> {
    this.prompt();
    for await (const line of this.lines) {
      yield line;
      this.prompt();
    }
  }

  /** @param route the route that lines are sent to */
  setPrompt(route: string | undefined): void {
    this.lines.setPrompt(route === undefined ? '> ' : `${route}> `);
  }

  /** Writes a line above the prompt, which keeps what is typed so far. */
  print(line: string): void {
    const { stdout } = this.io;
    if (!this.isPrompt || this.isClosed) {
      stdout.write(`${line}\n`);
      return;
    }
    const { rows } = this.lines.getCursorPos();
    moveCursor(stdout, 0, -rows);
    cursorTo(stdout, 0);
    clearScreenDown(stdout);
    // The prompt is drawn as many rows above the cursor as its own cursor was.
    stdout.write(`${line}\n${'\n'.repeat(rows)}`);
    this.lines.prompt(true);
  }

  close(): void {
    if (this.isClosed) return;
    if (this.isPrompt) {
      cursorTo(this.io.stdout, 0);
      clearScreenDown(this.io.stdout);
    }
    this.isClosed = true;
    this.lines.close();
  }

  private isClosed = false;

  private prompt(): void {
    if (this.isPrompt && !this.isClosed) this.lines.prompt();
  }
}
