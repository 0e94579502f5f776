import { GeneratedResource } from '../resources/generated-resource.js';
import { conditional, getAtt, ref, referredId, sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, isTruthy, asList, areEqual } from '../values/sam-value.js';
import { targetArn, type EventContext } from './event-context.js';
import { eventPermission } from './permission.js';

/** Events of other services whose permission and source the translator makes; further types make only mappings. */
export const OTHER_EVENTS: Readonly<Record<string, (event: EventContext) => GeneratedResource[]>> = {
  Schedule: expandRule,
  CloudWatchEvent: expandRule,
  EventBridgeRule: expandRule,
  S3: expandBucketEvent,
  SNS: expandTopicEvent,
  Cognito: expandUserPoolEvent,
  IoTRule: expandTopicRule,
  CloudWatchLogs: expandLogEvent,
  AlexaSkill: (event) => [
    eventPermission(event, { principal: 'alexa-appkit.amazon.com', eventSourceToken: event.properties.get('SkillId') }),
  ],
};

const LONGEST_TARGET_ID = 64;
const TARGET_SUFFIX = 'LambdaTarget';

function expandRule(event: EventContext): GeneratedResource[] {
  const { properties } = event;
  const isEnabled = properties.get('Enabled') ?? null;
  const rule = new GeneratedResource(event.logicalId, 'AWS::Events::Rule', event.attributes)
    .set('ScheduleExpression', properties.get('Schedule'))
    .set('EventBusName', properties.get('EventBusName'))
    .set('EventPattern', properties.get('Pattern'))
    .set('Name', properties.get(properties.has('Schedule') ? 'Name' : 'RuleName'))
    .set('Description', properties.get('Description'))
    .set('State', isEnabled === null ? properties.get('State') : isTruthy(isEnabled) ? 'ENABLED' : 'DISABLED')
    .set('Targets', [ruleTarget(event)]);
  return [rule, eventPermission(event, { principal: 'events.amazonaws.com', sourceArn: rule.arn })];
}

function ruleTarget(event: EventContext): SamMap {
  const { properties } = event;
  const own = properties.getMap('Target')?.get('Id');
  const cut = event.logicalId.slice(0, LONGEST_TARGET_ID - TARGET_SUFFIX.length);
  const queue = properties.getMap('DeadLetterConfig')?.get('Arn');
  return mapOf({
    Arn: targetArn(event.target),
    Id: own ?? cut + TARGET_SUFFIX,
    Input: properties.get('Input') ?? undefined,
    InputPath: properties.get('InputPath') ?? undefined,
    DeadLetterConfig: queue === undefined ? undefined : mapOf({ Arn: queue }),
    RetryPolicy: properties.get('RetryPolicy') ?? undefined,
    InputTransformer: properties.get('InputTransformer') ?? undefined,
  });
}

/** The bucket of the template gets the notification, and waits for the permission that S3 checks when it does. */
function expandBucketEvent(event: EventContext): GeneratedResource[] {
  const bucket = linkedResource(event, 'Bucket');
  const permission = eventPermission(event, {
    principal: 's3.amazonaws.com',
    sourceAccount: ref('AWS::AccountId'),
  });
  const properties = memberOf(bucket, 'Properties');
  if (event.condition === undefined) dependOn(bucket, permission.logicalId);
  else tagDependency(properties, event.condition, permission);
  const notifications = memberOf(properties, 'NotificationConfiguration');
  const configurations = notifications.getList('LambdaConfigurations') ?? [];
  notifications.set('LambdaConfigurations', configurations);
  for (const type of asList(event.properties.get('Events'))) {
    const plain = mapOf({
      Function: targetArn(event.target),
      Filter: event.properties.get('Filter') ?? undefined,
      Event: type,
    });
    const configuration = event.condition === undefined ? plain : conditional(event.condition, plain);
    if (!configurations.some((present) => areEqual(present, configuration))) configurations.push(configuration);
  }
  return [permission];
}

function dependOn(resource: SamMap, logicalId: string): void {
  const present = asList(resource.get('DependsOn'));
  resource.set('DependsOn', present.some((id) => areEqual(id, logicalId)) ? present : [...present, logicalId]);
}

/** `DependsOn` takes no condition; a tag that refers to the permission makes the bucket wait for it all the same. */
function tagDependency(properties: SamMap, condition: string, permission: GeneratedResource): void {
  const tag = mapOf({
    Key: `sam:ConditionalDependsOn:${permission.id}`,
    Value: conditional(condition, permission.ref, 'no dependency'),
  });
  properties.set('Tags', [...(properties.getList('Tags') ?? []), tag]);
}

function expandTopicEvent(event: EventContext): GeneratedResource[] {
  const { properties } = event;
  const topic = properties.get('Topic');
  if (isTruthy(properties.get('SqsSubscription'))) return [];
  const subscription = new GeneratedResource(event.logicalId, 'AWS::SNS::Subscription', event.attributes)
    .set('Protocol', 'lambda')
    .set('Endpoint', targetArn(event.target))
    .set('TopicArn', topic);
  for (const name of ['Region', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy'])
    subscription.set(name, properties.get(name));
  return [eventPermission(event, { principal: 'sns.amazonaws.com', sourceArn: topic }), subscription];
}

function expandUserPoolEvent(event: EventContext): GeneratedResource[] {
  const pool = linkedResource(event, 'UserPool');
  const triggers = memberOf(memberOf(pool, 'Properties'), 'LambdaConfig');
  for (const trigger of asList(event.properties.get('Trigger'))) {
    if (typeof trigger !== 'string' || triggers.has(trigger))
      throw new InvalidDefinition(
        'Cannot connect the trigger: it is no text, or the user pool has it already',
        'Trigger',
      );
    triggers.set(trigger, targetArn(event.target));
  }
  return [
    eventPermission(event, {
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: getAtt(linkedId(event, 'UserPool'), 'Arn'),
      prefix: `${event.target.id}Cognito`,
    }),
  ];
}

function expandTopicRule(event: EventContext): GeneratedResource[] {
  const arn = `arn:${event.translation.partition}:iot:\${AWS::Region}:\${AWS::AccountId}:rule/\${RuleName}`;
  const action = mapOf({ Lambda: mapOf({ FunctionArn: targetArn(event.target) }) });
  const payload = mapOf({
    Sql: event.properties.get('Sql'),
    RuleDisabled: false,
    Actions: [action],
    AwsIotSqlVersion: event.properties.get('AwsIotSqlVersion'),
  });
  return [
    eventPermission(event, {
      principal: 'iot.amazonaws.com',
      sourceArn: sub(arn, { RuleName: ref(event.logicalId) }),
      sourceAccount: sub('${AWS::AccountId}'),
    }),
    new GeneratedResource(event.logicalId, 'AWS::IoT::TopicRule', event.attributes).set('TopicRulePayload', payload),
  ];
}

function expandLogEvent(event: EventContext): GeneratedResource[] {
  const group = event.properties.get('LogGroupName') ?? null;
  const arn = `arn:${event.translation.partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:\${__LogGroupName__}:*`;
  const permission = eventPermission(event, {
    principal: 'logs.amazonaws.com',
    sourceArn: sub(arn, { __LogGroupName__: group }),
  });
  const filter = new GeneratedResource(event.logicalId, 'AWS::Logs::SubscriptionFilter', event.attributes, [
    permission.logicalId,
  ])
    .set('LogGroupName', group)
    .set('FilterPattern', event.properties.get('FilterPattern'))
    .set('DestinationArn', targetArn(event.target));
  return [permission, filter];
}

function linkedId(event: EventContext, property: string): string {
  const id = referredId(event.properties.get(property));
  if (typeof id === 'string' && event.properties.getMap(property) !== undefined) return id;
  throw new InvalidDefinition(`Cannot connect the event: ${property} refers to no resource of this template`, property);
}

function linkedResource(event: EventContext, property: string): SamMap {
  const id = linkedId(event, property);
  const resource = event.translation.resources.getMap(id);
  if (resource !== undefined) return resource;
  throw new InvalidDefinition(`Cannot connect the event: the template has no ${id}`, property);
}

function memberOf(dictionary: SamMap, name: string): SamMap {
  const member = dictionary.get(name) ?? new SamMap();
  if (!(member instanceof SamMap)) throw new InvalidDefinition(`Cannot connect the event: ${name} is no map`, name);
  dictionary.set(name, member);
  return member;
}
