import { passedOnAttributes, type SamResource, type SharedUsagePlan, type Translation } from '../translation.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, stringOf, isTruthy, areEqual, type SamValue } from '../values/sam-value.js';
import { GeneratedResource } from './generated-resource.js';

const SHARED_CONDITION = 'SharedUsagePlanCondition';
const MEMBERS = ['CreateUsagePlan', 'Description', 'Quota', 'Tags', 'Throttle', 'UsagePlanName'];

/**
 * The usage plan of an API with one key, for this API alone (`PER_API`) or for all APIs of the template (`SHARED`).
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiusageplan.html
 */
export function expandUsagePlan(
  translation: Translation,
  sam: SamResource,
  property: SamValue | undefined,
  stage: GeneratedResource,
): GeneratedResource[] {
  if (property === undefined || property === null) return [];
  if (!(property instanceof SamMap) || [...property.keys()].some((key) => !MEMBERS.includes(key)))
    throw new InvalidDefinition(`Cannot make the usage plan: it is a map of ${MEMBERS.join(', ')}`, 'Auth.UsagePlan');
  switch (stringOf(property.get('CreateUsagePlan'))) {
    case 'NONE':
      return [];
    case 'PER_API':
      return ownPlan(sam, property, stage);
    case 'SHARED':
      return sharedPlan(translation, sam, property, stage);
    default:
      throw new InvalidDefinition(
        'Cannot make the usage plan: CreateUsagePlan is SHARED, PER_API or NONE',
        'Auth.UsagePlan',
      );
  }
}

function ownPlan(sam: SamResource, property: SamMap, stage: GeneratedResource): GeneratedResource[] {
  const api = sam.logicalId;
  return planAndKey(property, {
    planId: `${api}UsagePlan`,
    keyId: `${api}ApiKey`,
    planKeyId: `${api}UsagePlanKey`,
    attributes: passedOnAttributes(sam.resource),
    dependsOn: [sam.logicalId],
    apiStages: [apiStage(sam, stage)],
    stageKeys: [stageKey(sam, stage)],
  });
}

function sharedPlan(
  translation: Translation,
  sam: SamResource,
  property: SamMap,
  stage: GeneratedResource,
): GeneratedResource[] {
  const shared = translation.sharedUsagePlan;
  joinSharedPlan(translation, shared, sam.resource);
  addNew(shared.dependsOn, sam.logicalId);
  addNew(shared.apiStages, apiStage(sam, stage));
  addNew(shared.stageKeys, stageKey(sam, stage));
  return planAndKey(property, {
    planId: 'ServerlessUsagePlan',
    keyId: 'ServerlessApiKey',
    planKeyId: 'ServerlessUsagePlanKey',
    attributes: sharedAttributes(shared),
    dependsOn: shared.dependsOn,
    apiStages: shared.apiStages,
    stageKeys: shared.stageKeys,
  });
}

interface Plan {
  readonly planId: string;
  readonly keyId: string;
  readonly planKeyId: string;
  readonly attributes: SamMap;
  readonly dependsOn: SamValue[];
  readonly apiStages: SamValue[];
  readonly stageKeys: SamValue[];
}

function planAndKey(property: SamMap, plan: Plan): GeneratedResource[] {
  const usagePlan = new GeneratedResource(
    plan.planId,
    'AWS::ApiGateway::UsagePlan',
    plan.attributes,
    plan.dependsOn,
  ).set('ApiStages', plan.apiStages);
  for (const name of MEMBERS) {
    const value = property.get(name);
    if (name !== 'CreateUsagePlan' && isTruthy(value)) usagePlan.set(name, value);
  }
  const key = new GeneratedResource(plan.keyId, 'AWS::ApiGateway::ApiKey', plan.attributes, [plan.planId])
    .set('Enabled', true)
    .set('StageKeys', plan.stageKeys);
  const planKey = new GeneratedResource(plan.planKeyId, 'AWS::ApiGateway::UsagePlanKey', plan.attributes, [plan.keyId])
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

/** The shared plan exists where any of its APIs does, and is kept where any of them is. */
function joinSharedPlan(translation: Translation, shared: SharedUsagePlan, resource: SamMap): void {
  const deletion = resource.getString('DeletionPolicy');
  if (deletion !== undefined && (shared.deletionPolicy === undefined || deletion === 'Retain'))
    shared.deletionPolicy = deletion;
  const replace = resource.getString('UpdateReplacePolicy');
  const keepsMore = replace === 'Retain' || (replace === 'Snapshot' && shared.updateReplacePolicy === 'Delete');
  if (replace !== undefined && (shared.updateReplacePolicy === undefined || keepsMore))
    shared.updateReplacePolicy = replace;
  joinCondition(translation, shared, resource.getString('Condition'));
}

function joinCondition(translation: Translation, shared: SharedUsagePlan, condition: string | undefined): void {
  if (shared.anyApiWithoutCondition) return;
  const conditions = translation.template.getMap('Conditions');
  if (condition === undefined) {
    shared.anyApiWithoutCondition = true;
    conditions?.delete(SHARED_CONDITION);
    return;
  }
  if (shared.conditions.includes(condition)) return;
  shared.conditions.push(condition);
  const any = shared.conditions.map((name) => mapOf({ Condition: name }));
  conditions?.set(SHARED_CONDITION, any.length === 1 ? condition : mapOf({ 'Fn::Or': any }));
}

function sharedAttributes(shared: SharedUsagePlan): SamMap {
  const isConditional = shared.conditions.length > 0 && !shared.anyApiWithoutCondition;
  return mapOf({
    DeletionPolicy: shared.deletionPolicy,
    UpdateReplacePolicy: shared.updateReplacePolicy,
    Condition: isConditional ? SHARED_CONDITION : undefined,
  });
}

function addNew(list: SamValue[], value: SamValue): void {
  if (!list.some((present) => areEqual(present, value))) list.push(value);
}
