import { SamMap, mapOf, isTruthy, type SamValue } from '../values/sam-value.js';
import type { GeneratedResource } from './generated-resource.js';

/** Types whose tags are a list of keys and values. */
const TAG_LISTS = new Set([
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameAccessAssociation',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::IAM::Role',
  'AWS::IoT::TopicRule',
  'AWS::Lambda::Function',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
]);

/** Types whose tags are a map; HTTP APIs are not among them, for their definition carries the tags. */
const TAG_MAPS = new Set(['AWS::ApiGatewayV2::DomainName', 'AWS::ApiGatewayV2::Stage']);

/** CloudFormation's list for a map of tags. */
export function tagList(tags: SamValue | undefined): SamValue[] {
  if (!(tags instanceof SamMap)) return [];
  return [...tags].map(([key, value]) => mapOf({ Key: key, Value: value ?? '' }));
}

/** `PropagateTags`: every resource made from one that has tags gets them instead of its own. */
export function propagateTags(
  resources: readonly GeneratedResource[],
  tags: SamValue | undefined,
  isWanted: SamValue | undefined,
): void {
  if (!isTruthy(isWanted) || !isTruthy(tags)) return;
  for (const resource of resources) {
    if (TAG_LISTS.has(resource.type)) resource.set('Tags', tagList(tags));
    else if (TAG_MAPS.has(resource.type) || isWebSocketApi(resource)) resource.set('Tags', tags);
  }
}

function isWebSocketApi(resource: GeneratedResource): boolean {
  return resource.type === 'AWS::ApiGatewayV2::Api' && resource.properties.getString('ProtocolType') === 'WEBSOCKET';
}
