import { isDocumentObject, type Document, type ParameterLocation, type RequestParameter } from '../../model/index.js';
import { someDefined } from '../../support/defined.js';
import { member, type Cursor } from './cursor.js';
import { MEMBERS, readOther } from './known-members.js';
import type { Reading } from './reading.js';
import type { Models } from './schemas.js';
import { readKnownBoolean, readKnownText } from './values.js';

const LOCATIONS: ReadonlyMap<string, ParameterLocation> = new Map([
  ['header', 'header'],
  ['query', 'querystring'],
  ['path', 'path'],
]);

/**
 * Reads the parameters of an operation.
 *
 * Observed: a query parameter or header without `required` is not required.
 */
export function readParameters(
  reading: Reading,
  parameters: readonly Cursor[],
  models: Models,
): readonly RequestParameter[] {
  return parameters.flatMap((parameter) => {
    const name = readKnownText(reading, parameter, 'name');
    const written = readKnownText(reading, parameter, 'in') ?? '';
    const location = LOCATIONS.get(written.toLowerCase());
    if (name === undefined || name === '' || location === undefined) {
      reportUnread(reading, parameter, name, written);
      return [];
    }
    const documentation = readDocumentation(reading, parameter, models);
    return [
      {
        location,
        name,
        required: readKnownBoolean(reading, parameter, 'required') ?? false,
        ...(documentation !== undefined && { documentation }),
      },
    ];
  });
}

function reportUnread(reading: Reading, parameter: Cursor, name: string | undefined, location: string): void {
  if (name === undefined || name === '') reading.report('invalid-value', parameter, 'A parameter needs a name');
  else if (location === 'cookie') {
    reading.report('not-read', parameter, `API Gateway knows no cookie parameters such as "${name}"`);
  } else {
    reading.report(
      'invalid-value',
      parameter,
      `Cannot read the parameter "${name}" in "${location}": expected query, header or path`,
    );
  }
}

function readDocumentation(
  reading: Reading,
  parameter: Cursor,
  models: Models,
): RequestParameter['documentation'] | undefined {
  const schema = member(parameter, 'schema');
  return someDefined({
    description: readKnownText(reading, parameter, 'description'),
    schema: schema === undefined || isStringSchema(schema.value) ? undefined : models.schemaOf(schema),
    other: readOther(reading, parameter, MEMBERS.parameter),
  });
}

/** What a parameter or header without a schema of its own is. */
export function isStringSchema(schema: Document): boolean {
  return isDocumentObject(schema) && schema.type === 'string' && Object.keys(schema).length === 1;
}
