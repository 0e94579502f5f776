import type { Expression } from './expression.js';
import { LINE_WIDTH, printExpression } from './print-expression.js';

/** A statement of the TypeScript that is written. */
export type Statement =
  | { readonly kind: 'constant'; readonly name: string; readonly value: Expression; readonly type?: string }
  | { readonly kind: 'assign'; readonly target: string; readonly value: Expression }
  | { readonly kind: 'call'; readonly expression: Expression }
  /** A loop over names. */
  | { readonly kind: 'each'; readonly constant: string; readonly items: readonly string[]; readonly code: string }
  | { readonly kind: 'code'; readonly code: string };

export function constant(name: string, value: Expression): Statement {
  return { kind: 'constant', name, value };
}

export function statement(expression: Expression): Statement {
  return { kind: 'call', expression };
}

/** Writes a statement that begins at an indentation; a constant may be exported. */
export function printStatement(written: Statement, indent: number, exported: 'export ' | '' = ''): string {
  const space = ' '.repeat(indent);
  switch (written.kind) {
    case 'code':
      return space + written.code;
    case 'call':
      return `${space}${printExpression(written.expression, { indent, before: indent, after: 1 })};`;
    case 'constant':
    case 'assign': {
      const head = `${written.kind === 'constant' ? exported + declare(written) : written.target} = `;
      return `${space}${head}${printExpression(written.value, { indent, before: indent + head.length, after: 1 })};`;
    }
    case 'each': {
      const line = `${space}for (const ${written.constant} of [${written.items.join(', ')}]) ${written.code}`;
      if (line.length <= LINE_WIDTH) return line;
      const list = `${space}for (const ${written.constant} of [${written.items.join(', ')}])`;
      if (list.length <= LINE_WIDTH) return `${list}\n${space}  ${written.code}`;
      const items = written.items.map((item) => `${space}  ${item},`).join('\n');
      return `${space}for (const ${written.constant} of [\n${items}\n${space}])\n${space}  ${written.code}`;
    }
  }
}

function declare({ name, type }: { readonly name: string; readonly type?: string }): string {
  return `const ${name}${type === undefined ? '' : `: ${type}`}`;
}
