import type { IConstruct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';

/** Members of aws-apigateway's class by which its constructs use an API, and which an API of Sluice does not have. */
const CLASS_ONLY = [
  'deploymentStage',
  'root',
  'domainName',
  'urlForPath',
  '_attachMethod',
  '_attachDeployment',
  '_attachStage',
] as const;

/**
 * Lets an API that is given where aws-apigateway's class is needed say so, instead of a failure deep in the construct. The
 * compiler refuses it too; this is for plain JavaScript and for casts.
 */
export function refuseUseAsClass(prototype: object): void {
  for (const member of CLASS_ONLY) {
    Object.defineProperty(prototype, member, {
      configurable: true,
      enumerable: false,
      get(this: IConstruct): never {
        throw new SluiceError(
          'use-as-rest-api',
          `${this.node.path} is a RestApi of sluice, which has no ${member}; give the construct that asks for it api.asRestApi(), a RestApi of aws-cdk-lib/aws-apigateway`,
        );
      },
    });
  }
}
