/**
 * Properties as CloudFormation names them, as aws-cdk-lib's own classes expect them: `StageName` becomes `stageName`, at
 * any depth of lists and objects. Maps whose keys are the user's keep them.
 */
export function asL1Properties(properties: unknown): unknown {
  if (Array.isArray(properties)) return properties.map(asL1Properties);
  if (typeof properties !== 'object' || properties === null) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      l1Name(name),
      USER_MAPS.has(name) ? (value as unknown) : asL1Properties(value),
    ]),
  );
}

/** Properties whose keys are the user's: parameters, templates and models by content type, documents. */
const USER_MAPS: ReadonlySet<string> = new Set([
  'Parameters',
  'Policy',
  'RequestModels',
  'RequestParameters',
  'RequestTemplates',
  'ResponseModels',
  'ResponseParameters',
  'ResponseTemplates',
  // Of a stage of an HTTP API, a map that the CDK takes as CloudFormation spells it.
  'RouteSettings',
  'Schema',
  'StageVariables',
  'Variables',
]);

function l1Name(name: string): string {
  if (name === 'ProviderARNs') return 'providerArns';
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
