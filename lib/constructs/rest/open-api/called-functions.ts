import type { Authorizer, Resource, RestApi } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { CalledFunction } from '../../open-api/document-functions.js';

/** What the methods and authorizers of a REST API may call. */
export function calledByRestApi({ authorizers = [], resources }: RestApi): readonly CalledFunction[] {
  return [...resources.flatMap(calledBy), ...authorizers.map(asCalled)];
}

function calledBy({ path, methods }: Resource): readonly CalledFunction[] {
  return methods.flatMap(({ httpMethod, integration }) => {
    if (integration === undefined || !('uri' in integration)) return [];
    const { uri, credentials } = integration;
    const isFunction = integration.type === 'AWS_PROXY';
    return [{ name: `${httpMethod} ${path}`, uri, isFunction, ...defined({ credentials }) }];
  });
}

function asCalled(authorizer: Authorizer): CalledFunction {
  const name = `authorizer ${authorizer.name}`;
  if (authorizer.type === 'COGNITO_USER_POOLS') return { name, isFunction: false };
  const { uri, credentials } = authorizer;
  return { name, uri, isFunction: true, ...defined({ credentials }) };
}
