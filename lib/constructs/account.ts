import { RemovalPolicy, Resource, Stack, Stage as CdkStage } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal, type IRoleRef } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { outermostStack } from './outermost-stack.js';
import { SluiceError } from '../support/sluice-error.js';

/** Properties of the account settings. */
export interface ApiGatewayAccountProps {
  /**
   * The role that API Gateway assumes to write to CloudWatch Logs.
   *
   * @default - a new role with the managed policy AmazonAPIGatewayPushToCloudWatchLogs
   */
  readonly cloudWatchRole?: IRoleRef;
}

/**
 * The settings of API Gateway for an account in one Region: the role that it assumes to write to CloudWatch Logs.
 *
 * All APIs of the account and Region share the setting, and the last stack that writes it wins. For this reason no API of
 * Sluice creates it by itself. `ensure` creates it once for an app, and stages with logs depend on it. It is retained when
 * its stack is deleted, since other APIs may use it.
 *
 * @example
 * ApiGatewayAccount.ensure(this);
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayAccount extends Resource {
  /**
   * Returns the settings of the account and Region that `scope` is deployed to. The first call creates them in the stack of
   * `scope`, or in the outermost stack around a nested one.
   *
   * Call it in a stack that does not depend on stacks with APIs, because those are deployed after it.
   *
   * @throws SluiceError `account-role-conflict` when an earlier call gave another role
   */
  static ensure(scope: Construct, props: ApiGatewayAccountProps = {}): ApiGatewayAccount {
    const stack = outermostStack(scope);
    const root = assemblyOf(stack);
    const accounts = ACCOUNTS.get(root) ?? new Map<string, ApiGatewayAccount>();
    ACCOUNTS.set(root, accounts);
    const made = accounts.get(stack.environment);
    if (made === undefined) {
      const account = new ApiGatewayAccount(stack, 'ApiGatewayAccount', props);
      accounts.set(stack.environment, account);
      return account;
    }
    if (props.cloudWatchRole !== undefined && props.cloudWatchRole !== made.cloudWatchRole) {
      throw new SluiceError(
        'account-role-conflict',
        `Cannot let API Gateway write logs in the role ${props.cloudWatchRole.node.path}: the account has the role ${made.cloudWatchRole.node.path}, and only one is possible in each Region`,
        { place: scope.node.path },
      );
    }
    return made;
  }

  /** The role that API Gateway assumes to write to CloudWatch Logs. */
  readonly cloudWatchRole: IRoleRef;

  private constructor(scope: Construct, id: string, props: ApiGatewayAccountProps) {
    super(scope, id);
    this.cloudWatchRole = props.cloudWatchRole ?? this.makeRole();
    const account = new CfnAccount(this, 'Resource', { cloudWatchRoleArn: this.cloudWatchRole.roleRef.roleArn });
    account.node.addDependency(this.cloudWatchRole);
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  private makeRole(): Role {
    const role = new Role(this, 'CloudWatchRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return role;
  }
}

/** The settings that `ensure` created, by CDK stage or app and by environment. */
const ACCOUNTS = new WeakMap<IConstruct, Map<string, ApiGatewayAccount>>();

/**
 * The account settings that are deployed with `scope` to the same environment, whether Sluice created them or not.
 */
export function accountSettings(scope: IConstruct): readonly CfnAccount[] {
  const { environment } = Stack.of(scope);
  return assemblyOf(scope)
    .node.findAll()
    .filter((construct): construct is CfnAccount => CfnAccount.isCfnAccount(construct))
    .filter((account) => account.stack.environment === environment);
}

/** Stacks depend on each other only within one stage of the CDK, or within the app outside of its stages. */
function assemblyOf(scope: IConstruct): IConstruct {
  return CdkStage.of(scope) ?? scope.node.root;
}
