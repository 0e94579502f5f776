import type { Protocol } from '../../model/index.js';
import { CONNECTIONS, typeOf, type Connection, type Connections } from './connections.js';
import { printKey } from './print-text.js';

/** The interface of what a class is given; undefined where that is nothing. */
export function printClassProps(className: string, protocol: Protocol, connections: Connections): string | undefined {
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
