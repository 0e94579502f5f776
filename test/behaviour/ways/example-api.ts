import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Stack } from 'aws-cdk-lib';
import { vi } from 'vitest';
import type * as Sluice from '../../../lib/index.js';
import type { InlineHandler, LambdaFunction } from '../../../lib/model/index.js';
import type { LocalGatewayOptions } from '../../../lib/testing/index.js';
import type { BehaviourCase } from '../../support/behaviour.js';
import { templateOf, type Definition, type WrittenApi, type WrittenSource } from './every-way.js';

export const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');

/** What the tests know of an example beside its files. */
export interface ExampleSettings {
  /** Default: `app.ts`; none: the example has no constructs. */
  readonly module?: string | null;
  /** The stack of what the module exports; default: its `stack`. */
  readonly stackOf?: (exported: never, definition: Definition) => Stack;
  /** Default: those of `requests.json`. */
  readonly requests?: readonly BehaviourCase[];
  readonly options?: LocalGatewayOptions;
  readonly complete?: WrittenApi['complete'];
}

/** The requests of an example. */
export function requestsOf(name: string, { requests }: ExampleSettings): readonly BehaviourCase[] {
  return (
    requests ?? (JSON.parse(readFileSync(join(EXAMPLES, name, 'requests.json'), 'utf8')) as readonly BehaviourCase[])
  );
}

/** An example as an API that is written in every way, with backends of its own for each. */
export class ExampleApi implements WrittenApi {
  readonly complete: NonNullable<WrittenApi['complete']>;
  private readonly folder: string;
  private readonly backends: ChildProcess[] = [];
  private stageVariables: Readonly<Record<string, string>> = {};

  constructor(
    name: string,
    private readonly settings: ExampleSettings,
    private readonly shared: LocalGatewayOptions,
  ) {
    this.folder = join(EXAMPLES, name);
    this.complete = settings.complete ?? (() => undefined);
  }

  async build(definition: Definition): Promise<Stack> {
    const { module = 'app.ts', stackOf = ({ stack }: { readonly stack: Stack }) => stack } = this.settings;
    const exported = module === null ? undefined : await importWith(definition, join(this.folder, module));
    const stack = (stackOf as (exported: unknown, definition: Definition) => Stack)(exported, definition);
    this.stageVariables = stageVariablesOf(templateOf(stack));
    return stack;
  }

  async options(): Promise<LocalGatewayOptions> {
    const address = await this.startBackend();
    const file = join(this.folder, 'sluice.json');
    const given = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
    // Keys of `sluice.json` are for the command line.
    const { apiKeys: _keys, ...configured } = JSON.parse(withAddress(given, address)) as Readonly<
      Record<string, unknown>
    >;
    const stageVariables = JSON.parse(withAddress(JSON.stringify(this.stageVariables), address)) as Record<
      string,
      string
    >;
    return { ...this.shared, stageVariables, ...configured, ...this.settings.options };
  }

  functions({ source }: WrittenSource): LocalGatewayOptions['functions'] {
    return Object.fromEntries(source.functions.map((definition) => [definition.name, handlerOf(definition)]));
  }

  close(): void {
    for (const backend of this.backends) backend.kill();
  }

  /** Starts the example's backend, where it has one, on a free port; `host:port`. */
  private async startBackend(): Promise<string | undefined> {
    const [file] = readdirSync(this.folder).filter((name) => name.endsWith('.mjs'));
    if (file === undefined) return undefined;
    const child = spawn(process.execPath, [join(this.folder, file)], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.backends.push(child);
    return new Promise((resolve, reject) => {
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const address = /http:\/\/(127\.0\.0\.1:\d+)/.exec(printed)?.[1];
        if (address !== undefined) resolve(address);
      });
      child.once('exit', () => reject(new Error(`${file} ended: ${printed}`)));
    });
  }
}

/** Backends of examples listen on ports of their own. */
function withAddress(text: string, address: string | undefined): string {
  return address === undefined ? text : text.replace(/127\.0\.0\.1:\d+/g, address);
}

function stageVariablesOf(template: string): Readonly<Record<string, string>> {
  const { Resources } = JSON.parse(readFileSync(template, 'utf8')) as {
    readonly Resources: Readonly<
      Record<string, { readonly Type: string; readonly Properties?: { readonly Variables?: Record<string, unknown> } }>
    >;
  };
  const variables = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::ApiGateway::Stage')
    .flatMap(({ Properties }) => Object.entries(Properties?.Variables ?? {}));
  return Object.fromEntries(variables.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

const LIBRARY = '../../../lib/index.js';

/** A module of an example, whose APIs have that definition: the example says nothing of it. */
async function importWith(definition: Definition, file: string): Promise<unknown> {
  if (definition === 'body') return import(file);
  vi.resetModules();
  vi.doMock(LIBRARY, async (importOriginal) => {
    const library = await importOriginal<typeof Sluice>();
    class RestApi extends library.RestApi {
      constructor(...[scope, id, props]: ConstructorParameters<typeof library.RestApi>) {
        super(scope, id, { ...props, definition });
      }
    }
    return { ...library, RestApi };
  });
  try {
    return await import(file);
  } finally {
    vi.doUnmock(LIBRARY);
    vi.resetModules();
  }
}

/** The code of a function in this process, for ways that name a function and have not its code. */
function handlerOf({ code, handler, environment, region }: LambdaFunction): InlineHandler {
  const dot = handler.lastIndexOf('.');
  const exported = handler.slice(dot + 1);
  const run = load(code, handler.slice(0, dot))[exported];
  if (run === undefined) throw new Error(`The function has no ${handler}`);
  return async (event: unknown, context: unknown) => {
    const before = { ...process.env };
    Object.assign(process.env, environment, region !== undefined && { AWS_REGION: region });
    try {
      return await run(event, context);
    } finally {
      process.env = before;
    }
  };
}

function load(code: LambdaFunction['code'], module: string): Readonly<Record<string, InlineHandler>> {
  if (code.kind === 'folder') {
    return createRequire(__filename)(join(code.path, `${module}.js`)) as Readonly<Record<string, InlineHandler>>;
  }
  if (code.kind !== 'inline') throw new Error(`The code is of the kind ${code.kind}`);
  const made = { exports: {} };
  runInNewContext(code.source, {
    module: made,
    exports: made.exports,
    require: createRequire(__filename),
    console,
    Buffer,
  });
  return made.exports;
}
