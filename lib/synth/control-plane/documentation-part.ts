import { documentationParts, type DocumentObject, type RestApi } from '../../model/index.js';
import { representation, type Representation } from './representation.js';

/**
 * The items of GetDocumentationParts, in the order of the document and without ids. The properties are JSON here, where
 * the control plane has the text of them.
 *
 * Observed: a location without a path is at `/` (docs/aws/control-plane.md section 7).
 */
export function renderDocumentationParts(api: RestApi): readonly Representation[] {
  return documentationParts(api).map(({ location, properties }) =>
    representation({ location: withPath(location), properties }),
  );
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationPartLocation.html */
const WITHOUT_PATH: readonly unknown[] = ['API', 'AUTHORIZER', 'MODEL'];

function withPath(location: DocumentObject): DocumentObject {
  return WITHOUT_PATH.includes(location.type) || location.path !== undefined ? location : { ...location, path: '/' };
}
