const PARTITIONS = [
  ['cn-', 'aws-cn'],
  ['us-iso-', 'aws-iso'],
  ['us-isob', 'aws-iso-b'],
  ['us-gov', 'aws-us-gov'],
  ['eu-isoe', 'aws-iso-e'],
  ['us-isof', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;

/** The partition of a region, by how its name starts. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.toLowerCase().startsWith(prefix))?.[1] ?? 'aws';
}
