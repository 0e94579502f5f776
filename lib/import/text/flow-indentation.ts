import type * as yamlPackage from 'yaml';

/** What the lexer yields where it ends a bracket that the indentation ends too early. */
const FLOW_END = '\x18';
/** Lexemes that stand for no text. */
const MARKS = new Set([FLOW_END, '\x02', '\x1f']);

/** Most that is read over and over to mend brackets, each of which needs the whole text to be read again. */
const LEXED_LIMIT_BYTES = 4 * 1024 * 1024;

/**
 * A text in which what stands within brackets is indented as YAML 1.2 wants it, further than what the brackets belong to;
 * lines stay lines. Parsers of YAML 1.1, CloudFormation's among them, look at no indentation there, and templates count
 * on that. Undefined when there is nothing to mend, or too much.
 */
export function indentBrackets(yaml: typeof yamlPackage, text: string): string | undefined {
  let mended = text;
  for (let lexed = text.length; lexed <= LEXED_LIMIT_BYTES; lexed += mended.length) {
    const broken = findBroken(yaml, mended);
    if (broken === undefined) return mended === text ? undefined : mended;
    mended = indentRest(mended, broken);
  }
  return undefined;
}

/** Where indentation ends a bracket too early, with the brackets open there and the column of the outermost. */
interface BrokenBracket {
  readonly offset: number;
  readonly depth: number;
  readonly column: number;
}

function findBroken(yaml: typeof yamlPackage, text: string): BrokenBracket | undefined {
  let offset = 0;
  let depth = 0;
  let start = 0;
  for (const lexeme of new yaml.Lexer().lex(text)) {
    if (lexeme === FLOW_END && depth > 0) {
      return { offset, depth, column: start - (text.lastIndexOf('\n', start) + 1) };
    }
    if (MARKS.has(lexeme)) continue;
    if (lexeme === '[' || lexeme === '{') {
      if (depth === 0) start = offset;
      depth++;
    } else if ((lexeme === ']' || lexeme === '}') && depth > 0) depth--;
    offset += lexeme.length;
  }
  return undefined;
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
