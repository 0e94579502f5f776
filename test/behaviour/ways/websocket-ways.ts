import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSource } from '../../../lib/import/source/load-source.js';
import { LocalGateway } from '../../../lib/testing/index.js';
import type { WrittenFiles } from '../../support/behaviour.js';
import { runCommand, startCommand } from '../../support/command-line.js';
import { EXAMPLES, type ExampleApi } from './example-api.js';
import { templateOf } from './every-way.js';

/** The ways in which a WebSocket API of an example is served; API Gateway imports no document of one. */
export const WEBSOCKET_WAYS = ['constructs', 'template', 'sluice serve', 'sluice synth'] as const;
export type WebSocketWay = (typeof WEBSOCKET_WAYS)[number];

/** An API that is served in one way. */
export interface ServedWay {
  readonly url: string;
  close(): Promise<unknown>;
}

/** An example, the folder for the files of its ways, and backends of its own. */
export interface WebSocketExample {
  readonly name: string;
  readonly example: ExampleApi;
  readonly files: WrittenFiles;
}

/** Serves an example of a WebSocket API in one way: its constructs, its template, or by the command line. */
export async function openWebSocketWay(way: WebSocketWay, written: WebSocketExample): Promise<ServedWay> {
  const { name, example, files } = written;
  const stack = await example.build('body');
  const options = await example.options();
  const { awsEndpoints } = options;
  switch (way) {
    case 'constructs':
      return listening(await LocalGateway.fromStack(stack, options));
    case 'template':
      return listening(await LocalGateway.fromTemplate(templateOf(stack), options));
    case 'sluice serve':
      return serve(join(EXAMPLES, name), files.json('served.json', { awsEndpoints }));
    case 'sluice synth': {
      const template = await synthesize(templateOf(stack), files);
      return serve(
        template,
        files.json('written.json', { awsEndpoints, ...(await codeOf(templateOf(stack), template)) }),
      );
    }
  }
}

async function listening(gateway: LocalGateway): Promise<ServedWay> {
  const { url } = await gateway.listen();
  return { url, close: () => gateway.close() };
}

async function serve(source: string, config: string): Promise<ServedWay> {
  const serving = startCommand(['serve', source, '--config', config, '--port', '0', '--json'], { cwd: EXAMPLES });
  const { url } = JSON.parse(await serving.firstLine) as { readonly url: string };
  return {
    url,
    close: () => {
      serving.interrupt();
      return serving.done;
    },
  };
}

/** Our template of the API that a template has. */
async function synthesize(template: string, files: WrittenFiles): Promise<string> {
  const { code, stderr } = await runCommand(['synth', template, '--out', files.folder], { cwd: files.folder });
  if (code !== 0) throw new Error(`sluice synth ended with ${code}: ${stderr}`);
  return join(files.folder, 'template.json');
}

/** The functions of a template, for our own template of it, which takes their ARNs as parameters. */
async function codeOf(template: string, own: string): Promise<object> {
  const { functions } = await loadSource(template);
  const { Parameters } = JSON.parse(readFileSync(own, 'utf8')) as { readonly Parameters: object };
  const arnOf = (parameter: string): string =>
    `arn:aws:lambda:us-east-1:000000000000:function:${parameter.replace(/Arn$/, '')}`;
  const files = functions.map(({ name, code, handler }) => {
    if (code.kind !== 'folder') throw new Error(`The code of ${name} is of the kind ${code.kind}`);
    return [name, join(code.path, handler.replace(/\.(\w+)$/, '.js#$1'))] as const;
  });
  return {
    values: Object.fromEntries(Object.keys(Parameters).map((parameter) => [parameter, arnOf(parameter)])),
    lambdas: Object.fromEntries(files),
    environment: Object.fromEntries(functions.map(({ name, environment }) => [name, environment])),
  };
}
