#!/usr/bin/env node
import { main } from '../lib/cli/main.js';

const interrupted = new Promise<'SIGINT' | 'SIGTERM'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
});

const { stdin, stdout, stderr, env } = process;

void main(process.argv.slice(2), { stdin, stdout, stderr, cwd: process.cwd(), env, interrupted }).then((code) => {
  process.exitCode = code;
});
