import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuUs, firstResponse, serve, startServer, until, wholeRun } from '../commands.js';
import type { Scenario, Settings, Subject } from '../scenario.js';

const STARTS = 2;
const POLL_MS = 25;

const synthesizeWithoutUs: Subject = (settings) =>
  wholeRun({ args: ['app.js'], cwd: writeApp(settings, 'petstore-without-us') }, STARTS);

export const coldStartCdk: Scenario = {
  name: 'cold-start-cdk',
  sentence: 'First response of a CDK app, against synthesizing it without us',
  subject: (settings) => firstResponse(serve(writeApp(settings, 'petstore')), '/health', STARTS),
  floor: synthesizeWithoutUs,
  goal: 1.3,
  limit: 1.6,
};

export const watchCdk: Scenario = {
  name: 'watch-cdk',
  sentence: 'First response of a changed CDK app, against synthesizing it without us',
  subject: async (settings) => {
    const app = writeApp(settings, 'petstore');
    const { url, pid } = await startServer(serve(app, '--watch'));
    let changes = 0;
    return async () => {
      const before = cpuUs(pid);
      const path = `/health-${++changes}`;
      writeMain(app, 'petstore', path);
      await until(POLL_MS, async () => (await fetch(url + path)).status === 200);
      const after = cpuUs(pid);
      return after.own + after.ended - before.own - before.ended;
    };
  },
  floor: synthesizeWithoutUs,
  goal: 1.3,
  limit: 1.6,
};

/** Writes a CDK app that synthesizes one of `bench/apps`, and returns its folder. */
function writeApp({ folder }: Settings, name: string): string {
  const app = mkdtempSync(join(folder, 'app-'));
  writeFileSync(join(app, 'cdk.json'), JSON.stringify({ app: 'node app.js' }));
  writeMain(app, name, '/health');
  return app;
}

function writeMain(app: string, name: string, healthPath: string): void {
  const path = join(__dirname, '..', 'apps', `${name}.js`);
  writeFileSync(join(app, 'app.js'), `require(${JSON.stringify(path)}).petstore('${healthPath}');\n`);
}
