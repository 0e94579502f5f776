import type { Method } from '../../../model/index.js';
import type { DocumentContext } from './document-context.js';
import type { OperationProps } from './open-api-props.js';

/**
 * A method with its access: what the props say of the operation, else the authorizer of its security scheme, else the
 * defaults where the operation has no `security`.
 */
export function withAccess(method: Method, isOpen: boolean, own: OperationProps, context: DocumentContext): Method {
  const secured = withDocumentAccess(method, isOpen, context);
  const { authorization } = secured;
  return {
    ...secured,
    ...(own.authorizer !== undefined && { authorization: context.authorizationOf(own.authorizer, own.scopes) }),
    ...(own.authorizer === undefined &&
      own.scopes !== undefined &&
      authorization?.type === 'COGNITO_USER_POOLS' && { authorization: { ...authorization, scopes: own.scopes } }),
    ...(own.apiKeyRequired !== undefined && { apiKeyRequired: own.apiKeyRequired }),
  };
}

/** A method with the authorizers that the API gives schemes, and with the defaults where it has no `security`. */
function withDocumentAccess(method: Method, isOpen: boolean, context: DocumentContext): Method {
  const { defaults, authorizers } = context;
  const { authorization } = method;
  if (
    authorization !== undefined &&
    'authorizer' in authorization &&
    Object.hasOwn(authorizers, authorization.authorizer)
  ) {
    const given = authorizers[authorization.authorizer];
    const scopes = 'scopes' in authorization ? authorization.scopes : undefined;
    return given === undefined ? method : { ...method, authorization: context.authorizationOf(given, scopes) };
  }
  if (method.httpMethod === 'OPTIONS' || authorization !== undefined || method.apiKeyRequired === true || isOpen) {
    return method;
  }
  return {
    ...method,
    ...(defaults.authorizer !== undefined && {
      authorization: context.authorizationOf(defaults.authorizer, defaults.scopes),
    }),
    ...(defaults.apiKeyRequired !== undefined && { apiKeyRequired: defaults.apiKeyRequired }),
  };
}
