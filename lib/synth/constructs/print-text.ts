/** A string in quotes, with those that need fewer escapes; one of several lines stands between backticks. */
export function printText(text: string): string {
  if (text.includes('\n')) return `\`${escapeTemplate(text)}\``;
  const quote = count(text, "'") > count(text, '"') ? '"' : "'";
  return quote + escapeCommon(text).replaceAll(quote, `\\${quote}`) + quote;
}

/** What stands between backticks. */
export function escapeTemplate(text: string): string {
  return escapeCommon(text, true).replaceAll('`', '\\`').replaceAll('${', '\\${');
}

/** A name of a member, in quotes where it needs them. */
export function printKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : printLine(key);
}

function printLine(text: string): string {
  return printText(text.replaceAll('\n', NEWLINE)).replaceAll(NEWLINE, '\\n');
}

const NEWLINE = '\u{F0000}';

function escapeCommon(text: string, keepNewlines = false): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      escape,
    )
    .replaceAll('\n', keepNewlines ? '\n' : '\\n');
}

function escape(character: string): string {
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
