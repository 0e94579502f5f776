import { parseAccessLogFormat, type AccessLogFormat, type AccessLogPart } from '../../model/access-log-format.js';
import { own } from '../../support/own.js';

/** The formats that the console proposes for a kind of API. */
export interface AccessLogExamples {
  readonly CLF: string;
  readonly JSON: string;
  readonly XML: string;
  readonly CSV: string;
}

/**
 * The format of a stage's access log: the one that an operator gives, else the stage's own.
 *
 * Assumed: a stage without a format that is known here is logged in that of the console's first example.
 *
 * @param given the name of an example, or a format in full
 */
export function chooseAccessLogFormat(
  given: string | undefined,
  stage: AccessLogFormat | undefined,
  examples: AccessLogExamples,
): readonly AccessLogPart[] {
  if (given === undefined && stage?.kind === 'format') return stage.parts;
  const format = parseAccessLogFormat(own({ ...examples }, given ?? 'CLF') ?? given ?? '');
  return format.kind === 'format' ? format.parts : [];
}

/** Prints the fields of an example, in its own syntax. */
export function printFields(
  fields: Readonly<Record<string, string>>,
  one: (name: string, variable: string) => string,
  separator: string,
): string {
  return Object.entries(fields)
    .map(([name, variable]) => one(name, variable))
    .join(separator);
}
