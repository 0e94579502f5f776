import type { SharedUsagePlan, Translation } from '../translation.js';
import { anyOf } from '../values/conditions.js';
import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { areEqual, mapOf, type SamMap, type SamValue } from '../values/sam-value.js';
import { GeneratedResource, passedOnAttributes } from './generated-resource.js';
import type { SamResource } from './sam-resource.js';

const SHARED_CONDITION = 'SharedUsagePlanCondition';
const PLAN_PROPERTIES = ['Description', 'Quota', 'Tags', 'Throttle', 'UsagePlanName'];

/**
 * The usage plan of an API with one key, for this API alone (`PER_API`) or for all APIs of the template (`SHARED`).
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html
 */
export function expandUsagePlan(
  translation: Translation,
  sam: SamResource,
  given: SamValue | undefined,
  stage: GeneratedResource,
): GeneratedResource[] {
  if (given === undefined || given === null) return [];
  const property = requireMap(given, 'Auth.UsagePlan');
  checkMembers(property, ['CreateUsagePlan', ...PLAN_PROPERTIES], 'Auth.UsagePlan');
  switch (property.get('CreateUsagePlan')) {
    case 'NONE':
      return [];
    case 'PER_API':
      return ownPlan(sam, property, stage);
    case 'SHARED':
      return sharedPlan(translation, sam, property, stage);
    default:
      throw new InvalidDefinition('CreateUsagePlan must be SHARED, PER_API or NONE', 'Auth.UsagePlan');
  }
}

function ownPlan(sam: SamResource, property: SamMap, stage: GeneratedResource): GeneratedResource[] {
  return planAndKey(sam.logicalId, property, {
    attributes: passedOnAttributes(sam),
    dependsOn: [sam.logicalId],
    apiStages: [apiStage(sam, stage)],
    stageKeys: [stageKey(sam, stage)],
  });
}

function sharedPlan(
  { template, sharedUsagePlan: shared }: Translation,
  sam: SamResource,
  property: SamMap,
  stage: GeneratedResource,
): GeneratedResource[] {
  joinAttributes(shared, sam.resource);
  joinCondition(shared, template.getMap('Conditions'), sam.resource.getString('Condition'));
  addNew(shared.dependsOn, sam.logicalId);
  addNew(shared.apiStages, apiStage(sam, stage));
  addNew(shared.stageKeys, stageKey(sam, stage));
  const isConditional = shared.conditions.length > 0 && !shared.anyApiWithoutCondition;
  const attributes = mapOf({
    DeletionPolicy: shared.deletionPolicy,
    UpdateReplacePolicy: shared.updateReplacePolicy,
    Condition: isConditional ? SHARED_CONDITION : undefined,
  });
  return planAndKey('Serverless', property, { ...shared, attributes });
}

interface Plan extends Pick<SharedUsagePlan, 'dependsOn' | 'apiStages' | 'stageKeys'> {
  readonly attributes: SamMap;
}

function planAndKey(prefix: string, property: SamMap, plan: Plan): GeneratedResource[] {
  const { attributes } = plan;
  const planId = `${prefix}UsagePlan`;
  const keyId = `${prefix}ApiKey`;
  const usagePlan = new GeneratedResource(planId, 'AWS::ApiGateway::UsagePlan', attributes, plan.dependsOn)
    .set('ApiStages', plan.apiStages)
    .copyTrue(property, PLAN_PROPERTIES);
  const key = new GeneratedResource(keyId, 'AWS::ApiGateway::ApiKey', attributes, [planId])
    .set('Enabled', true)
    .set('StageKeys', plan.stageKeys);
  const planKey = new GeneratedResource(`${planId}Key`, 'AWS::ApiGateway::UsagePlanKey', attributes, [keyId])
    .set('KeyId', key.ref)
    .set('KeyType', 'API_KEY')
    .set('UsagePlanId', usagePlan.ref);
  return [usagePlan, key, planKey];
}

function apiStage(sam: SamResource, stage: GeneratedResource): SamMap {
  return mapOf({ ApiId: mapOf({ Ref: sam.logicalId }), Stage: stage.ref });
}

function stageKey(sam: SamResource, stage: GeneratedResource): SamMap {
  return mapOf({ RestApiId: mapOf({ Ref: sam.logicalId }), StageName: stage.ref });
}

/** The shared plan is kept where any of its APIs is. */
function joinAttributes(shared: SharedUsagePlan, resource: SamMap): void {
  const deletion = resource.getString('DeletionPolicy');
  if (deletion !== undefined && (shared.deletionPolicy === undefined || deletion === 'Retain'))
    shared.deletionPolicy = deletion;
  const replace = resource.getString('UpdateReplacePolicy');
  const keepsMore = replace === 'Retain' || (replace === 'Snapshot' && shared.updateReplacePolicy === 'Delete');
  if (replace !== undefined && (shared.updateReplacePolicy === undefined || keepsMore))
    shared.updateReplacePolicy = replace;
}

/** The shared plan exists where any of its APIs does. */
function joinCondition(shared: SharedUsagePlan, conditions: SamMap | undefined, condition: string | undefined): void {
  if (shared.anyApiWithoutCondition) return;
  if (condition === undefined) {
    shared.anyApiWithoutCondition = true;
    conditions?.delete(SHARED_CONDITION);
    return;
  }
  if (shared.conditions.includes(condition)) return;
  shared.conditions.push(condition);
  conditions?.set(SHARED_CONDITION, shared.conditions.length === 1 ? condition : anyOf(shared.conditions));
}

function addNew(list: SamValue[], value: SamValue): void {
  if (!list.some((present) => areEqual(present, value))) list.push(value);
}
