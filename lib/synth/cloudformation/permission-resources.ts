import { isDeployTime, parseFunctionName, printValue, reference, type Api, type Value } from '../../model/index.js';
import { invokedFunctions } from './invoked-functions.js';
import { logicalId } from './logical-id.js';
import { everyRequestArn, renderPermissionProperties } from './permission.js';
import { asDocument, type TemplateScope } from './template-scope.js';

/** Writes the permissions of the functions that an API invokes, and gives their logical ids. */
export function writePermissions(api: Api, apiId: string, scope: TemplateScope): readonly string[] {
  const place = {
    partition: reference('AWS::Partition'),
    region: reference('AWS::Region'),
    account: reference('AWS::AccountId'),
    apiId: reference(apiId),
  };
  return invokedFunctions(api).map((functionArn) => {
    const id = scope.claim(`${apiId}${logicalId(functionLabel(functionArn))}Permission`);
    scope.resources[id] = {
      Type: 'AWS::Lambda::Permission',
      Properties: asDocument(renderPermissionProperties(functionArn, everyRequestArn(place))),
    };
    return id;
  });
}

/** What to call a function: its name when the ARN is known, else the resource that it refers to. */
function functionLabel(functionArn: Value<string>): string {
  const text = printValue(functionArn);
  if (!isDeployTime(functionArn)) return parseFunctionName(text).name;
  const named = functionArn.parts.flatMap((part) =>
    typeof part === 'object' && part.kind === 'reference' && !part.logicalId.startsWith('AWS::')
      ? [part.logicalId]
      : [],
  );
  return /function:([^:$]+)/.exec(text)?.[1] ?? named[0] ?? 'Function';
}
