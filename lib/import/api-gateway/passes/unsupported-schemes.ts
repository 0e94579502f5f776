import { EXTENSION } from '../../../formats/x-amazon-apigateway.js';
import { isDocumentObject, type Document } from '../../../model/index.js';
import type { ImportPass } from './pass.js';
import { schemesOf, withoutRequirements, withSchemes } from './schemes.js';

/**
 * Security schemes of a type that API Gateway does not have. Methods that require only such a scheme are open.
 *
 * Observed: the warnings for `http` and `oauth2`, as users report them.
 * Assumed: other types, and `basic` of Swagger 2.0, have the same warning; one with an authorizer is none of these.
 */
export const unsupportedSchemes: ImportPass = (document, context) => {
  const schemes = Object.entries(schemesOf(document, context));
  const ignored = new Map(
    schemes.flatMap(([name, scheme]) => {
      const type = unsupportedType(scheme);
      return type === undefined ? [] : [[name, type] as const];
    }),
  );
  if (ignored.size === 0) return { document, warnings: [] };
  const kept = Object.fromEntries(schemes.filter(([name]) => !ignored.has(name)));
  return {
    document: withSchemes(
      withoutRequirements(document, (name) => ignored.has(name), context),
      kept,
      context,
    ),
    warnings: [...ignored].map(
      ([name, type]) => `Unsupported security definition type '${type}' for '${name}'. Ignoring.`,
    ),
  };
};

function unsupportedType(scheme: Document): string | undefined {
  if (!isDocumentObject(scheme) || typeof scheme.type !== 'string' || scheme.type.toLowerCase() === 'apikey')
    return undefined;
  return scheme[EXTENSION.authorizer] === undefined && scheme[EXTENSION.authtype] === undefined
    ? scheme.type
    : undefined;
}
