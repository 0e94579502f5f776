import type { Integration } from '../../../model/index.js';
import type { CustomIntegrationProps, IRestIntegration } from './integration.js';
import { bindCustom } from './settings.js';

/** A mock takes what every integration takes that maps requests and answers itself. */
export type MockIntegrationProps = Omit<CustomIntegrationProps, 'timeout' | 'requestParameters'>;

/**
 * Answers without a backend. The request template says which response it is; without one the first response answers
 * every request.
 *
 * @example
 * api.get('/health', new MockIntegration({
 *   responses: [{ statusCode: 200, responseTemplates: { 'application/json': '{"status":"ok"}' } }],
 * }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export class MockIntegration implements IRestIntegration {
  constructor(private readonly props: MockIntegrationProps = {}) {}

  bind(): Integration {
    const settings = bindCustom(this.props);
    const statusCode = settings.responses?.[0]?.statusCode ?? '200';
    return {
      type: 'MOCK',
      ...settings,
      requestTemplates: settings.requestTemplates ?? { 'application/json': `{"statusCode":${statusCode}}` },
    };
  }
}
