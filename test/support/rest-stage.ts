import type { LocalRuntime } from '../../lib/runtime/index.js';
import type { RestStage } from '../../lib/runtime/rest/invocation.js';

/** The first stage of a runtime's first API, which is a REST API. */
export function firstRestStage({ gateway }: LocalRuntime): RestStage {
  const side = gateway.apis[0]?.stages[0]?.main;
  if (side?.protocol !== 'REST') throw new Error('The source has no stage of a REST API');
  return side.stage;
}
