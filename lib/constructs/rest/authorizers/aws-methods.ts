import { SluiceError } from '../../../support/sluice-error.js';

/**
 * Lets an authorizer fail in a method of aws-apigateway, which looks at `authorizationType` and leaves the method open to
 * everybody where it finds none. The compiler refuses it there; JavaScript and casts do not.
 *
 * @throws {SluiceError} `aws-apigateway-method` when a method of aws-apigateway takes the authorizer
 */
export function refuseAwsMethods<A extends object>(authorizer: A): A {
  return Object.defineProperty(authorizer, 'authorizationType', {
    get(): never {
      throw new SluiceError(
        'aws-apigateway-method',
        'Cannot use an authorizer of sluice in a method of aws-cdk-lib/aws-apigateway: the method would be open to everybody',
        { hint: "Add the method to a RestApi of sluice, or use aws-apigateway's own authorizer" },
      );
    },
  });
}
