import type { Protocol } from '../../model/index.js';
import { CONNECTIONS, typeOf, type Connection, type Connections } from './connections.js';
import { printKey } from './print-text.js';
import { printStatement } from './statement.js';
import type { ValueWriter } from './value-writer.js';
import type { Section } from './written-api.js';

/** A class that is written: a construct with statements in its constructor. */
export interface WrittenClass {
  readonly className: string;
  /** Of the API whose integrations and authorizers the class is given. */
  readonly protocol: Protocol;
  readonly comment: string;
  /** The declaration of its own member, where it has one. */
  readonly member?: string;
  readonly sections: readonly Section[];
}

/** The file of a class: what it imports, what it is given, and the class. */
export function printClassFile(
  { className, protocol, comment, member, sections }: WrittenClass,
  { connections, imports }: ValueWriter,
): string {
  imports.use('Construct', 'constructs');
  for (const { kind } of connections.all()) {
    const { module } = CONNECTIONS[kind];
    if (module !== undefined) imports.useType(typeOf(kind, protocol), module);
  }
  const props = printClassProps(className, protocol, connections);
  const body = sections.map(printSection).filter((section) => section !== '');
  const text = [
    `/** ${comment}. */`,
    `export class ${className} extends Construct {`,
    ...(member === undefined ? [] : [`  ${member}`, '']),
    ...constructorHead(props === undefined ? undefined : `${className}Props`),
    '    super(scope, id);',
    '',
    body.join('\n\n'),
    '  }',
    '}',
    '',
  ].join('\n');
  return [imports.print(), ...(props === undefined ? [] : [props]), text].join('\n\n');
}

function constructorHead(props: string | undefined): readonly string[] {
  const parameters = ['scope: Construct', 'id: string', ...(props === undefined ? [] : [`props: ${props}`])];
  const line = `  constructor(${parameters.join(', ')}) {`;
  return line.length <= 120
    ? [line]
    : ['  constructor(', ...parameters.map((parameter) => `    ${parameter},`), '  ) {'];
}

function printSection({ comment, statements }: Section): string {
  if (statements.length === 0) return '';
  const lines = statements.map((written) => printStatement(written, 4));
  return [...(comment === undefined ? [] : [`    // ${comment}`]), ...lines].join('\n');
}

/** The interface of what a class is given; undefined where that is nothing. */
function printClassProps(className: string, protocol: Protocol, connections: Connections): string | undefined {
  const all = connections.all();
  if (all.length === 0) return undefined;
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const groups = kinds.map((kind) => {
    const { description } = CONNECTIONS[kind];
    const type = typeOf(kind, protocol);
    const members = all.filter((connection) => connection.kind === kind).map((member) => printConnection(member, type));
    return `  /** ${description} */\n  readonly ${kind}: {\n${members.join('\n')}\n  };`;
  });
  return `/** What the API is connected to. */\nexport interface ${className}Props {\n${groups.join('\n\n')}\n}`;
}

function printConnection({ name, comment, kind }: Connection, type: string): string {
  const line = comment.replaceAll('*/', '*\u200b/').replace(/\s+/g, ' ').trim();
  const key = printKey(name);
  const member = `    readonly ${key}: ${type};`;
  if (line === '' || kind === 'secrets') return member;
  return `    /** ${line.length > 100 ? `${line.slice(0, 100)}…` : line} */\n${member}`;
}
