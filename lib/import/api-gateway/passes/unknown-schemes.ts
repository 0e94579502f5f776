import type { ImportPass } from './pass.js';
import { schemesOf, withoutRequirements } from './schemes.js';

/**
 * Requirements of a security scheme that the document does not have.
 *
 * Observed: `NONE`, which SAM writes for a route that opts out of the default authorizer, leaves the method open.
 * Assumed: so does any other such name, without a warning; `api_key`, whose scheme many documents leave out, is the one
 * that asks for the API keys of usage plans.
 */
export const unknownSchemes: ImportPass = (document, context) => {
  const schemes = schemesOf(document, context);
  const isUnknown = (name: string): boolean => name !== 'api_key' && !Object.hasOwn(schemes, name);
  return { document: withoutRequirements(document, isUnknown, context), warnings: [] };
};
