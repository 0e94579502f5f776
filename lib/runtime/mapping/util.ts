import { JavaJsonSyntaxError, parseJson } from '../../support/java/json.js';
import type { JavaValue } from '../../support/java/collections.js';
import { printJava } from '../../support/java/text.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { HostObject, method, methodTable, object, string, type CallContext } from '../../vtl/index.js';

/** How `escapeJavaScript` writes a character; empty for those it leaves alone. */
const ESCAPES: readonly string[] = Array.from({ length: 0x80 }, (_, unit) => {
  const short = new Map([
    [0x08, '\\b'],
    [0x09, '\\t'],
    [0x0a, '\\n'],
    [0x0c, '\\f'],
    [0x0d, '\\r'],
    [0x22, '\\"'],
    [0x27, "\\'"],
    [0x2f, '\\/'],
    [0x5c, '\\\\'],
  ]).get(unit);
  return short ?? (unit < 0x20 ? escapeUnit(unit) : '');
});

/**
 * `$util`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 * Observed: test/conformance/vtl/util.jsonl. All but `escapeJavaScript` take texts only; with anything else they are no
 * methods, so that the call has no value.
 */
export const UTIL = new HostObject(
  methodTable('Util', [
    method('escapeJavaScript', [object], (_, [value], context) => {
      const escaped = escapeJavaScript(printJava(value, context));
      context.spend(escaped.length / 8);
      context.allowText(escaped.length);
      return escaped;
    }),
    method('parseJson', [string], (_, [text], context) => parse(text, context)),
    method('urlEncode', [string], (_, [text], context) => {
      context.allowText(text.length);
      context.spend(text.length / 8);
      return urlEncode(text);
    }),
    method('urlDecode', [string], (_, [text], context) => {
      context.spend(text.length / 8);
      return urlDecode(text);
    }),
    method('base64Encode', [string], (_, [text], context) => {
      context.allowText((text.length * 4) / 3);
      return Buffer.from(wellFormed(text), 'utf8').toString('base64');
    }),
    method('base64Decode', [string], (_, [text], context) => {
      context.allowText(text.length);
      return base64Decode(text);
    }),
  ]),
);

/** `StringEscapeUtils.escapeJavaScript` of commons-lang 2.6: `/` is escaped too, all beyond ASCII as `\uXXXX`. */
export function escapeJavaScript(text: string): string {
  let escaped = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const escape = unit < 0x80 ? (ESCAPES[unit] ?? '') : escapeUnit(unit);
    if (escape === '') continue;
    escaped += text.slice(copied, i) + escape;
    copied = i + 1;
  }
  return copied === 0 ? text : escaped + text.slice(copied);
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
}

function parse(text: string, context: CallContext): JavaValue {
  // The values of a text take far more room than its characters.
  context.spend(text.length / 2);
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JavaJsonSyntaxError) throw new JavaThrowable(error.javaClass, error.message);
    throw error;
  }
}

/** What Java's encoders make of half a surrogate pair. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '?');
}

/** `URLEncoder.encode(text, "UTF-8")`. */
export function urlEncode(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** `URLDecoder.decode(text, "UTF-8")`. */
export function urlDecode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[\s\S]{0,2})+/g, (run) => {
    const bytes: number[] = [];
    for (let i = 0; i < run.length; i += 3) {
      const digits = run.slice(i + 1, i + 3);
      if (!/^[0-9a-fA-F]{2}$/.test(digits)) {
        throw new JavaThrowable(
          'IllegalArgumentException',
          `URLDecoder: illegal escape ${JSON.stringify(`%${digits}`)}`,
        );
      }
      bytes.push(Number.parseInt(digits, 16));
    }
    return Buffer.from(bytes).toString('utf8');
  });
}

/** `Base64.getDecoder().decode(text)` as UTF-8. Padding may be missing, but not be wrong. */
function base64Decode(text: string): string {
  const match = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text);
  const digits = match?.[1] ?? '';
  const padding = match?.[2] ?? '';
  const rest = digits.length % 4;
  if (match === null || rest === 1 || (padding !== '' && rest + padding.length !== 4)) {
    throw new JavaThrowable('IllegalArgumentException', 'the text is no base64');
  }
  return Buffer.from(digits, 'base64').toString('utf8');
}
