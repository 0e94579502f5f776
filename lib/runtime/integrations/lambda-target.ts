import { parseFunctionName, parseIntegrationUri, type FunctionName } from '../../model/arn.js';
import { isDeployTime, printValue, type Value } from '../../model/value.js';
import type { CompileOptions } from '../compile-options.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileUri, expandUri } from '../routing/uri-template.js';

export interface LambdaTarget {
  readonly functionName: string;
  readonly qualifier: string | undefined;
}

/** Which function a request invokes; a stage variable may name it. */
export type SelectFunction = (invocation: {
  readonly stage: { readonly variables: Readonly<Record<string, string>> };
}) => LambdaTarget;

/** Why a route is refused on a stage with certain variables. */
export type RefusalsOn = (stageVariables: Readonly<Record<string, string>>) => readonly NotSimulated[];

/** What compiling the target of an integration or an authorizer needs. */
export interface LambdaTargetContext extends Pick<CompileOptions, 'whyUnrunnable'> {
  /** Notes what cannot be run; the route is then refused. */
  readonly refuse: (finding: NotSimulated) => void;
  /** The same for stages with certain variables. */
  readonly refuseOn: (refusalsOn: RefusalsOn) => void;
}

/** @param what names what invokes the function */
export function compileLambdaTarget(uri: Value<string>, what: string, context: LambdaTargetContext): SelectFunction {
  const target = parseIntegrationUri(uri);
  if (target.kind !== 'lambda') {
    const service = target.kind === 'service' ? `the service ${target.service}` : printValue(uri);
    const feature = isDeployTime(uri) ? 'unresolved-value' : 'integration-uri';
    context.refuse({ feature, detail: `${what} with ${service}`, optional: false });
    return NO_TARGET;
  }
  return compileFunction(target.functionArn, context);
}

/** The same where only the function's ARN is given. */
export function compileFunction(functionArn: Value<string>, context: LambdaTargetContext): SelectFunction {
  if (isDeployTime(functionArn)) {
    context.refuse({
      feature: 'lambda-function',
      detail: `the function ${printValue(functionArn)}, whose code is not known`,
      optional: false,
    });
    return NO_TARGET;
  }
  const template = compileUri(functionArn);
  const variables = template.parts.flatMap((part) =>
    typeof part !== 'string' && part.kind === 'stage-variable' ? [part.name] : [],
  );
  if (variables.length === 0) {
    const { name, qualifier } = parseFunctionName(functionArn);
    for (const finding of unrunnable(name, context)) context.refuse(finding);
    const selected = { functionName: name, qualifier };
    return () => selected;
  }
  const named = (stageVariables: Readonly<Record<string, string>>): FunctionName =>
    parseFunctionName(expandUri(template, stageVariables, {}));
  // A variable that is not set makes a name that no function has: AWS answers 500 too.
  context.refuseOn((stageVariables) =>
    variables.every((name) => Object.hasOwn(stageVariables, name))
      ? unrunnable(named(stageVariables).name, context)
      : [],
  );
  return ({ stage }) => {
    const { name, qualifier } = named(stage.variables);
    return { functionName: name, qualifier };
  };
}

const NO_TARGET: SelectFunction = () => ({ functionName: '', qualifier: undefined });

function unrunnable(name: string, { whyUnrunnable }: LambdaTargetContext): readonly NotSimulated[] {
  const reason = whyUnrunnable(name);
  if (reason === undefined) return [];
  return [
    {
      feature: 'lambda-function',
      detail: `the function ${name} (${reason})`,
      optional: false,
      remedy: `give its code or its address: --lambda ${name}=<file or URL>`,
    },
  ];
}
