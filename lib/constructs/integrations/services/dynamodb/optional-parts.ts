/** A part of a request that is printed, or left out where the caller's request has no value for it. */
export interface OptionalPart {
  /** VTL that prints it. */
  readonly printed: string;
  /** A VTL condition that holds where the request has the value; undefined where it always has. */
  readonly presence: string | undefined;
}

/**
 * VTL that prints each part that is present.
 *
 * @param first precedes the first part, `separator` all others
 */
export function printParts(first: string, parts: readonly OptionalPart[], separator: string): string {
  const printed = parts.map((part) => {
    const text = `\${comma}${part.printed}#set($comma = '${separator}')`;
    return part.presence === undefined ? text : `#if(${part.presence})${text}#end`;
  });
  return `#set($comma = '${first}')${printed.join('')}`;
}

/** VTL that prints a member with its parts behind a comma, and nothing where no part is present. */
export function printMember(name: string, parts: readonly OptionalPart[]): string {
  return parts.length === 0 ? '' : `${printParts(`,"${name}":{`, parts, ',')}#if($comma == ',')}#end`;
}
