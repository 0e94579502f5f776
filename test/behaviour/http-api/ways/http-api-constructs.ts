import { App, Duration, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  HttpApi,
  HttpLambdaIntegration,
  HttpUrlIntegration,
  type IHttpIntegration,
  type ResponseMaps,
} from '../../../../lib/index.js';
import { defined } from '../../../../lib/support/defined.js';
import type { HttpApiText, HttpIntegrationText } from './http-api-text.js';

/** Whether constructs can say the whole API. */
export function canBeConstructs({ stage, cors, authorizers, throttle, routeThrottles, routes }: HttpApiText): boolean {
  return (
    [stage, cors, authorizers, throttle, routeThrottles].every((part) => part === undefined) &&
    Object.values(routes).every(
      ({ authorizer, integration }) => authorizer === undefined && !('subtype' in integration),
    )
  );
}

/** The API as calls of constructs. */
export function writeHttpConstructs(api: HttpApiText): Stack {
  const stack = new Stack(new App(), 'Behaviour');
  const httpApi = new HttpApi(stack, 'Api', { apiName: api.name });
  for (const [key, { integration }] of Object.entries(api.routes)) {
    httpApi.addRoute(key as '$default', makeIntegration(stack, integration));
  }
  return stack;
}

function makeIntegration(stack: Stack, integration: HttpIntegrationText): IHttpIntegration {
  const { timeoutMs, requestParameters: map, responseParameters } = integration;
  const settings = defined({
    timeout: timeoutMs === undefined ? undefined : Duration.millis(timeoutMs),
    map,
    mapResponses: responseParameters as ResponseMaps | undefined,
  });
  if ('subtype' in integration) throw new Error(`No construct of this test makes ${integration.subtype}`);
  if ('uri' in integration) {
    return new HttpUrlIntegration(integration.uri, { httpMethod: integration.httpMethod, ...settings });
  }
  const id = `Function-${integration.function}`;
  const known = stack.node.tryFindChild(id) as ReturnType<typeof LambdaFunction.fromFunctionName> | undefined;
  const handler = known ?? LambdaFunction.fromFunctionName(stack, id, integration.function);
  return new HttpLambdaIntegration(handler, { payloadFormatVersion: integration.payloadFormatVersion, ...settings });
}
