import { isDeployTime, type Api, type Diagnostic } from '../../model/index.js';
import type { Connection } from './connections.js';
import { printClassFile } from './class-file.js';
import { isPlain, type Expression } from './expression.js';
import { writeHttpApi } from './http-api.js';
import { fileName, pascalCase } from './names.js';
import { writeRestApi } from './rest-api.js';
import { constant, printStatement, type Statement } from './statement.js';
import { ValueWriter } from './value-writer.js';
import { writeWebSocketApi } from './websocket-api.js';
import type { WrittenApi } from './written-api.js';

/** How source code is written. */
export interface ConstructsOptions {
  /** Default: made of the API's name. */
  readonly className?: string;
}

/** Source code of an API, and what it does not say. */
export interface RenderedConstructs {
  readonly className: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What the class is given, with the values that the source has. */
  readonly connections: readonly Connection[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes an API as TypeScript: a construct with our constructs in it that synthesizes to an equal API. Functions, roles, user pools, other values
 * that only deployment knows and secrets are given to the class; code of functions is never part of it.
 *
 * @example renderConstructs(petsApi).files; // [{ name: 'pets.ts', text: 'import { RestApi } from …' }]
 */
export function renderConstructs(api: Api, options: ConstructsOptions = {}): RenderedConstructs {
  const whole = renderFiles(api, options, false);
  const lines = whole.files.flatMap(({ text }) => text.split('\n')).length;
  return lines > LARGE_FILE_LINES ? renderFiles(api, options, true) : whole;
}

/** A file of more lines gives its models, and what its definition says beside constructs, to files of their own. */
const LARGE_FILE_LINES = 600;

function renderFiles(api: Api, options: ConstructsOptions, apart: boolean): RenderedConstructs {
  const className = options.className ?? classNameOf(api);
  const writer = new ValueWriter();
  const { models, definition, sections, diagnostics } = writeApi(api, writer, apart);
  const name = fileName(className);
  const isApart = apart && models.length > 0 && models.every(({ expression }) => isPlain(expression));
  const { imports, connections } = writer;
  if (isApart) {
    imports.drop('Model');
    for (const { constant, isNamed } of models) if (isNamed) imports.use(constant, `./${name}-models.js`);
  }
  if (definition !== undefined) imports.use('definition', `./${name}-definition.js`);
  const constants = models.map(({ constant: model, expression }) => constant(model, expression));
  const text = printClassFile(
    {
      className,
      protocol: api.protocol,
      comment: describe(api),
      member: `readonly api: ${CLASSES[api.protocol]};`,
      sections: [{ statements: isApart ? [] : constants }, ...sections],
    },
    writer,
  );
  return {
    className,
    files: [
      { name: `${name}.ts`, text },
      ...(isApart ? [{ name: `${name}-models.ts`, text: printModels(constants) }] : []),
      ...(definition === undefined ? [] : [{ name: `${name}-definition.ts`, text: printDefinition(definition) }]),
    ],
    connections: connections.all(),
    diagnostics,
  };
}

function writeApi(api: Api, writer: ValueWriter, apart: boolean): WrittenApi {
  switch (api.protocol) {
    case 'REST':
      return writeRestApi(api, writer, apart);
    case 'HTTP':
      return writeHttpApi(api, writer, apart);
    case 'WEBSOCKET':
      return writeWebSocketApi(api, writer);
  }
}

const CLASSES = { REST: 'RestApi', HTTP: 'HttpApi', WEBSOCKET: 'WebSocketApi' } as const;

const NOUNS = { REST: 'REST API', HTTP: 'HTTP API', WEBSOCKET: 'WebSocket API' } as const;

function describe({ protocol, name }: Api): string {
  const noun = NOUNS[protocol];
  if (isDeployTime(name)) return `${protocol === 'HTTP' ? 'An' : 'A'} ${noun}`;
  return `The ${noun} ${name.replaceAll('*/', '')}`;
}

function printModels(constants: readonly Statement[]): string {
  const exported = constants.map((model) => printStatement(model, 0, 'export '));
  return `import { Model } from 'sluice';\n\n${exported.join('\n\n')}\n`;
}

function printDefinition(definition: Expression): string {
  return `/** What the definition says beside constructs. */\n${printStatement(constant('definition', definition), 0, 'export ')}\n`;
}

function classNameOf({ name, id }: Api): string {
  const fromName = isDeployTime(name) ? '' : pascalCase(name);
  const chosen = fromName === '' ? pascalCase(id) : fromName;
  if (chosen === '' || !/^[A-Z]/.test(chosen)) return `Api${chosen}`;
  return TAKEN.has(chosen) ? `${chosen}Construct` : chosen;
}

/** Names of classes that the file imports or that JavaScript has. */
const TAKEN = new Set([
  'Api',
  'Construct',
  'Model',
  'RestApi',
  'HttpApi',
  'WebSocketApi',
  'Authorizer',
  'Object',
  'Function',
  'Duration',
  'Size',
  'Stage',
]);
