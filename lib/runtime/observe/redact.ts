import { isObject } from '../../support/is-object.js';
import type { HeaderLine } from '../http-message.js';

/**
 * Whether the value of a header or of a query parameter is kept out of logs.
 *
 * Documented: API Gateway redacts authorization headers, values of API keys and similar sensitive request parameters
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html).
 * Assumed: which names those are, and that all characters of a value are stars.
 */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

const SECRET_NAME =
  /authori[sz]ation|[-_]auth|^auth$|jwt|token|secret|password|passwd|api[-_]?key|cookie|signature|credential|session/i;

/** Shorter values are found in any text; where they stand under their name they are redacted all the same. */
const MIN_SECRET_LENGTH = 6;

/** Takes the values of secret headers and parameters out of whatever text they were copied to, such as an event. */
export class Redaction {
  private readonly secrets: readonly string[];

  constructor(lines: readonly HeaderLine[]) {
    const values = lines.filter(([name]) => isSecretName(name)).flatMap(([, value]) => [value, ...partsOf(value)]);
    const written = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
    const secrets = [...new Set(written)].filter(({ length }) => length >= MIN_SECRET_LENGTH);
    this.secrets = secrets.sort((a, b) => b.length - a.length);
  }

  /** The beginning of a text, of at least `length` characters if it has as many. Its characters keep their places. */
  beginningOf(text: string, length: number): string {
    const [longest = ''] = this.secrets;
    let redacted = text.slice(0, length + longest.length);
    for (const secret of this.secrets) redacted = redacted.replaceAll(secret, '*'.repeat(secret.length));
    return redacted;
  }

  /** The same of all texts in plain data. */
  ofData(data: unknown): unknown {
    if (typeof data === 'string') return this.beginningOf(data, data.length);
    if (Array.isArray(data)) return data.map((item: unknown) => this.ofData(item));
    if (!isObject(data) || !PLAIN.has(Object.getPrototypeOf(data))) return data;
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, this.ofData(value)]));
  }
}

/** Anything else, such as a stream, is left as it is. */
const PLAIN: ReadonlySet<unknown> = new Set([Object.prototype, null]);

/** An API key as a line that is secret: it need not come in a header, and stands in events of functions. */
export function apiKeyLine(apiKey: { readonly value: string } | undefined): readonly HeaderLine[] {
  return apiKey === undefined ? [] : [['x-api-key', apiKey.value]];
}

/** A text that may quote headers, such as the complaint about a signature, without those that are secret. */
export function withoutSecrets(text: string, headers: readonly HeaderLine[]): string {
  return new Redaction(headers).beginningOf(text, text.length);
}

/** A token without its scheme, each cookie without its name. */
function partsOf(value: string): readonly string[] {
  const [, credentials] = /^\S+\s+(\S.*)$/.exec(value) ?? [];
  const cookies = value.split(/;\s*/).map((cookie) => cookie.slice(cookie.indexOf('=') + 1));
  return credentials === undefined ? cookies : [credentials, ...cookies];
}

/** Lines with stars for the values that are secret. */
export function redactLines(lines: readonly HeaderLine[]): readonly HeaderLine[] {
  return lines.map(([name, value]) => [name, isSecretName(name) ? '*'.repeat(value.length) : value]);
}
