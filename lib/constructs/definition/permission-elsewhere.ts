import { Annotations, CfnOutput, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { FunctionBase, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * Whether a function is in another account or Region than a construct's stack, as far as synthesis knows: CloudFormation
 * cannot make its permission from here.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function isOutOfReach({ env }: IFunction, scope: Construct): boolean {
  const { account, region } = Stack.of(scope);
  return isDifferent(env.account, account) || isDifferent(env.region, region);
}

/** Whether a function was imported with `skipPermissions`: it has its permission already, so no command is noted. */
export function skipsPermissions(handler: IFunction): boolean {
  // `Function.fromFunctionAttributes` keeps the attribute in a protected member, and no public one shows it.
  return (handler as FunctionBase)['_skipPermissions'] === true;
}

/**
 * Notes the command that makes a permission where the function is. The stack's output has it with the API's id, which
 * only deployment knows.
 */
export function askForPermission(scope: Construct, id: string, handler: IFunction, sourceArn: string): void {
  const { account, region } = handler.env;
  const output = new CfnOutput(scope, `${id} Command`, {
    value: '',
    description: `Run in account ${account} once, so that the API may invoke the function`,
  });
  const command = [
    'aws lambda add-permission',
    `--region ${region}`,
    `--function-name ${handler.functionArn}`,
    `--statement-id apigateway-${output.node.addr}`,
    '--action lambda:InvokeFunction',
    '--principal apigateway.amazonaws.com',
    `--source-arn '${sourceArn}'`,
  ].join(' ');
  output.value = command;
  Annotations.of(scope).addInfoV2(
    'sluice:permission-elsewhere',
    `${handler.node.path} is in account ${account}, Region ${region}: this stack cannot let the API invoke it. ` +
      `Run the command in the output ${Stack.of(scope).resolve(output.logicalId) as string} there once: ${readable(command, scope)}`,
  );
}

function isDifferent(a: string, b: string): boolean {
  return Token.compareStrings(a, b) === TokenComparison.DIFFERENT;
}

/** The command with placeholders for what only deployment knows. */
function readable(command: string, scope: Construct): string {
  const resolved = Stack.of(scope).resolve(command) as string | { 'Fn::Join': [string, readonly unknown[]] };
  if (typeof resolved === 'string') return resolved;
  return resolved['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : `<${placeholder(part as Record<string, unknown>)}>`))
    .join('');
}

function placeholder(intrinsic: Record<string, unknown>): string {
  const [argument] = Object.values(intrinsic);
  const name = Array.isArray(argument) ? argument.join('.') : String(argument);
  return name.startsWith('AWS::') ? name.slice('AWS::'.length).toLowerCase() : 'api-id';
}
