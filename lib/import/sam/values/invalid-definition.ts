import { asksForAccess } from '../../../model/access-member.js';
import { SamMap, type SamValue } from './sam-value.js';

/** A part of a template that the translator refuses; the resource or event it stands in is left out and reported. */
export class InvalidDefinition extends Error {
  constructor(
    message: string,
    /** Below the resource: `Auth.DefaultAuthorizer`. */
    readonly property?: string,
  ) {
    super(message);
  }
}

/** Refuses a value that is not a map. */
export function requireMap(value: SamValue | undefined, property: string): SamMap {
  if (value instanceof SamMap) return value;
  throw new InvalidDefinition(`${property} must be a map`, property);
}

/** Refuses a map that has another member than the known ones. */
export function checkMembers(map: SamMap, known: readonly string[], property: string): void {
  const other = [...map.keys()].find((key) => !known.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(`${property} has no member ${other}; it takes ${known.join(', ')}`, property);
}

/**
 * Refuses a member that asks for access control where SAM has none of that name, such as `auth` or an `ApiKeyRequired`
 * outside of `Auth`: the author means to close something that would stay open.
 */
export function refuseMisplacedAccess(properties: SamMap, known: readonly string[]): void {
  const misplaced = [...properties.keys()].find((name) => asksForAccess(name) && !known.includes(name));
  if (misplaced !== undefined) throw new InvalidDefinition(`SAM reads no ${misplaced} here`, misplaced);
}
