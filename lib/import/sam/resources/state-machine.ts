import { STATE_MACHINE_EVENTS, expandEvents } from '../events/events.js';
import { keptAttributes, passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { getAtt } from '../values/intrinsics.js';
import { readS3Location } from '../values/s3-location.js';
import { isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';
import { executionRole } from './role.js';
import { propagateTags, tagList } from './tags.js';

/**
 * `AWS::Serverless::StateMachine`: the state machine, its role unless it has one, and the methods of its `Api` events.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
export function expandStateMachine(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  const tags = [mapOf({ Key: 'stateMachine:createdBy', Value: 'SAM' }), ...tagList(properties.get('Tags'))];
  const machine = stateMachineOf(sam, tags);
  const resources = [machine];
  const given = properties.get('Role');
  if (isTruthy(given)) machine.set('RoleArn', given);
  else {
    const role = roleOf(translation, sam, tags);
    machine.set('RoleArn', role.arn);
    resources.push(role);
  }
  const published = versionAndAlias(sam, machine);
  resources.push(...published);
  const alias = published[1];
  const target = alias !== undefined && isTruthy(properties.get('UseAliasAsEventTarget')) ? alias : machine;
  resources.push(...expandEvents(translation, sam, target, STATE_MACHINE_EVENTS));
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

function stateMachineOf(sam: SamResource, tags: SamValue[]): GeneratedResource {
  const { properties } = sam;
  const machine = new GeneratedResource(
    sam.logicalId,
    'AWS::StepFunctions::StateMachine',
    keptAttributes(sam.resource),
    sam.resource.get('DependsOn'),
  );
  const uri = properties.get('DefinitionUri') ?? null;
  const location = readS3Location(uri);
  return machine
    .set('Definition', properties.get('Definition'))
    .set(
      'DefinitionS3Location',
      location === undefined ? uri : mapOf({ Bucket: location.bucket, Key: location.key, Version: location.version }),
    )
    .set('DefinitionSubstitutions', properties.get('DefinitionSubstitutions'))
    .set('StateMachineName', properties.get('Name'))
    .set('StateMachineType', properties.get('Type'))
    .set('LoggingConfiguration', properties.get('Logging'))
    .set('TracingConfiguration', properties.get('Tracing'))
    .set('Tags', tags);
}

function roleOf(translation: Translation, sam: SamResource, tags: SamValue[]): GeneratedResource {
  const isTraced = sam.properties.getMap('Tracing')?.get('Enabled') === true;
  const tracingPolicy = translation.partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess';
  return executionRole(translation, sam, {
    service: 'states.amazonaws.com',
    managedPolicies: isTraced ? [`arn:${translation.partition}:iam::aws:policy/${tracingPolicy}`] : [],
    policies: [],
    tags,
  });
}

/** `AutoPublishAlias`: a version of each revision, and an alias that points to it. */
function versionAndAlias(sam: SamResource, machine: GeneratedResource): GeneratedResource[] {
  const name = sam.properties.getString('AutoPublishAlias');
  if (name === undefined || name === '') return [];
  const attributes = passedOnAttributes(sam.resource);
  for (const policy of ['DeletionPolicy', 'UpdateReplacePolicy']) attributes.setDefault(policy, 'Retain');
  const version = new GeneratedResource(`${machine.id}Version`, 'AWS::StepFunctions::StateMachineVersion', attributes)
    .set('StateMachineArn', machine.ref)
    .set('StateMachineRevisionId', getAtt(machine.logicalId, 'StateMachineRevisionId'));
  const preference = sam.properties.getMap('DeploymentPreference') ?? mapOf({ Type: 'ALL_AT_ONCE' });
  preference.set('StateMachineVersionArn', version.ref);
  const alias = new GeneratedResource(
    `${machine.id}Alias${name}`,
    'AWS::StepFunctions::StateMachineAlias',
    passedOnAttributes(sam.resource),
  )
    .set('Name', name)
    .set('DeploymentPreference', preference);
  return [version, alias];
}
