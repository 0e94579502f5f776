import { fork, type ChildProcess } from 'node:child_process';
import { SERVERS } from './servers.js';

/** A server in a process of its own, whose CPU time can be read from outside. */
export interface BenchServer {
  readonly port: number;
  /** User and system time of all its threads so far, in microseconds. */
  cpuUs(): Promise<number>;
  close(): void;
}

/** What the parent asks for. */
type Question = { readonly start: string } | { readonly cpu: true };

export async function startServer(name: string): Promise<BenchServer> {
  const child = fork(__filename, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { port } = (await ask(child, { start: name })) as { port: number };
  return {
    port,
    async cpuUs() {
      const { cpuUs } = (await ask(child, { cpu: true })) as { cpuUs: number };
      return cpuUs;
    },
    close: () => child.kill(),
  };
}

export function ask(child: ChildProcess, question: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`The child process ended with ${code ?? 'a signal'}`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.removeListener('exit', ended);
      resolve(answer);
    });
    child.send(question);
  });
}

if (require.main === module) {
  process.on('message', (question: Question) => {
    if ('cpu' in question) {
      const { user, system } = process.cpuUsage();
      process.send?.({ cpuUs: user + system });
      return;
    }
    const start = SERVERS[question.start];
    if (start === undefined) throw new Error(`There is no bench server "${question.start}"`);
    void start().then((port) => process.send?.({ port }));
  });
}
