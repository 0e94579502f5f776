import { own } from '../../../support/own.js';
import { FUNCTION_EVENTS, expandEvents } from '../events/events.js';
import { keptAttributes, type SamResource, type Translation } from '../translation.js';
import { conditional, isNoValue } from '../values/intrinsics.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, mapOf, copyOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { functionCode } from './function-code.js';
import { functionUrl } from './function-url.js';
import { versionAndAlias } from './function-version.js';
import { GeneratedResource } from './generated-resource.js';
import { executionRole } from './role.js';
import { propagateTags, tagList } from './tags.js';

/** The parts of a function that a template can refer to, as in `Function.Alias`. */
export const FUNCTION_PARTS: Readonly<Record<string, string>> = {
  Alias: 'AWS::Lambda::Alias',
  Version: 'AWS::Lambda::Version',
};

/** Properties that the function's own resource type has under the same name. */
const PASSED_BY = [
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

/** Properties that concern neither the function's code nor how it is reached; they are named and left out. */
const NAMED_ONLY = ['EventInvokeConfig', 'DeploymentPreference', 'CapacityProviderConfig'];

/**
 * `AWS::Serverless::Function`: the Lambda function, its role unless it has one, version and alias, and what its events
 * need.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function expandFunction(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  nameLeftOut(translation, sam);
  const lambdaFunction = lambdaFunctionOf(translation, sam);
  const role = roleOf(translation, sam);
  const published = versionAndAlias(translation, sam, lambdaFunction);
  const alias = published?.[1];
  const resources = [lambdaFunction, ...(published ?? []), ...functionUrl(sam, lambdaFunction, alias)];
  if (chooseRole(translation, lambdaFunction, role)) resources.push(role);
  const target = alias ?? lambdaFunction;
  resources.push(...expandEvents(translation, sam, target, FUNCTION_EVENTS));
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

function lambdaFunctionOf(translation: Translation, sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const lambdaFunction = new GeneratedResource(
    sam.logicalId,
    'AWS::Lambda::Function',
    keptAttributes(sam.resource),
    sam.resource.get('DependsOn'),
  );
  lambdaFunction.set('Code', functionCode(translation, sam));
  const name = properties.get('FunctionName');
  if (isTruthy(name)) lambdaFunction.set('FunctionName', name);
  for (const property of PASSED_BY) lambdaFunction.set(property, properties.get(property));
  if (isTraced(translation, properties))
    lambdaFunction.set('TracingConfig', mapOf({ Mode: properties.get('Tracing') ?? null }));
  const queue = properties.getMap('DeadLetterQueue')?.get('TargetArn') ?? null;
  if (queue !== null) lambdaFunction.set('DeadLetterConfig', mapOf({ TargetArn: queue }));
  return lambdaFunction.set('Tags', functionTags(properties));
}

function functionTags(properties: SamMap): SamValue[] {
  return [mapOf({ Key: 'lambda:createdBy', Value: 'SAM' }), ...tagList(properties.get('Tags'))];
}

function isTraced(translation: Translation, properties: SamMap): boolean {
  const tracing = properties.get('Tracing');
  if (!isTruthy(tracing)) return false;
  return resolveParameters(copyOf(tracing), translation.parameters) !== 'Disabled';
}

const DEAD_LETTER_ACTIONS: Readonly<Record<string, string>> = { SQS: 'sqs:SendMessage', SNS: 'sns:Publish' };

function roleOf(translation: Translation, sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const managed = (name: string): string => `arn:${translation.partition}:iam::aws:policy/${name}`;
  const isDurable = isTruthy(properties.get('DurableConfig'));
  const managedPolicies: SamValue[] = [
    managed(`service-role/${isDurable ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole'}`),
  ];
  if (isTraced(translation, properties)) {
    const isCommercial = translation.partition === 'aws';
    managedPolicies.push(managed(isCommercial ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess'));
  }
  if (isTruthy(properties.get('VpcConfig')))
    managedPolicies.push(managed('service-role/AWSLambdaVPCAccessExecutionRole'));
  return executionRole(translation, sam, {
    service: 'lambda.amazonaws.com',
    managedPolicies,
    policies: deadLetterPolicies(properties.getMap('DeadLetterQueue')),
    tags: functionTags(properties),
  });
}

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

function nameLeftOut(translation: Translation, sam: SamResource): void {
  for (const property of NAMED_ONLY)
    if (isTruthy(sam.properties.get(property)))
      translation.report(
        'not-read',
        { element: sam.logicalId, property },
        `${property} makes no resources here: it changes nothing that a local gateway shows`,
        'info',
      );
}
