import { diagnostic, findingsByApi, type Api, type Diagnostic, type Value } from '../../model/index.js';
import type { SourceRule } from '../source-rule.js';

type AnyStage = Api['stages'][number];

/**
 * Stages that write to CloudWatch Logs, in a template that gives API Gateway no role for that: a note, as another template
 * may set the one role of the account and Region. Several resources that set it overwrite each other. HTTP APIs and
 * Firehose streams require no role.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export const accountRole: SourceRule = {
  codes: ['account-role-missing', 'account-role-overwritten'],
  summary: 'A stage writes to CloudWatch Logs, and the template sets no role of the account for that, or several',
  fix: 'Set CloudWatchRoleArn in one AWS::ApiGateway::Account of the account and Region',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html',
  check: ({ collection, accounts }) => {
    const withRole = accounts.filter(({ cloudWatchRoleArn }) => cloudWatchRoleArn !== undefined);
    if (withRole.length > 1) return withRole.slice(1).map(({ id }) => overwriting(id, withRole[0]?.id ?? ''));
    if (withRole.length === 1) return [];
    return findingsByApi(collection.apis, (api) => {
      if (api.protocol === 'HTTP') return [];
      return api.stages.filter(writesToCloudWatch).map(({ name }) => {
        const message =
          'The stage writes to CloudWatch Logs, and no AWS::ApiGateway::Account sets a role for that here: the deployment fails unless the account has one in this Region already';
        return diagnostic('account-role-missing', { element: `stage ${name}` }, message, 'info');
      });
    });
  },
};

function overwriting(id: string, first: string): Diagnostic {
  const message = `${first} sets the role of the account for CloudWatch Logs too: the last one deployed wins`;
  return diagnostic('account-role-overwritten', { element: id, property: 'CloudWatchRoleArn' }, message);
}

function writesToCloudWatch(stage: AnyStage): boolean {
  const destination = stage.accessLog?.destinationArn;
  if (destination !== undefined && !JSON.stringify(destination).includes(':firehose:')) return true;
  return levelsOf(stage).some((level) => typeof level === 'string' && level !== 'OFF');
}

/** Those of methods, or those of routes. */
function levelsOf(stage: AnyStage): readonly (Value<string> | undefined)[] {
  if ('methodSettings' in stage) return (stage.methodSettings ?? []).map(({ logging }) => logging?.level);
  if (!('defaultRouteSettings' in stage || 'routeSettings' in stage)) return [];
  return [stage.defaultRouteSettings, ...(stage.routeSettings ?? [])].map((settings) => settings?.loggingLevel);
}
