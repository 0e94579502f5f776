import { AspectPriority, Aspects, type CfnResource, type IAspect } from 'aws-cdk-lib';
import { diagnostic, isDocumentObject, type DiagnosticCode, type Document } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { isList } from '../../support/is-list.js';
import { accountSettings } from '../account.js';
import { asIdentity } from '../tokens.js';
import { resolvedProperties } from '../definition/resolved-resource.js';
import { annotate } from '../validation.js';
import type { AccessLogProps } from '../rest/stages/access-log.js';

/** A stage of a REST or WebSocket API. Those of HTTP APIs require no role. */
export interface LoggedStage {
  readonly name: string;
  readonly props: { readonly accessLog?: AccessLogProps };
}

/**
 * Makes a stage that writes to CloudWatch Logs depend on the account's role, without which API Gateway refuses the stage,
 * and warns if the app has no such role. It runs last, when all settings and stacks are known.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export function awaitAccountRole(stage: CfnResource, declaration: LoggedStage): void {
  const aspect: IAspect = {
    visit: (node) => {
      if (node !== stage || !writesToCloudWatch(stage, declaration)) return;
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

/**
 * Whether the stage has a log in CloudWatch, escape hatches and changes of the L1 object included. API Gateway writes to a
 * Firehose stream in a service-linked role.
 */
function writesToCloudWatch(stage: CfnResource, { props }: LoggedStage): boolean {
  const properties = resolvedProperties(stage, asIdentity(stage));
  const accessLog = properties.AccessLogSetting ?? properties.AccessLogSettings;
  const toStream =
    props.accessLog?.deliveryStream !== undefined || canonicalJson(accessLog ?? null).includes(':firehose:');
  return (accessLog !== undefined && !toStream) || settingsIn(properties).some(isLogged);
}

/** Those of methods, or those of routes. */
function settingsIn({
  MethodSettings: methods = [],
  DefaultRouteSettings: forAll = {},
  RouteSettings: routes = {},
}: Readonly<Record<string, Document>>): readonly Document[] {
  return [...(isList(methods) ? methods : []), forAll, ...(isDocumentObject(routes) ? Object.values(routes) : [])];
}

function isLogged(setting: Document): boolean {
  const { LoggingLevel: level = 'OFF' } = isDocumentObject(setting) ? setting : {};
  return level !== 'OFF';
}

function warn(stage: CfnResource, code: DiagnosticCode, name: string, message: string): void {
  annotate(stage, diagnostic(code, { element: `stage ${name}` }, message));
}

const MISSING = [
  'The stage writes to CloudWatch Logs, and the app gives API Gateway no role for that',
  'the deployment fails unless the account has one in this Region already',
  'create it with ApiGatewayAccount.ensure(this), or acknowledge this warning',
].join('; ');

function overwritten(paths: readonly string[]): string {
  return [
    `${paths.join(' and ')} each set the account's role for CloudWatch Logs: the last one deployed wins`,
    'keep one of them (cloudWatchRole: false for an API of aws-apigateway)',
  ].join('; ');
}
