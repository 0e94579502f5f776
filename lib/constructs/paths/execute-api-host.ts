import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The host of an API's default endpoint in the Region of `scope`: `{api}.execute-api.{region}.{suffix}`. */
export function executeApiHost(scope: IConstruct, apiId: string): string {
  const { region, urlSuffix } = Stack.of(scope);
  return `${apiId}.execute-api.${region}.${urlSuffix}`;
}
