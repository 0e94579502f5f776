import { fillText, referenceKey } from '../../intrinsics/index.js';
import { isDeployTime, printValue } from '../../model/index.js';
import type { Properties } from './properties.js';

/**
 * The name of a stage. Where only deployment knows it, it is asked for, and what is left of it as written without the
 * characters that no stage name has stands in: `Environment-v1` for `${Environment}-v1`.
 */
export function readStageName(properties: Properties): string | undefined {
  const value = properties.value('StageName');
  if (value === undefined) return undefined;
  const name = fillText(value, properties.lookup);
  if (!isDeployTime(name)) return name;
  const printed = printValue(name);
  const standIn = printed.replace(/[^\w-]+/g, '') || 'stage';
  const keys = name.parts.flatMap((part) => (typeof part === 'string' ? [] : [`"${referenceKey(part)}"`]));
  properties.report(
    'unresolved-value',
    'StageName',
    `Cannot know StageName before deployment (${printed}): give ${keys.join(' and ')}; ` +
      `until then the stage is served as "${standIn}"`,
  );
  return standIn;
}
