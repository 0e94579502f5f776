import { Aspects, CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';

/** What an import of a whole definition replaces by itself, and the deployment to roll back to. */
const DEFINITION = new Set(
  [
    'Resource',
    'Method',
    'Authorizer',
    'Model',
    'RequestValidator',
    'GatewayResponse',
    'DocumentationPart',
    'Deployment',
  ].map((name) => `AWS::ApiGateway::${name}`),
);

/**
 * Lets CloudFormation forget the resources of an API's definition without deleting them from the API, once they are
 * removed from the template.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 *
 * @param scopes the API, and authorizers that stand beside it
 */
export function retainDefinition(api: RestApi, ...scopes: readonly IConstruct[]): void {
  for (const scope of [api, ...scopes]) {
    Aspects.of(scope).add({
      visit: (node) => {
        if (CfnResource.isCfnResource(node) && DEFINITION.has(node.cfnResourceType)) {
          node.applyRemovalPolicy(RemovalPolicy.RETAIN);
        }
      },
    });
  }
}
