/**
 * A logical id made of texts: letters and digits only, each text starting with a capital.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 */
export function logicalId(...texts: readonly string[]): string {
  return texts
    .flatMap((text) => text.split(/[^A-Za-z0-9]+/))
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
