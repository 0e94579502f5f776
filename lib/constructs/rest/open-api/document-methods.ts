import { defined } from '../../../support/defined.js';
import { checkOperations } from '../../open-api/check-operations.js';
import { checkScopes } from '../authorizers/check-scopes.js';
import { OPERATION_PROPS } from '../rest-api-prop-names.js';
import type { MethodDeclaration } from '../methods/declare-method.js';
import { withAccess } from './document-access.js';
import { ofOperation, type DocumentContext } from './document-context.js';
import { integrationOf, withCache, withIntegration } from './document-integration.js';
import type { ReadDocument } from '../../open-api/read-document.js';

/**
 * The methods of a document as declarations of the API.
 *
 * @throws {SluiceError} `operation-unknown` when a prop names an operation that the document does not have
 * @throws {SluiceError} `property-unknown` for a property that operations do not have
 * @throws {SluiceError} `scopes-without-user-pool` for scopes by the props that nothing checks
 */
export function declareDocumentMethods(
  { model, open }: ReadDocument,
  context: DocumentContext,
): readonly MethodDeclaration[] {
  const methods = model.resources.flatMap(({ path, methods }) => methods.map((method) => ({ path, method })));
  const names = methods.flatMap(({ method }) => method.operationName ?? []);
  checkOperations(model.id, names, context, OPERATION_PROPS);
  return methods.map(({ path, method }) => {
    const validator = model.requestValidators?.find(({ name }) => name === method.requestValidator);
    const own = ofOperation(context.operations, method) ?? {};
    const isOpen = open.has(`${method.httpMethod} ${path}`);
    const integrated = withCache(withIntegration(method, integrationOf(path, method, context)), path, own.cache);
    const secured = withAccess(integrated, isOpen, own, context);
    const takesDefaults = secured.authorization === undefined && !isOpen && method.httpMethod !== 'OPTIONS';
    const scopes = own.scopes ?? (takesDefaults ? context.defaults.scopes : undefined);
    checkScopes(`${method.httpMethod} ${path} of ${model.id}`, scopes, secured.authorization);
    return {
      path,
      method: secured,
      models: [],
      ...(validator !== undefined && { validator }),
      stageSettings: defined({
        throttle: own.throttle,
        logging: own.logging,
        metrics: own.metrics,
        cache: own.cache === false ? undefined : own.cache,
      }),
    };
  });
}
