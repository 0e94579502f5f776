import { compileRegex, JavaRegexSyntaxError } from '../support/java/regex/index.js';
import type { Check } from './keywords/keyword.js';

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d{1,12})?([Zz]|[+-]\d\d:?\d\d)$/;

function isDateTime(text: string): boolean {
  const [match, year = '', month = '', day = '', hour = '', minute = '', second = ''] = DATE_TIME.exec(text) ?? [];
  if (match === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDate = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDate && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => LABEL.test(label));
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const all = groups.flat();
  const last = all.at(-1);
  const endsWithIpv4 = last?.includes('.') === true;
  const hexadecimal = endsWithIpv4 ? all.slice(0, -1) : all;
  if (endsWithIpv4 && !isIpv4(last)) return false;
  if (!hexadecimal.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const length = all.length + (endsWithIpv4 ? 1 : 0);
  return halves.length === 2 ? length < 8 : length === 8;
}

/** A name, `@` and a domain of one or more labels; a quoted name may hold anything. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const name = text.slice(0, at);
  const isName = /^[^\s()<>[\]:;@\\,".]+(\.[^\s()<>[\]:;@\\,".]+)*$/.test(name) || /^"[^"\\\r\n]*"$/.test(name);
  return at > 0 && isName && isHostname(text.slice(at + 1));
}

function isUri(text: string): boolean {
  return /^([a-z][a-z0-9+.-]*:)?[^\s"<>\\^`{|}]*$/i.test(text) && !/%(?![0-9a-f]{2})/i.test(text);
}

function isRegex(text: string): boolean {
  try {
    compileRegex(text);
    return true;
  } catch (error) {
    if (error instanceof JavaRegexSyntaxError) return false;
    throw error;
  }
}

const invalid =
  (what: string) =>
  (text: string): string =>
    `string "${text}" is not a valid ${what}`;

/**
 * The formats of draft 4. Others (`date`, `int32`, `uuid`) are not checked.
 *
 * Observed: a user's report that a model with `format: email` refuses what is no address
 * (https://github.com/dod-ccpo/atat-web-api/pull/204).
 * Assumed: all seven are checked, a time zone may be written with or without a colon.
 */
export const FORMATS: ReadonlyMap<string, Check<string>> = new Map<string, Check<string>>([
  [
    'date-time',
    {
      accepts: isDateTime,
      message: (text) =>
        `string "${text}" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.SSSZ]`,
    },
  ],
  ['email', { accepts: isEmail, message: invalid('email address') }],
  ['hostname', { accepts: isHostname, message: invalid('hostname') }],
  ['ipv4', { accepts: isIpv4, message: invalid('IPv4 address') }],
  ['ipv6', { accepts: isIpv6, message: invalid('IPv6 address') }],
  ['regex', { accepts: isRegex, message: invalid('ECMA 262 regular expression') }],
  ['uri', { accepts: isUri, message: invalid('URI') }],
]);
