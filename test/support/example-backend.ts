import { spawn, type ChildProcess } from 'node:child_process';

/** Starts a backend of an example on a free port and returns the `host:port` that it prints. */
export async function startExampleBackend(
  file: string,
): Promise<{ readonly address: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, found] = /http:\/\/([^/]+)\//.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`${file} ended: ${printed}`)));
  });
  return { address, child };
}
