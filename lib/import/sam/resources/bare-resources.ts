import { own } from '../../../support/own.js';
import { sideResource, type GeneratedResource } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

/*
 * Resources that the translator makes from parts of a function that are not expanded. They have their logical ids and
 * types only, so that the template may refer to them; their properties have no effect on an API.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */

/** What an event becomes under the logical ids of its function and its own together, by the event's type. */
const OF_EVENTS: Readonly<Record<string, string>> = {
  CloudWatchEvent: 'AWS::Events::Rule',
  CloudWatchLogs: 'AWS::Logs::SubscriptionFilter',
  DocumentDB: 'AWS::Lambda::EventSourceMapping',
  DynamoDB: 'AWS::Lambda::EventSourceMapping',
  EventBridgeRule: 'AWS::Events::Rule',
  IoTRule: 'AWS::IoT::TopicRule',
  Kinesis: 'AWS::Lambda::EventSourceMapping',
  MQ: 'AWS::Lambda::EventSourceMapping',
  MSK: 'AWS::Lambda::EventSourceMapping',
  Schedule: 'AWS::Events::Rule',
  ScheduleV2: 'AWS::Scheduler::Schedule',
  SelfManagedKafka: 'AWS::Lambda::EventSourceMapping',
  SNS: 'AWS::SNS::Subscription',
  SQS: 'AWS::Lambda::EventSourceMapping',
};

/** The resource of an event that does not come through API Gateway; none for types that become permissions only. */
export function bareEvent(sam: SamResource, name: string, eventType: string): GeneratedResource[] {
  const type = own(OF_EVENTS, eventType);
  return type === undefined ? [] : [sideResource(sam, `${sam.logicalId}${name}`, type)];
}

/** `DeploymentPreference`: the one CodeDeploy application of the template, and the function's deployment group. */
export function bareDeploymentPreference(sam: SamResource): GeneratedResource[] {
  return [
    sideResource(sam, 'ServerlessDeploymentApplication', 'AWS::CodeDeploy::Application'),
    sideResource(sam, `${sam.logicalId}DeploymentGroup`, 'AWS::CodeDeploy::DeploymentGroup'),
  ];
}
