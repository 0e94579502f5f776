import type { DocumentedMember, DocumentedSymbol, Documentation } from './read-entry.js';

/** The page of one entry of the library, in Markdown. */
export function printReference(entry: string, symbols: readonly DocumentedSymbol[]): string {
  const index = symbols.map(({ name, kind }) => `- [${name}](#${anchor(name)}) (${kind})`);
  return [`# ${entry}`, index.join('\n'), ...symbols.map(printSymbol)].join('\n\n') + '\n';
}

function printSymbol(symbol: DocumentedSymbol): string {
  const { name, kind, signature, documentation, members } = symbol;
  return [
    `## ${name}`,
    kind === 'class' || kind === 'interface' ? printHeritage(symbol) : `\`${signature.replaceAll('`', "'")}\``,
    ...printDocumentation(documentation),
    ...(kind === 'interface' && members.every(isProperty) ? [printProps(members)] : members.map(printMember)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function printHeritage({ kind, extends: bases }: DocumentedSymbol): string {
  return bases.length === 0 ? `_${kind}_` : `_${kind}_, of ${bases.map((base) => `\`${base}\``).join(', ')}`;
}

function isProperty({ signature }: DocumentedMember): boolean {
  return !/^\w+[<(]/.test(signature);
}

/** Props as a table: what most pages are read for. */
function printProps(members: readonly DocumentedMember[]): string {
  if (members.length === 0) return '';
  const rows = members.map(({ name, signature, isOptional, documentation }) => {
    const type = signature
      .replace(/^readonly /, '')
      .replace(/^[^:]*:\s*/, '')
      .replace(/;$/, '');
    const told = [documentation.text, ...documentation.see.map((see) => `See ${see}`)].filter((part) => part !== '');
    const fallback = documentation.default ?? (isOptional ? '' : 'required');
    return [isOptional ? name : `**${name}**`, `\`${type}\``, told.join(' '), fallback];
  });
  const lines = [['member', 'type', 'what it is', 'default'], ['---', '---', '---', '---'], ...rows];
  return lines.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replace(/\n+/g, ' ').replaceAll('|', '\\|');
}

function printMember({ name, signature, isStatic, documentation }: DocumentedMember): string {
  return [`### ${isStatic ? 'static ' : ''}${name}`, `\`${signature}\``, ...printDocumentation(documentation)].join(
    '\n\n',
  );
}

function printDocumentation({ text, default: fallback, see, example, throws }: Documentation): readonly string[] {
  return [
    text,
    fallback === undefined ? '' : `Default: ${fallback}`,
    ...throws.map((thrown) => `Throws ${thrown}`),
    ...see.map((address) => `See ${address}`),
    example === undefined ? '' : `\`\`\`ts\n${example}\n\`\`\``,
  ].filter((part) => part !== '');
}

function anchor(name: string): string {
  return name.toLowerCase();
}
