import { parseFunctionName, parseIntegrationUri } from '../../model/arn.js';
import { isDeployTime, printValue, type Value } from '../../model/value.js';

/**
 * A value as a page shows it: a resource by its logical id, without the hash that the CDK adds, everything else as it is.
 */
export function printName(value: Value<unknown>): string {
  if (!isDeployTime(value)) return printValue(value);
  const [part, ...others] = value.parts;
  if (typeof part === 'object' && part.kind === 'reference' && others.length === 0) return withoutHash(part.logicalId);
  return value.parts
    .map((each) =>
      typeof each === 'string' ? each : `\${${each.kind === 'reference' ? withoutHash(each.logicalId) : each.name}}`,
    )
    .join('');
}

/** What the URI of an integration calls: `lambda Orders`, `dynamodb GetItem`, `https://example.com/`. */
export function printTarget(uri: Value<string>): string {
  const target = parseIntegrationUri(uri);
  switch (target.kind) {
    case 'lambda':
      return `lambda ${functionName(target.functionArn)}`;
    case 'service':
      return `${target.service} ${printName(target.request)}`;
    case 'unknown':
      return printName(uri);
  }
}

function functionName(arn: Value<string>): string {
  const name = printName(arn);
  if (!/^arn:|function:/.test(name)) return name;
  const { name: bare, qualifier } = parseFunctionName(name);
  return qualifier === undefined ? bare : `${bare}:${qualifier}`;
}

/** A name without the hash that the CDK adds to names it makes. */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(/(?<=.)[0-9A-F]{8}$/, '');
}
