import { own } from '../../../support/own.js';
import { FUNCTION_EVENTS, expandEvents } from '../events/events.js';
import { reportNotRead, type Translation } from '../translation.js';
import { conditional, isNoValue } from '../values/intrinsics.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, isTruthy, mapOf, stringOf, type SamValue } from '../values/sam-value.js';
import { bareDeploymentPreference } from './bare-resources.js';
import { functionCode } from './function-code.js';
import { functionUrl } from './function-url.js';
import { versionAndAlias } from './function-version.js';
import { mainResource, type GeneratedResource } from './generated-resource.js';
import { executionRole, managedPolicy, tracingPolicy } from './role.js';
import type { SamResource } from './sam-resource.js';
import { createdByTags, propagateTags } from './tags.js';

/** The parts of a function that a template can refer to, as in `Function.Alias`. */
export const FUNCTION_PARTS: Readonly<Record<string, string>> = {
  Alias: 'AWS::Lambda::Alias',
  Version: 'AWS::Lambda::Version',
};

/** Properties that the function's own resource type has under the same name. */
const FUNCTION_PROPERTIES = [
  'Handler',
  'Runtime',
  'Description',
  'MemorySize',
  'Timeout',
  'VpcConfig',
  'Role',
  'Environment',
  'KmsKeyArn',
  'ReservedConcurrentExecutions',
  'Layers',
  'FileSystemConfigs',
  'ImageConfig',
  'PackageType',
  'Architectures',
  'SnapStart',
  'EphemeralStorage',
  'CodeSigningConfigArn',
  'RuntimeManagementConfig',
  'LoggingConfig',
  'TenancyConfig',
  'RecursiveLoop',
  'DurableConfig',
  'FunctionScalingConfig',
  'PublishToLatestPublished',
];

/** Properties that concern neither the function's code nor how it is reached; they are reported and left out. */
const NOT_READ = ['EventInvokeConfig', 'DeploymentPreference', 'CapacityProviderConfig'];

/**
 * `AWS::Serverless::Function`: the Lambda function, its role unless it has one, version and alias, and what its events
 * need.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function expandFunction(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { logicalId, properties } = sam;
  for (const property of NOT_READ)
    if (isTruthy(properties.get(property))) {
      const message = `${property} is not expanded: it has no effect on an API`;
      reportNotRead(translation, { element: logicalId, property }, message);
    }
  const lambdaFunction = lambdaFunctionOf(translation, sam);
  const role = roleOf(translation, sam);
  const published = versionAndAlias(translation, sam, lambdaFunction) ?? [];
  const target = published[1] ?? lambdaFunction;
  const resources = [lambdaFunction, ...published, ...functionUrl(sam, target)];
  if (chooseRole(translation, lambdaFunction, role)) resources.push(role);
  if (isTruthy(properties.get('DeploymentPreference'))) resources.push(...bareDeploymentPreference(sam));
  resources.push(...expandEvents(translation, sam, target, FUNCTION_EVENTS));
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

function lambdaFunctionOf(translation: Translation, sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const mode = isTraced(translation, properties) ? mapOf({ Mode: properties.get('Tracing') }) : undefined;
  const queue = properties.getMap('DeadLetterQueue')?.get('TargetArn') ?? undefined;
  return mainResource(sam, 'AWS::Lambda::Function')
    .set('Code', functionCode(translation, sam))
    .copyTrue(properties, ['FunctionName'])
    .copy(properties, FUNCTION_PROPERTIES)
    .set('TracingConfig', mode)
    .set('DeadLetterConfig', queue === undefined ? undefined : mapOf({ TargetArn: queue }))
    .set('Tags', createdByTags('lambda:createdBy', properties.get('Tags')));
}

function isTraced({ parameters }: Translation, properties: SamMap): boolean {
  const tracing = properties.getTrue('Tracing');
  return tracing !== undefined && resolveParameters(tracing, parameters) !== 'Disabled';
}

function roleOf(translation: Translation, sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const { partition } = translation;
  const logging = isTruthy(properties.get('DurableConfig'))
    ? 'AWSLambdaBasicDurableExecutionRolePolicy'
    : 'AWSLambdaBasicExecutionRole';
  const managedPolicies: SamValue[] = [managedPolicy(partition, `service-role/${logging}`)];
  if (isTraced(translation, properties)) managedPolicies.push(tracingPolicy(partition));
  if (isTruthy(properties.get('VpcConfig')))
    managedPolicies.push(managedPolicy(partition, 'service-role/AWSLambdaVPCAccessExecutionRole'));
  return executionRole(translation, sam, {
    service: 'lambda.amazonaws.com',
    managedPolicies,
    policies: deadLetterPolicies(properties.getMap('DeadLetterQueue')),
    tags: createdByTags('lambda:createdBy', properties.get('Tags')),
  });
}

const DEAD_LETTER_ACTIONS: Readonly<Record<string, string>> = { SQS: 'sqs:SendMessage', SNS: 'sns:Publish' };

function deadLetterPolicies(queue: SamMap | undefined): SamValue[] {
  const action = own(DEAD_LETTER_ACTIONS, queue?.getString('Type') ?? '');
  const target = queue?.get('TargetArn');
  if (action === undefined || target === undefined) return [];
  const statement = mapOf({ Action: action, Resource: target, Effect: 'Allow' });
  const document = mapOf({ Version: '2012-10-17', Statement: [statement] });
  return [mapOf({ PolicyName: 'DeadLetterQueuePolicy', PolicyDocument: document })];
}

/** Gives the function the made role where it has none, in one branch of an `Fn::If` too; whether the role is needed. */
function chooseRole(translation: Translation, lambdaFunction: GeneratedResource, role: GeneratedResource): boolean {
  const given = lambdaFunction.properties.get('Role') ?? null;
  if (given === null) {
    lambdaFunction.set('Role', role.arn);
    return true;
  }
  const branches = given instanceof SamMap ? given.getList('Fn::If') : undefined;
  const [condition, ifTrue, ifFalse] = branches ?? [];
  if (condition === undefined || ifTrue === undefined || ifFalse === undefined) return false;
  if (isNoValue(ifTrue) && isNoValue(ifFalse)) lambdaFunction.set('Role', role.arn);
  else if (isNoValue(ifTrue)) {
    lambdaFunction.set('Role', conditional(condition, role.arn, ifFalse));
    role.attributes.set('Condition', condition);
  } else if (isNoValue(ifFalse)) {
    const negated = `NOT${stringOf(condition) ?? ''}`;
    lambdaFunction.set('Role', conditional(condition, ifTrue, role.arn));
    role.attributes.set('Condition', negated);
    const negation = mapOf({ 'Fn::Not': [mapOf({ Condition: condition })] });
    translation.template.getMap('Conditions')?.set(negated, negation);
  } else return false;
  return true;
}
