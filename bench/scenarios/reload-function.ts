import { mkdtempSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { serve, startServer, until } from '../commands.js';
import { documentOf, ECHO_OPERATION, write } from '../documents.js';
import { THREADS_SPREAD_BOUND_PERCENT, type Measure, type Scenario } from '../scenario.js';

export const reloadFunction: Scenario = {
  name: 'reload-function',
  sentence: 'Reload a saved handler, on the clock, against a watcher and a new thread',
  subject: async (settings) => {
    const file = join(mkdtempSync(join(settings.folder, 'function-')), 'handler.js');
    const save = (version: number): void =>
      writeFileSync(file, `exports.handler = async () => ({ statusCode: 200, body: '${version}' });\n`);
    save(0);
    const document = write(settings, documentOf({ operation: ECHO_OPERATION }));
    const { url } = await startServer(serve(settings.folder, document, '--watch', '--lambda', `echo=${file}`));
    return reloads(save, async (version) => (await (await fetch(`${url}/pets/7`)).text()) === String(version));
  },
  floor: async ({ folder }) => {
    const file = join(mkdtempSync(join(folder, 'worker-')), 'worker.js');
    let received = 0;
    const save = (version: number): void =>
      writeFileSync(file, `require('node:worker_threads').parentPort.postMessage(${version});\n`);
    save(0);
    watch(file, () => {
      new Worker(file).once('message', (version: number) => {
        received = version;
      });
    });
    return Promise.resolve(reloads(save, (version) => Promise.resolve(received === version)));
  },
  goal: 2,
  limit: 3,
  spreadBoundPercent: THREADS_SPREAD_BOUND_PERCENT,
};

const RELOADS = 5;

/** Time from saving a new version until it responds, on the clock. */
function reloads(save: (version: number) => void, responds: (version: number) => Promise<boolean>): Measure {
  let version = 0;
  return async () => {
    let elapsedMs = 0;
    for (let reload = 0; reload < RELOADS; reload++) {
      const savedAtMs = performance.now();
      save(++version);
      await until(1, () => responds(version));
      elapsedMs += performance.now() - savedAtMs;
    }
    return (elapsedMs / RELOADS) * 1_000;
  };
}
