import { diagnostic, type Diagnostic, type FunctionPermission } from '../../model/index.js';
import { isForApiGateway, sourceResource } from '../permission-source.js';
import type { SourceRule } from '../source-rule.js';

/** Permissions of functions that other APIs have too: a warning where these are APIs of other accounts. */
export const lambdaPermissionWide: SourceRule = {
  codes: ['lambda-permission-wide'],
  summary: 'A permission of a function lets more than one API call it',
  fix: 'Set SourceArn to <api>/*/* or less',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
  check: ({ permissions }) => permissions.flatMap(checkPermission),
};

function checkPermission(permission: FunctionPermission): readonly Diagnostic[] {
  const { id, principal, sourceArn, sourceAccount } = permission;
  if (principal !== 'apigateway.amazonaws.com' || !isForApiGateway(permission)) return [];
  const place = { element: id, property: 'SourceArn' };
  if (sourceArn === undefined) {
    return sourceAccount === undefined
      ? [diagnostic('lambda-permission-wide', place, 'Every API of every account may call the function')]
      : [diagnostic('lambda-permission-wide', place, 'Every API of the account may call the function', 'info')];
  }
  const resource = sourceResource(sourceArn);
  if (resource === undefined || !/^[*?]+(?:\/|$)/.test(resource)) return [];
  const message = `The source is ${resource}: every API may call the function`;
  return [diagnostic('lambda-permission-wide', place, message, 'info')];
}
