import { AspectPriority, Aspects, type IAspect } from 'aws-cdk-lib';
import type { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { diagnostic, type DiagnosticCode } from '../../../model/index.js';
import { accountSettings } from '../../account.js';
import { annotate } from '../validation.js';
import type { StageDeclaration } from './stage-declaration.js';

/**
 * Lets a stage that writes to CloudWatch Logs wait for the account's role, since API Gateway refuses to make it before,
 * and warns where the app has no such role. It looks last, when all settings and stacks are there.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function awaitAccountRole(stage: CfnStage, declaration: StageDeclaration): void {
  const aspect: IAspect = {
    visit: (node) => {
      if (node !== stage || !writesToCloudWatch(declaration)) return;
      const accounts = accountSettings(stage);
      for (const account of accounts) stage.node.addDependency(account);
      const [only, ...others] = accounts.map(({ node: { path } }) => path);
      if (only === undefined) warn(stage, 'account-role-missing', declaration.name, MISSING);
      else if (others.length > 0)
        warn(stage, 'account-role-overwritten', declaration.name, overwritten([only, ...others]));
    },
  };
  Aspects.of(stage).add(aspect, { priority: AspectPriority.READONLY });
}

/** A Firehose stream is written to in a role of the service's own. */
function writesToCloudWatch(declaration: StageDeclaration): boolean {
  if (declaration.props.accessLog?.logGroup !== undefined) return true;
  const { methodSettings = [] } = declaration.model();
  return methodSettings.some(({ logging }) => logging !== undefined && logging.level !== 'OFF');
}

function warn(stage: CfnStage, code: DiagnosticCode, name: string, message: string): void {
  annotate(stage, diagnostic(code, { element: `stage ${name}` }, message));
}

const MISSING = [
  'It writes to CloudWatch Logs, and nothing in the app gives API Gateway a role for that',
  'unless the account has one in this Region already, the deployment fails',
  'make it with ApiGatewayAccount.ensure(this), or acknowledge this warning',
].join('; ');

function overwritten(paths: readonly string[]): string {
  return [
    `${paths.join(' and ')} each set the role of the account for CloudWatch Logs: the one that is deployed last wins`,
    'keep one of them (cloudWatchRole: false for an API of aws-apigateway)',
  ].join('; ');
}
