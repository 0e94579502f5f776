import type { Construct } from 'constructs';
import type { BindingApi } from '../binding.js';
import type { StageVisitors } from '../stages/stage-visitors.js';
import type { InvokePermissions } from './permissions.js';
import { ServiceRoles } from './service-roles.js';

/** The parts of an API that its integrations and authorizers change. */
export interface BindingParts {
  /** Asked for at the first change: an API makes its permissions last. */
  readonly permissions: () => InvokePermissions;
  readonly stageVisitors: StageVisitors;
  readonly addStageVariable: BindingApi['addStageVariable'];
}

/** The API as its integrations and authorizers see it. */
export function makeBinding(
  api: Construct,
  { permissions, stageVisitors, addStageVariable }: BindingParts,
): BindingApi {
  return {
    api,
    allowInvoke: (handler, scope) => permissions().allow(handler, scope),
    forEachStage: (visit) => stageVisitors.add(visit),
    addStageVariable,
    // A stage depends on the permissions, and so on the policies of the roles.
    serviceRole: (service) => ServiceRoles.below(permissions()).roleFor(service),
  };
}
