#!/usr/bin/env node
import { EXIT } from '../lib/cli/command.js';
import { main } from '../lib/cli/main.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
type Signal = (typeof SIGNALS)[number];

/** Ends the process as it is until a command asks to be told, so that it can end in order. */
let end = (signal: Signal): void => process.exit(EXIT[signal]);

const onSignal = (signal: Signal): void => {
  // Whoever asks again does not want to wait for order.
  for (const one of SIGNALS) process.removeListener(one, onSignal);
  end(signal);
};
for (const signal of SIGNALS) process.on(signal, onSignal);

const { stdin, stdout, stderr, env } = process;

// A reader that has seen enough, such as `head`, closes its end.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
stderr.on('error', () => undefined); // A server whose log nobody reads any more goes on.

const io = {
  stdin,
  stdout,
  stderr,
  cwd: process.cwd(),
  env,
  get interrupted() {
    return new Promise<Signal>((resolve) => (end = resolve));
  },
};

void main(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
