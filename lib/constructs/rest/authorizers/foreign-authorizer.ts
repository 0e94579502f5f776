import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { IRestAuthorizer } from './authorizer.js';

/** Our class for each authorizer of aws-cdk-lib. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  CognitoAuthorizer: 'new CognitoAuthorizer({ userPools: [pool] })',
  CognitoUserPoolsAuthorizer: 'new CognitoAuthorizer({ userPools: [pool] })',
  TokenAuthorizer: 'new TokenAuthorizer(fn)',
  RequestAuthorizer: 'new RequestAuthorizer(fn, { identitySources: [IdentitySource.header("Authorization")] })',
  CfnAuthorizer: 'Authorizer.fromAuthorizerId(authorizer.ref, { authorizationType })',
};

const ANY_EQUIVALENT = 'an authorizer of Sluice, such as new CognitoAuthorizer({ userPools: [pool] })';

/**
 * Refuses authorizers of aws-cdk-lib where the compiler could not: in JavaScript, or behind a cast. It cannot tell the
 * authorizer of WebSocket APIs apart either.
 *
 * @throws {SluiceError} `aws-apigateway-authorizer`, `authorizer-of-another-kind`
 */
export function checkAuthorizer(authorizer: IRestAuthorizer, apiPath: string): void {
  const given: unknown = authorizer;
  if (isObject(given) && className(given) === 'WebSocketLambdaAuthorizer') {
    throw new SluiceError(
      'authorizer-of-another-kind',
      `Cannot use WebSocketLambdaAuthorizer in ${apiPath}: it is for WebSocket APIs, and ${apiPath} is a REST API`,
      { hint: `Use ${EQUIVALENTS.RequestAuthorizer ?? ANY_EQUIVALENT} from "sluice"` },
    );
  }
  if (isObject(given) && typeof given.bind === 'function') return;
  const name = isObject(given) ? className(given) : String(given);
  const source = Object.hasOwn(EQUIVALENTS, name) ? ' of aws-cdk-lib' : '';
  throw new SluiceError(
    'aws-apigateway-authorizer',
    `Cannot use ${name}${source} as an authorizer of ${apiPath}: it has no method bind()`,
    { hint: `Use ${EQUIVALENTS[name] ?? ANY_EQUIVALENT} from "sluice"` },
  );
}

/**
 * Refuses the arguments of the class of the same name in aws-cdk-lib: a scope, an id and the props.
 *
 * @throws {SluiceError} `aws-apigateway-authorizer`
 */
export function checkArguments(name: string, isExpected: boolean): void {
  if (isExpected) return;
  throw new SluiceError('aws-apigateway-authorizer', `The arguments of ${name} are not those of sluice`, {
    hint: `Write ${EQUIVALENTS[name] ?? ANY_EQUIVALENT}: an authorizer has neither scope nor id`,
  });
}

/** The name of an object's class. The builds of aws-cdk-lib rename classes by a number; the name is also the end of a static member. */
export function className({ constructor }: object): string {
  const { PROPERTY_INJECTION_ID: id } = constructor as { readonly PROPERTY_INJECTION_ID?: string };
  return id?.split('.').at(-1) ?? constructor.name.replace(/\d+$/, '');
}
