import { App, Duration, Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  Authorizer,
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  HttpSqsIntegration,
  HttpUrlIntegration,
  IdentitySource,
  JwtAuthorizer,
  type HttpCorsProps,
  type IHttpAuthorizer,
  type IHttpIntegration,
  type ThrottleProps,
} from '../../../../lib/index.js';
import { defined } from '../../../../lib/support/defined.js';
import {
  SERVICE_ROLE,
  stageOf,
  type HttpApiText,
  type HttpAuthorizerText,
  type HttpIntegrationText,
  type ServiceText,
  type StageVariables,
  type ThrottleText,
} from './http-api-text.js';

/** The API as calls of constructs, and so a template of either definition. */
export function writeHttpConstructs(
  api: HttpApiText,
  variables: StageVariables,
  definition: 'body' | 'resources',
): Stack {
  const stack = new Stack(new App(), 'Behaviour');
  const { throttle } = api;
  const httpApi = new HttpApi(stack, 'Api', {
    apiName: api.name,
    definition,
    ...defined({ cors: api.cors && corsOf(api.cors) }),
  });
  httpApi.addStage(stageOf(api), {
    autoDeploy: true,
    variables,
    ...defined({ throttle: throttle && limits(throttle) }),
  });
  const authorizers = new Map(
    Object.entries(api.authorizers ?? {}).map(([name, authorizer]) => [name, makeAuthorizer(stack, name, authorizer)]),
  ).set('AWS_IAM', Authorizer.IAM);
  for (const [key, { integration, authorizer, scopes }] of Object.entries(api.routes)) {
    const routeThrottle = api.routeThrottles?.[key];
    httpApi.addRoute(
      key as '$default',
      makeIntegration(stack, integration),
      defined({
        authorizer: authorizer === undefined ? undefined : authorizers.get(authorizer),
        scopes,
        throttle: routeThrottle && limits(routeThrottle),
      }),
    );
  }
  return stack;
}

function corsOf({ maxAgeSeconds, allowOrigins = [], ...cors }: NonNullable<HttpApiText['cors']>): HttpCorsProps {
  // A list that is left out would be that of the routes.
  return {
    ...cors,
    allowOrigins,
    allowMethods: cors.allowMethods ?? [],
    allowHeaders: cors.allowHeaders ?? [],
    ...defined({ maxAge: maxAgeSeconds === undefined ? undefined : Duration.seconds(maxAgeSeconds) }),
  };
}

function limits({ ratePerSecond, burst }: ThrottleText): ThrottleProps {
  return { rateLimit: ratePerSecond, burstLimit: burst };
}

function makeAuthorizer(stack: Stack, authorizerName: string, authorizer: HttpAuthorizerText): IHttpAuthorizer {
  if (authorizer.type === 'JWT') {
    const [, location = 'header', name = 'Authorization'] =
      /^\$request\.(header|querystring)\.(.+)$/.exec(authorizer.identitySource ?? '') ?? [];
    return new JwtAuthorizer({
      authorizerName,
      issuer: authorizer.issuer,
      audience: authorizer.audience,
      identitySource: location === 'header' ? IdentitySource.header(name) : IdentitySource.queryString(name),
    });
  }
  const { payloadFormatVersion, enableSimpleResponses, identityHeaders, resultTtlSeconds } = authorizer;
  return new HttpLambdaAuthorizer(functionNamed(stack, authorizer.function), {
    authorizerName,
    payloadFormatVersion,
    ...defined({ enableSimpleResponses }),
    identitySources: identityHeaders.map((name) => IdentitySource.header(name)),
    resultsCacheTtl: Duration.seconds(resultTtlSeconds),
  });
}

function makeIntegration(stack: Stack, integration: HttpIntegrationText): IHttpIntegration {
  const { timeoutMs, requestParameters: map, responseParameters } = integration;
  const settings = defined({
    timeout: timeoutMs === undefined ? undefined : Duration.millis(timeoutMs),
    mapResponses: responseParameters,
  });
  if ('subtype' in integration) return makeService(stack, integration);
  if ('uri' in integration) {
    const { uri, httpMethod } = integration;
    return new HttpUrlIntegration(uri, { httpMethod, ...settings, ...defined({ map }) });
  }
  const { payloadFormatVersion } = integration;
  const handler = functionNamed(stack, integration.function);
  return new HttpLambdaIntegration(handler, { payloadFormatVersion, ...settings, ...defined({ map }) });
}

function makeService(stack: Stack, { requestParameters }: ServiceText): IHttpIntegration {
  const { QueueUrl = '', MessageBody: messageBody = '', MessageGroupId: messageGroupId } = requestParameters;
  const [, account = '', name = ''] = /(\d+)\/([^/]+)$/.exec(QueueUrl) ?? [];
  const queue = Queue.fromQueueAttributes(stack, `Queue-${name.replace(/\W/g, '')}`, {
    queueArn: `arn:aws:sqs:us-east-1:${account}:${name}`,
    queueUrl: QueueUrl,
  });
  const credentials = Role.fromRoleArn(stack, `Role-${name.replace(/\W/g, '')}`, SERVICE_ROLE);
  return HttpSqsIntegration.sendMessage(queue, { messageBody, credentials, ...defined({ messageGroupId }) });
}

function functionNamed(stack: Stack, name: string): ReturnType<typeof LambdaFunction.fromFunctionName> {
  const id = `Function-${name}`;
  const known = stack.node.tryFindChild(id) as ReturnType<typeof LambdaFunction.fromFunctionName> | undefined;
  return known ?? LambdaFunction.fromFunctionName(stack, id, name);
}
