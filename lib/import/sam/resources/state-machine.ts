import { STATE_MACHINE_EVENTS, expandEvents } from '../events/events.js';
import type { Translation } from '../translation.js';
import { getAtt } from '../values/intrinsics.js';
import { readS3Location } from '../values/s3-location.js';
import { isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
import { mainResource, sideResource, type GeneratedResource } from './generated-resource.js';
import { executionRole, tracingPolicy } from './role.js';
import type { SamResource } from './sam-resource.js';
import { createdByTags, propagateTags } from './tags.js';

/**
 * `AWS::Serverless::StateMachine`: the state machine, its role unless it has one, and the methods of its `Api` events.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
export function expandStateMachine(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  const tags = createdByTags('stateMachine:createdBy', properties.get('Tags'));
  const machine = stateMachineOf(sam, tags);
  const resources = [machine];
  const given = properties.getTrue('Role');
  const role = given === undefined ? roleOf(translation, sam, tags) : undefined;
  machine.set('RoleArn', given ?? role?.arn);
  if (role !== undefined) resources.push(role);
  const [version, alias] = versionAndAlias(sam, machine) ?? [];
  if (version !== undefined && alias !== undefined) resources.push(version, alias);
  const target = isTruthy(properties.get('UseAliasAsEventTarget')) ? (alias ?? machine) : machine;
  resources.push(...expandEvents(translation, sam, target, STATE_MACHINE_EVENTS));
  propagateTags(resources, properties.get('Tags'), properties.get('PropagateTags'));
  return resources;
}

function stateMachineOf(sam: SamResource, tags: SamValue[]): GeneratedResource {
  const { properties } = sam;
  const uri = properties.get('DefinitionUri');
  return mainResource(sam, 'AWS::StepFunctions::StateMachine')
    .copy(properties, ['Definition', 'DefinitionSubstitutions'])
    .set('DefinitionS3Location', readS3Location(uri) ?? uri)
    .set('StateMachineName', properties.get('Name'))
    .set('StateMachineType', properties.get('Type'))
    .set('LoggingConfiguration', properties.get('Logging'))
    .set('TracingConfiguration', properties.get('Tracing'))
    .set('Tags', tags);
}

function roleOf(translation: Translation, sam: SamResource, tags: SamValue[]): GeneratedResource {
  const isTraced = sam.properties.getMap('Tracing')?.get('Enabled') === true;
  return executionRole(translation, sam, {
    service: 'states.amazonaws.com',
    managedPolicies: isTraced ? [tracingPolicy(translation.partition)] : [],
    policies: [],
    tags,
  });
}

/** `AutoPublishAlias`: a version of each revision, and an alias that points to it. */
function versionAndAlias(
  sam: SamResource,
  machine: GeneratedResource,
): readonly [version: GeneratedResource, alias: GeneratedResource] | undefined {
  const { logicalId, properties } = sam;
  const name = properties.getString('AutoPublishAlias') ?? '';
  if (name === '') return undefined;
  const version = sideResource(sam, `${logicalId}Version`, 'AWS::StepFunctions::StateMachineVersion')
    .set('StateMachineArn', machine.ref)
    .set('StateMachineRevisionId', getAtt(logicalId, 'StateMachineRevisionId'));
  for (const policy of ['DeletionPolicy', 'UpdateReplacePolicy']) version.attributes.setDefault(policy, 'Retain');
  const preference = properties.getMap('DeploymentPreference') ?? mapOf({ Type: 'ALL_AT_ONCE' });
  const alias = sideResource(sam, `${logicalId}Alias${name}`, 'AWS::StepFunctions::StateMachineAlias')
    .set('Name', name)
    .set('DeploymentPreference', preference.set('StateMachineVersionArn', version.ref));
  return [version, alias];
}
