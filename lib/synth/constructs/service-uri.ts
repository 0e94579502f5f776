import { isDeployTime, parseIntegrationUri, printValue, type Value } from '../../model/index.js';
import { textOf, type Expression } from './expression.js';
import type { ValueWriter } from './value-writer.js';

/** The methods of requests that classes send to services. */
export const SERVICE_METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'ANY']);

/**
 * The service, the action or path and the Region of an integration URI, as the props of classes for any service; undefined
 * where these write another URI: for a Region or partition that is not the stack's own, unless it is known.
 */
export function calledService(
  uri: Value<string>,
  writer: ValueWriter,
): Readonly<Record<string, Expression | undefined>> | undefined {
  const target = parseIntegrationUri(uri);
  if (target.kind !== 'service') return undefined;
  const region = isDeployTime(target.region) ? undefined : target.region;
  if (region === undefined && printValue(target.region) !== '${AWS::Region}') return undefined;
  const parts = [target.subdomain, target.service].filter((part) => part !== undefined).join('.');
  const whole = `:apigateway:${printValue(target.region)}:${parts}:${target.form}/${printValue(target.request)}`;
  if (!/^arn:(?:aws|\$\{AWS::Partition\})$/.test(printValue(uri).replace(whole, ''))) return undefined;
  return {
    service: textOf(target.service),
    [target.form]: writer.value(target.request),
    subdomain: target.subdomain === undefined ? undefined : textOf(target.subdomain),
    region: region === undefined ? undefined : textOf(region),
  };
}
