/** Checked by the compiler alone: the phases of a REST request run in one order, and none is left out. */
import { authorize } from '../../lib/runtime/rest/authorize.js';
import type { Environment } from '../../lib/runtime/environment.js';
import { buildIntegrationRequest } from '../../lib/runtime/rest/integration-request.js';
import type { Invocation } from '../../lib/runtime/rest/invocation.js';
import { matchResource } from '../../lib/runtime/rest/match-resource.js';
import { validateMethodRequest } from '../../lib/runtime/rest/method-request.js';
import { applyUsagePlan } from '../../lib/runtime/rest/usage-plan.js';

declare const accepted: Invocation;
declare const env: Environment;

const routed = matchResource(accepted);
declare const authorized: Awaited<ReturnType<typeof authorize>>;

void authorize(routed, env);
const metered = applyUsagePlan(authorized, env);
const validated = validateMethodRequest(metered);
buildIntegrationRequest(validated);

// @ts-expect-error not routed
void authorize(accepted, env);
// @ts-expect-error not authorized
applyUsagePlan(routed, env);
// @ts-expect-error not authorized
validateMethodRequest(routed);
// @ts-expect-error not metered
validateMethodRequest(authorized);
// @ts-expect-error not metered, and not validated
buildIntegrationRequest(authorized);
// @ts-expect-error not validated
buildIntegrationRequest(metered);
