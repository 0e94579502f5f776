import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IWebSocketIntegration } from '../../../lib/index.js';
import type { MessageParameterMapping } from '../../../lib/model/index.js';

/** An integration of a function as the interface alone describes it. */
export function invoke(handler: IFunction): IWebSocketIntegration {
  return {
    bind: (route) => {
      route.allowInvoke(handler);
      return {
        type: 'AWS_PROXY',
        httpMethod: 'POST',
        uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
      };
    },
  };
}

/** An integration that answers itself. */
export function mock(requestParameters: readonly MessageParameterMapping[] = []): IWebSocketIntegration {
  return {
    bind: () => ({
      type: 'MOCK',
      requestTemplates: { $default: '{"statusCode":200}' },
      ...(requestParameters.length > 0 && { requestParameters }),
      responses: [{ integrationResponseKey: '$default' }],
    }),
  };
}
