import type { Cursor } from './cursor.js';
import type { Reading } from './reading.js';
import { readObject } from './values.js';

/** A section of a document, which the two versions keep at different places. */
export function section(reading: Reading, name: string, swaggerName: string): Cursor | undefined {
  if (reading.version === '2.0') return readObject(reading, reading.root, swaggerName);
  const components = readObject(reading, reading.root, 'components');
  return components && readObject(reading, components, name);
}
