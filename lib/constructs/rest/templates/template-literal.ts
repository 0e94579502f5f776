import { Token, Tokenization } from 'aws-cdk-lib';

/**
 * A string between the quotes of a JSON string, in a mapping template: none of its characters means anything to Velocity,
 * and the output parses to the string. Tokens stay as they are; values of deployment, such as ARNs, names and URLs, need
 * no escape.
 *
 * @example
 * jsonStringLiteral('5 $ "each"') // 5 \u0024 \"each\"
 */
export function jsonStringLiteral(text: string): string {
  if (!Token.isUnresolved(text)) return escape(text);
  const tokens: string[] = [];
  const marked = Tokenization.reverseString(text)
    .mapTokens({ mapToken: (token) => `${OPEN}${tokens.push(Token.asString(token)) - 1}${CLOSE}` })
    .join({ join: (left, right) => `${left as string}${right as string}` }) as string;
  return escape(marked).replaceAll(MARK, (_mark, index) => tokens[Number(index)] ?? '');
}

// Characters for private use that mark the places of tokens.
const OPEN = '\u{F0000}';
const CLOSE = '\u{F0001}';
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'gu');

/** JSON's escapes but that of the backslash; a backslash, a dollar sign and a hash, which Velocity would read. */
function escape(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/\\\\|[$#]/g, (special) => UNICODE[special] ?? special);
}

const UNICODE: Readonly<Record<string, string>> = {
  '\\\\': String.raw`\u005c`,
  $: String.raw`\u0024`,
  '#': String.raw`\u0023`,
};
