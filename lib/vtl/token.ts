/**
 * The tokens of Velocity 1.7, under names of our own that follow its grammar's. Which of them can occur depends on the
 * lexer's state.
 */
export type TokenKind =
  // text
  | 'text'
  | 'escape'
  | 'double-escape'
  | 'escaped-directive'
  | 'empty-index'
  | 'text-block'
  // comments
  | 'line-comment-start'
  | 'line-comment-end'
  | 'block-comment'
  // references
  | 'identifier'
  | 'dot'
  | 'left-brace'
  | 'right-brace'
  | 'index-open'
  | 'index-close'
  | 'arguments-close'
  // directives
  | 'if'
  | 'elseif'
  | 'else'
  | 'end'
  | 'set'
  | 'word'
  | 'braced-word'
  // inside parentheses
  | 'white-space'
  | 'left-parenthesis'
  | 'right-parenthesis'
  | 'left-bracket'
  | 'right-bracket'
  | 'left-curly'
  | 'right-curly'
  | 'comma'
  | 'colon'
  | 'range'
  | 'string'
  | 'integer'
  | 'float'
  | 'true'
  | 'false'
  | '-'
  | '+'
  | '*'
  | '/'
  | '%'
  | '&&'
  | '||'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '!'
  | '='
  | 'end-of-template';

export interface Token {
  readonly kind: TokenKind;
  /** The token's characters. A token that began as something else (`$` before a name) includes that beginning. */
  readonly image: string;
  /** Offset of the first character of the image. */
  readonly start: number;
  readonly end: number;
  /** Images of what was read as a reference or directive just before this token and then given up, such as `$ `. */
  readonly abandoned: readonly string[];
}

/**
 * The text that a token stands for when it is printed as it is: its image, preceded by the `$` and `#` that looked like
 * the beginning of something and were not.
 *
 * Observed: `$ 5` prints `$ 5`; beginnings ahead of a token that is no text are lost, as in Velocity.
 */
export function tokenText(token: Token): string {
  if (token.kind === 'block-comment') return '';
  const { abandoned } = token;
  if (abandoned.length === 0 || abandoned[abandoned.length - 1]?.startsWith('##') === true) return token.image;
  return abandoned.map(survivingCharacters).join('') + token.image;
}

/** Of an abandoned beginning `$` and `#` survive, and backslashes that stand before a `$`. */
function survivingCharacters(image: string): string {
  let text = '';
  for (let i = 0; i < image.length; i++) {
    const character = image.charAt(i);
    if (character === '$' || character === '#') text += character;
    if (character !== '\\') continue;
    let end = i;
    while (image.charAt(end) === '\\') end++;
    if (image.charAt(end) !== '$') continue;
    text += image.slice(i, end + 1);
    // Velocity also skips the character behind the `$`.
    i = end + 1;
  }
  return text;
}
