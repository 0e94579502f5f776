import { knownText, type Value } from '../../model/value.js';
import { compileRegex, type JavaRegex } from '../../support/java/regex/index.js';
import { configurationFault, type GatewayFault } from '../fault.js';
import type { LambdaTargetContext } from './lambda-target.js';

/**
 * Compiles the pattern that selects an integration response; one that cannot run, or that only deployment knows, refuses
 * the route.
 *
 * @param what names the pattern: `selection pattern`
 */
export function compileSelectionPattern(
  pattern: Value<string>,
  what: string,
  { refuse }: Pick<LambdaTargetContext, 'refuse'>,
): JavaRegex | undefined {
  const text = knownText(pattern);
  if (text === undefined) {
    refuse({ feature: 'unresolved-value', detail: `a ${what}`, optional: false });
    return undefined;
  }
  try {
    return compileRegex(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    refuse({ feature: 'mapping', detail: `the ${what} ${JSON.stringify(text)}: ${why}`, optional: false });
    return undefined;
  }
}

/** No response fits and none is the default. */
export function noResponse(selector: string): GatewayFault {
  return configurationFault(
    `No match for output mapping and no default endpoint response configured. Endpoint Response Status Code: ${selector}`,
  );
}
