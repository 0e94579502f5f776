/**
 * Properties as CloudFormation names them, as aws-cdk-lib's own classes want them: `StageName` becomes `stageName`, at
 * any depth of lists and objects. Not for maps whose keys are the user's.
 */
export function asL1Properties(properties: unknown): unknown {
  if (Array.isArray(properties)) return properties.map(asL1Properties);
  if (typeof properties !== 'object' || properties === null) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name.slice(0, 1).toLowerCase() + name.slice(1),
      asL1Properties(value),
    ]),
  );
}
