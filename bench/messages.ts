import type { ChildProcess } from 'node:child_process';

interface Reply {
  readonly value?: unknown;
  readonly failed?: string;
}

/** Sends a message to a child process and returns its reply. */
export function ask(child: ChildProcess, message: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`A process ended with ${code ?? 'a signal'}`));
    child.once('exit', ended);
    child.once('message', ({ value, failed }: Reply) => {
      child.removeListener('exit', ended);
      if (failed === undefined) resolve(value);
      else reject(new Error(failed));
    });
    child.send(message);
  });
}

/** Replies to each message of the parent with what `handle` returns; the process ends with its parent. */
export function replyWith(handle: (message: unknown) => Promise<unknown>): void {
  process.once('disconnect', () => process.exit());
  process.on('message', (message) => {
    void handle(message).then(
      (value) => process.send?.({ value } satisfies Reply),
      (error: unknown) => process.send?.({ failed: String(error) } satisfies Reply),
    );
  });
}
