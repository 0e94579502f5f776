import { EXTENSION } from '../../../formats/x-amazon-apigateway.js';
import { isDocumentObject } from '../../../model/index.js';
import type { ImportCheck } from './check.js';

/**
 * Schemes that are named like authorizers and have none.
 *
 * Observed: the sentence behind the name of the scheme, in an issue of 2016 (docs/aws/rest-model.md section 4).
 * Assumed: what stands before it.
 */
export const authorizers: ImportCheck = ({ document }) => {
  const components = isDocumentObject(document.components) ? document.components : {};
  const schemes = document.securityDefinitions ?? components.securitySchemes;
  return Object.entries(isDocumentObject(schemes) ? schemes : {}).flatMap(([name, scheme]) => {
    if (!isDocumentObject(scheme) || scheme[EXTENSION.authorizer] !== undefined) return [];
    const authtype = scheme[EXTENSION.authtype];
    if (typeof authtype !== 'string' || /^aws/i.test(authtype)) return [];
    return [
      `Unable to create authorizer from security definition: '${name}'. ` +
        `Extension ${EXTENSION.authorizer} is required. Any methods with security: '${name}' will not be created.`,
    ];
  });
};
