import type { Method, MethodAuthorization } from '../../../model/index.js';
import type { IRestAuthorizer } from '../authorizers/authorizer.js';
import type { IntegrationMethod, IRestIntegration } from '../integrations/integration.js';
import type { MethodDefaults } from '../methods/method-props.js';
import type { OperationProps } from './open-api-props.js';

/** What the API adds to the methods of its document. */
export interface DocumentContext {
  readonly integrations: Readonly<Record<string, IRestIntegration>>;
  readonly operations: Readonly<Record<string, OperationProps>>;
  readonly authorizers: Readonly<Record<string, IRestAuthorizer>>;
  readonly defaults: MethodDefaults;
  /** What an integration of one method is bound to. */
  bindingOf(method: Pick<IntegrationMethod, 'httpMethod' | 'path'>): IntegrationMethod;
  authorizationOf(authorizer: IRestAuthorizer, scopes: readonly string[] | undefined): MethodAuthorization;
}

/** What is said of a method by its `operationId`. */
export function ofOperation<T>(byName: Readonly<Record<string, T>>, { operationName = '' }: Method): T | undefined {
  return Object.hasOwn(byName, operationName) ? byName[operationName] : undefined;
}
