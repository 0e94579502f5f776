import type { SourceRule } from '../source-rule.js';
import { accountRole } from './account-role.js';
import { authorizerPolicyNarrow } from './authorizer-policy-narrow.js';
import { functionTimeoutLong } from './function-timeout-long.js';
import { lambdaPermissionMissing } from './lambda-permission-missing.js';
import { lambdaPermissionWide } from './lambda-permission-wide.js';
import { usagePlanMissing } from './usage-plan-missing.js';
import { usagePlanStageless } from './usage-plan-stageless.js';
import { webAclUnevaluated } from './web-acl-unevaluated.js';

/** Every rule about a whole source, in the order in which findings are reported. */
export const SOURCE_RULES: readonly SourceRule[] = [
  lambdaPermissionMissing,
  lambdaPermissionWide,
  functionTimeoutLong,
  authorizerPolicyNarrow,
  usagePlanMissing,
  usagePlanStageless,
  accountRole,
  webAclUnevaluated,
];
