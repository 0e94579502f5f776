import { isDeployTime, mapReferences, parseModelReference, type Document } from '../../../model/index.js';
import type { ImportCheck } from './check.js';

/**
 * Observed: both sentences, in failed deployments that users report (names with other characters; references to other
 * files).
 */
export const models: ImportCheck = ({ api: { models: all = [] } }) =>
  all.flatMap(({ name, schema }) => {
    const prefix = `Unable to create model for '${name}'`;
    if (!/^[A-Za-z0-9]+$/.test(name)) return [`${prefix}: Model name must be alphanumeric: ${name}`];
    if (!hasForeignReference(schema)) return [];
    return [
      `${prefix}: Invalid model specified: Validation Result: warnings : [], errors : [Model reference must be in canonical form]`,
    ];
  });

function hasForeignReference(schema: Document): boolean {
  let found = false;
  mapReferences(schema, (ref) => {
    found ||= !isDeployTime(ref) && parseModelReference(ref) === undefined && !ref.startsWith('#');
    return ref;
  });
  return found;
}
