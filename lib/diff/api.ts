import { deployable, normalize, type Api } from '../model/index.js';
import { classify, type Change, type Difference } from './change.js';
import { members, value, type Compare } from './compare.js';
import { compareHttpApi } from './http-api.js';
import { compareRestApi } from './rest-api.js';
import { compareRouteStages } from './route-stages.js';
import { compareStages } from './stages.js';
import { compareWebSocketApi } from './websocket-api.js';

/** What acts at once. */
type Around<A extends Api> = Pick<A, 'id' | 'stages' | 'tags'>;

/**
 * The differences between two APIs of one protocol, after both are filled in and put in order. What a deployment holds
 * needs a new one; stages and tags act at once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html (docs/aws/caching-and-canary.md
 * section 6)
 *
 * @example diffApi(api, api); // []
 */
export function diffApi(before: Api, after: Api): readonly Change[] {
  const [definition, around] = compareBoth(before, after);
  return [...classify(definition, true, after.id), ...classify(around, false, after.id)];
}

function compareBoth(
  before: Api,
  after: Api,
): readonly [definition: readonly Difference[], around: readonly Difference[]] {
  if (before.protocol === 'REST' && after.protocol === 'REST') {
    const [was, is] = [normalize(before), normalize(after)];
    return [
      compareRestApi(was, is)(deployable(was), deployable(is), {}),
      compareAround(was, is, compareStages as Compare<Around<Api>['stages']>),
    ];
  }
  if (before.protocol === 'HTTP' && after.protocol === 'HTTP') {
    const [was, is] = [normalize(before), normalize(after)];
    return [compareHttpApi(was, is)(deployable(was), deployable(is), {}), compareAround(was, is, compareRouteStages)];
  }
  if (before.protocol === 'WEBSOCKET' && after.protocol === 'WEBSOCKET') {
    const [was, is] = [normalize(before), normalize(after)];
    return [
      compareWebSocketApi(was, is)(deployable(was), deployable(is), {}),
      compareAround(was, is, compareRouteStages),
    ];
  }
  throw new Error('APIs of different protocols are not compared');
}

function compareAround(
  before: Around<Api>,
  after: Around<Api>,
  stages: Compare<Around<Api>['stages']>,
): readonly Difference[] {
  const pick = ({ id, stages: own, tags }: Around<Api>): Around<Api> => ({ id, stages: own, ...(tags && { tags }) });
  return members<Around<Api>>({ id: value('id-changed'), stages, tags: value('tags-changed') })(
    pick(before),
    pick(after),
    {},
  );
}
