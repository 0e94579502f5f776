import type * as yamlPackage from 'yaml';

/** What the lexer yields where it ends a bracket that the indentation ends too early. */
const FLOW_END = '\x18';
/** The mark before a plain or block scalar, whose text may begin with a quotation mark that means nothing. */
const SCALAR = '\x1f';
/** Lexemes that stand for no text. */
const MARKS = new Set([FLOW_END, '\x02', SCALAR]);

/** Most that is read over and over to mend a text, which needs to be read again for each broken place. */
const LEXED_LIMIT_BYTES = 2 * 1024 * 1024;

/**
 * A text in which the lines of brackets and of quoted scalars are indented as YAML 1.2 wants it, further than what they
 * belong to; lines stay lines. Parsers of YAML 1.1, CloudFormation's among them, look at no indentation there, and
 * definitions count on that. Undefined when there is nothing to mend, or too much.
 */
export function indentFlow(yaml: typeof yamlPackage, text: string): string | undefined {
  let mended = text;
  for (let lexed = text.length; lexed <= LEXED_LIMIT_BYTES; lexed += mended.length) {
    const broken = findBroken(yaml, mended);
    if (broken === undefined) return mended === text ? undefined : mended;
    mended = broken.kind === 'bracket' ? indentRest(mended, broken) : indentQuoted(mended, broken);
  }
  return undefined;
}

/** Where indentation ends a bracket too early, with the brackets open there and the column of the outermost. */
interface BrokenBracket {
  readonly kind: 'bracket';
  readonly offset: number;
  readonly depth: number;
  readonly column: number;
}

/** A quoted scalar that indentation ends before its closing quotation mark. */
interface BrokenQuoted {
  readonly kind: 'quoted';
  readonly offset: number;
  readonly end: number;
}

function findBroken(yaml: typeof yamlPackage, text: string): BrokenBracket | BrokenQuoted | undefined {
  let offset = 0;
  let depth = 0;
  let start = 0;
  let before = '';
  for (const lexeme of new yaml.Lexer().lex(text)) {
    if (lexeme === FLOW_END && depth > 0) return { kind: 'bracket', offset, depth, column: columnOf(text, start) };
    if (!MARKS.has(lexeme)) {
      if (before !== SCALAR && (lexeme.startsWith('"') || lexeme.startsWith("'"))) {
        const end = endOfQuoted(text, offset);
        if (end !== offset + lexeme.length) return end === undefined ? undefined : { kind: 'quoted', offset, end };
      } else if (lexeme === '[' || lexeme === '{') {
        if (depth === 0) start = offset;
        depth++;
      } else if ((lexeme === ']' || lexeme === '}') && depth > 0) depth--;
      offset += lexeme.length;
    }
    before = lexeme;
  }
  return undefined;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** The offset after the closing quotation mark; undefined where there is none. */
function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  for (let offset = start + 1; offset < text.length; offset++) {
    const character = text.charAt(offset);
    const isEscape = quote === '"' ? character === '\\' : text.startsWith("''", offset);
    if (isEscape) offset++;
    else if (character === quote) return offset + 1;
  }
  return undefined;
}

/** Indents the lines of a quoted scalar. Folding takes their indentation away again, so that its value stays. */
function indentQuoted(text: string, { offset, end }: BrokenQuoted): string {
  const indentation = ' '.repeat(columnOf(text, offset) + 1);
  return text.slice(0, offset) + text.slice(offset, end).replaceAll('\n', `\n${indentation}`) + text.slice(end);
}

/** Quoted texts and comments, in which brackets mean nothing, brackets, and line starts. */
const TOKEN = /(?<=^|[\s[\]{},:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|#[^\n]*)|[[\]{}]|\n[ \t]*/gs;

/** Indents each line from the broken one on until its brackets are closed. */
function indentRest(text: string, { offset, depth, column }: BrokenBracket): string {
  const lineStart = text.lastIndexOf('\n', offset - 1);
  const indent = (line: string): string => line.padEnd(column + 2, ' ');
  let open = depth;
  const rest = text.slice(offset).replace(TOKEN, (token) => {
    if (open === 0) return token;
    if (token === '[' || token === '{') open++;
    else if (token === ']' || token === '}') open--;
    return token.startsWith('\n') ? indent(token) : token;
  });
  return text.slice(0, lineStart) + indent(text.slice(lineStart, offset)) + rest;
}
