#!/usr/bin/env node
import { EXIT, type EndSignal } from '../lib/cli/command.js';
import { main } from '../lib/cli/main.js';
import { printError } from '../lib/cli/output.js';
import { SluiceError } from '../lib/support/sluice-error.js';

const SIGNALS: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Ends the process as it is until a command asks to be told, so that it can end in order. */
let end = (signal: EndSignal): void => process.exit(EXIT[signal]);

const onSignal = (signal: EndSignal): void => {
  // Whoever asks again does not want to wait for order.
  for (const one of SIGNALS) process.removeListener(one, onSignal);
  end(signal);
};
for (const signal of SIGNALS) process.on(signal, onSignal);

const { stdin, stdout, stderr, env } = process;

stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough, such as `head`, closes its end.
  if (error.code === 'EPIPE') process.exit();
  const why = `Cannot write to standard output: ${error.message}`;
  stderr.write(`${printError(new SluiceError('permission-denied', why))}\n`);
  process.exit(EXIT.unavailable);
});
stderr.on('error', () => undefined); // A server whose log nobody reads any more goes on.

const io = {
  stdin,
  stdout,
  stderr,
  cwd: process.cwd(),
  env,
  onRotate(reopen: () => void) {
    // Windows has no such signal.
    if (process.platform !== 'win32') process.on('SIGUSR2', reopen);
  },
  get interrupted() {
    return new Promise<EndSignal>((resolve) => (end = resolve));
  },
};

// What a command waits for does not always keep the process alive, such as the process of a function.
const alive = setInterval(() => undefined, 2 ** 30);

void main(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
  clearInterval(alive);
});
