import type { AccessLogPart } from '../../model/access-log-format.js';

/** Reads a variable of `$context`; undefined where it has no value. */
export type ReadLogVariable<Observed> = (observed: Observed) => string | undefined;

/** Prints the line of one request, without its end. */
export type PrintAccessLogLine<Observed> = (observed: Observed) => string;

/**
 * Compiles an access log format.
 *
 * Documented: a log entry is one line (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html).
 * Reported by users: a variable without value is written `-`.
 * Assumed: a line break in a format is a space; values are escaped as in a JSON string, so that a JSON format stays JSON and
 * a line stays a line whatever a client sends.
 *
 * @typeParam Observed what is known of an answered request
 */
export function compileAccessLog<Observed>(
  parts: readonly AccessLogPart[],
  compileVariable: (path: string) => ReadLogVariable<Observed>,
): PrintAccessLogLine<Observed> {
  const printers = parts.map((part): PrintAccessLogLine<Observed> => {
    if (part.kind === 'text') {
      const text = part.text.replace(/\s*[\r\n]\s*/g, ' ');
      return () => text;
    }
    const read = compileVariable(part.path);
    if (QUOTED_VARIABLES.has(part.path)) return (observed) => read(observed) ?? '-';
    return (observed) => escapeValue(read(observed) ?? '-');
  });
  return (observed) => {
    let line = '';
    for (const print of printers) line += print(observed);
    return line;
  };
}

/** Documented: these have their own quotes. */
const QUOTED_VARIABLES: ReadonlySet<string> = new Set(['error.messageString']);

const ESCAPED = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

function escapeValue(value: string): string {
  if (!ESCAPED.test(value)) return value;
  const escaped = JSON.stringify(value).slice(1, -1);
  return escaped.replace(/[\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
