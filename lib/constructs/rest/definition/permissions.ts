import { Names, Stack } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { renderPermissionProperties } from '../../../synth/cloudformation/index.js';
import { asL1Properties } from '../../l1.js';

/**
 * The permissions by which an API invokes functions, one each. They stand with the API: a function's own
 * `addPermission` would make none for an imported function, and a circle for one of another stack.
 */
export class InvokePermissions extends Construct {
  private readonly allowed = new Set<IFunction>();

  constructor(
    scope: Construct,
    id: string,
    private readonly restApiId: string,
  ) {
    super(scope, id);
  }

  allow(handler: IFunction): void {
    if (this.allowed.has(handler)) return;
    this.allowed.add(handler);
    const { partition, region, account } = Stack.of(this);
    const properties = renderPermissionProperties(handler.functionArn, {
      partition,
      region,
      account,
      apiId: this.restApiId,
    });
    new CfnPermission(
      this,
      Names.nodeUniqueId(handler.node),
      asL1Properties(properties) as ConstructorParameters<typeof CfnPermission>[2],
    );
  }
}
