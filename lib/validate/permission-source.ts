import { parseArn, parseFunctionName, type FunctionPermission, type Value } from '../model/index.js';
import type { FunctionCall } from './function-calls.js';

/** Whether a permission lets API Gateway call a function; what only deployment knows counts as such. */
export function allowsCall(permission: FunctionPermission, call: FunctionCall, apiId: string): boolean {
  return isOfFunction(permission, call) && isForApiGateway(permission) && coversResource(permission, call, apiId);
}

/** Whether a permission is for API Gateway, or may be. */
export function isForApiGateway({ principal, action = 'lambda:InvokeFunction' }: FunctionPermission): boolean {
  return (
    (typeof principal !== 'string' || principal === '*' || principal === 'apigateway.amazonaws.com') &&
    (typeof action !== 'string' || glob(action.toLowerCase()).test('lambda:invokefunction'))
  );
}

/** The resource of a permission's source: `<api>/<stage>/<method>/<path>`; undefined where only deployment knows it. */
export function sourceResource(sourceArn: Value<string>): string | undefined {
  if (typeof sourceArn !== 'string') return undefined;
  return parseArn(sourceArn)?.resource ?? sourceArn;
}

/**
 * A permission of a function is not one of its versions and aliases.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
function isOfFunction({ functionName }: FunctionPermission, call: FunctionCall): boolean {
  if (typeof functionName !== 'string') return true;
  const { name, qualifier } = parseFunctionName(functionName);
  return name === call.functionName.name && qualifier === call.functionName.qualifier;
}

function coversResource({ sourceArn }: FunctionPermission, { resources }: FunctionCall, apiId: string): boolean {
  const pattern = sourceArn === undefined ? undefined : sourceResource(sourceArn);
  if (pattern === undefined) return true;
  const [api = ''] = pattern.split('/');
  if (resources === undefined) return glob(api).test(apiId);
  const isCovered = glob(pattern);
  return resources.some((resource) => isCovered.test(`${apiId}/${resource}`));
}

/** The wildcards of `ArnLike`. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}
