import type { HttpApiIntegration } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/**
 * Refuses integrations of REST APIs and of aws-apigatewayv2. The compiler does too; this is for plain JavaScript and for
 * casts.
 *
 * @throws {SluiceError} `integration-of-another-kind`
 */
export function requireHttpIntegration(bound: HttpApiIntegration, routeKey: string, api: string): void {
  switch (bound.type) {
    case 'AWS_SERVICE':
      return;
    case 'AWS_PROXY':
      if ('payloadFormatVersion' in bound && typeof bound.payloadFormatVersion === 'string') return;
      break;
    case 'HTTP_PROXY':
      if ('uri' in bound && !('passthroughBehavior' in bound)) return;
      break;
  }
  throw new SluiceError('integration-of-another-kind', `The integration of ${routeKey} is not one for HTTP APIs`, {
    place: api,
    hint: 'Use HttpLambdaIntegration, HttpUrlIntegration or another integration of sluice for HTTP APIs',
  });
}
