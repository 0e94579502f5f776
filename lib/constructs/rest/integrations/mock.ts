import type { Integration } from '../../../model/index.js';
import { refuseAwsApiGatewayProps, requireSluiceMethod } from './aws-apigateway-mixup.js';
import type { CustomIntegrationProps, IntegrationMethod, IRestIntegration } from './integration.js';
import { bindExamples, type MockExample, type MockExamplesProps } from './mock-examples.js';
import { bindCustom } from './settings.js';

/** Settings of a mock: those of integrations that map requests and responses. */
export type MockIntegrationProps = Omit<CustomIntegrationProps, 'timeout' | 'requestParameters'>;

/**
 * Responds without a backend. The request template names the status, which selects the response; without a template every
 * request gets the first response.
 *
 * @example
 * api.get('/health', new MockIntegration({
 *   responses: [{ statusCode: 200, responseTemplates: { 'application/json': '{"status":"ok"}' } }],
 * }));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export class MockIntegration implements IRestIntegration {
  /**
   * Responds with the example that the request names, else with the first: `GET /pets/1?example=missing`.
   *
   * @example
   * api.get('/pets/{petId}', MockIntegration.examples({
   *   found: { body: { id: input.pathParameter('petId'), name: 'Rex' } },
   *   missing: { statusCode: 404, body: { message: 'No such pet' } },
   *   busy: { statusCode: 429, headers: { 'Retry-After': '30' } },
   * }));
   */
  static examples(examples: Readonly<Record<string, MockExample>>, props: MockExamplesProps = {}): MockIntegration {
    return new MockIntegration(bindExamples(examples, props));
  }

  constructor(private readonly props: MockIntegrationProps = {}) {
    refuseAwsApiGatewayProps(props, 'MockIntegration');
  }

  bind(method: IntegrationMethod): Integration {
    requireSluiceMethod(method, 'MockIntegration');
    const settings = bindCustom(this.props);
    const statusCode = settings.responses?.[0]?.statusCode ?? '200';
    return {
      type: 'MOCK',
      ...settings,
      requestTemplates: settings.requestTemplates ?? { 'application/json': `{"statusCode":${statusCode}}` },
    };
  }
}
