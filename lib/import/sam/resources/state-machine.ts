import { hasIntegration } from '../definition/definition-draft.js';
import { addStateMachineIntegration } from '../definition/integration.js';
import { addEventAuth } from '../definition/method-auth.js';
import { draftSwagger, finishSwagger } from '../definition/swagger-draft.js';
import { readApiEvent } from '../events/api-event.js';
import { eventContext, type EventContext } from '../events/event-context.js';
import { keptAttributes, passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { getAtt, sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId } from '../values/logical-id.js';
import { readS3Location } from '../values/s3-location.js';
import { SamMap, mapOf, copyOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';
import { executionRole, trustPolicy } from './role.js';
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
  for (const [name, event] of properties.getMap('Events') ?? []) {
    const place = { element: sam.logicalId, property: `Events.${name}` };
    if (!(event instanceof SamMap) || event.getString('Type') !== 'Api') {
      translation.report(
        'not-read',
        place,
        'The event makes no resources here: it does not come through API Gateway',
        'info',
      );
      continue;
    }
    try {
      const logicalId = sam.logicalId + name;
      resources.push(expandStateMachineEvent(eventContext(translation, sam, target, name, event, logicalId)));
    } catch (error) {
      if (!(error instanceof InvalidDefinition)) throw error;
      translation.report('invalid-value', place, error.message);
    }
  }
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

/** The role that lets API Gateway start the state machine, and the method that does. */
function expandStateMachineEvent(event: EventContext): GeneratedResource {
  // Observed: the policy of such an event names the stage only where the event itself does.
  const route = { ...readApiEvent(event), stage: event.properties.get('Stage') ?? null };
  const role = startRole(event);
  if (!isTruthy(route.api.get('__MANAGE_SWAGGER'))) return role;
  const draft = draftSwagger(route.api.get('DefinitionBody'));
  if (hasIntegration(draft, route.path, route.method))
    throw new InvalidDefinition(
      `Cannot add the method: ${route.method.toUpperCase()} ${route.path} has an integration already`,
    );
  addStateMachineIntegration(draft, route, role.arn, requestTemplates(event));
  const auth = event.properties.getMap('Auth');
  if (auth !== undefined && auth.size > 0) addEventAuth(event.translation, draft, route, auth);
  route.api.set('DefinitionBody', finishSwagger(draft));
  return role;
}

function startRole(event: EventContext): GeneratedResource {
  const logicalId = hashedLogicalId(`${event.logicalId}Role`, null);
  const statement = mapOf({ Action: 'states:StartExecution', Effect: 'Allow', Resource: event.target.ref });
  const policy = mapOf({
    PolicyName: `${logicalId}StartExecutionPolicy`,
    PolicyDocument: mapOf({ Statement: [statement] }),
  });
  return new GeneratedResource(logicalId, 'AWS::IAM::Role', copyOf(event.attributes))
    .set('AssumeRolePolicyDocument', trustPolicy('apigateway.amazonaws.com'))
    .set('Policies', [policy]);
}

/** The request's body becomes the input; `UnescapeMappingTemplate` takes back what JavaScript escapes and JSON does not. */
function requestTemplates(event: EventContext): SamMap {
  const machine = `\${${event.target.id}}`;
  const escaped = `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${machine}"}`;
  const unescaped = `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")", "stateMachineArn": "${machine}"}`;
  const isUnescaped = isTruthy(event.properties.get('UnescapeMappingTemplate'));
  return mapOf({ 'application/json': sub(isUnescaped ? unescaped : escaped) });
}
