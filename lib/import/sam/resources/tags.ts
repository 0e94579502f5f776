import { SamMap, isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
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
  'AWS::Lambda::Function',
  'AWS::StepFunctions::StateMachine',
]);

/** Types whose tags are a map; HTTP APIs are not among them, because their definition carries the tags. */
const TAG_MAPS = new Set(['AWS::ApiGatewayV2::DomainName', 'AWS::ApiGatewayV2::Stage']);

/** CloudFormation's list for a map of tags. */
export function tagList(tags: SamValue | undefined): SamValue[] {
  return tags instanceof SamMap ? [...tags].map(([Key, value]) => mapOf({ Key, Value: value ?? '' })) : [];
}

/** The tags of what the translator makes: its own, then the author's. */
export function createdByTags(key: string, tags: SamValue | undefined): SamValue[] {
  return [mapOf({ Key: key, Value: 'SAM' }), ...tagList(tags)];
}

/** `PropagateTags`: every resource made from one that has tags gets them instead of its own. */
export function propagateTags(
  resources: readonly GeneratedResource[],
  tags: SamValue | undefined,
  isPropagated: SamValue | undefined,
): void {
  if (!isTruthy(isPropagated) || !isTruthy(tags)) return;
  for (const resource of resources) {
    if (TAG_LISTS.has(resource.type)) resource.set('Tags', tagList(tags));
    else if (TAG_MAPS.has(resource.type) || resource.properties.get('ProtocolType') === 'WEBSOCKET')
      resource.set('Tags', tags);
  }
}
