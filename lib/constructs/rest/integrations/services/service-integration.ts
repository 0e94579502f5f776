import type { Integration } from '../../../../model/index.js';
import { defined } from '../../../../support/defined.js';
import { bindService, type ServiceCall } from '../../../integrations/services/service-call.js';
import type { CustomIntegrationProps, IntegrationMethod, IRestIntegration } from '../integration.js';
import { bindCustom } from '../settings.js';
import { checkPathVariables } from './check-path.js';
import { errorResponses } from '../../../integrations/services/service-errors.js';
import type { ServiceIntegrationProps } from './service-integration-props.js';

/** Calls an AWS service in a role of the API. */
export class ServiceIntegration implements IRestIntegration {
  constructor(
    private readonly call: ServiceCall,
    private readonly props: ServiceIntegrationProps &
      Pick<CustomIntegrationProps, 'passthroughBehavior' | 'contentHandling'>,
  ) {}

  bind(method: IntegrationMethod): Integration {
    const { requestTemplate } = this.call;
    if (requestTemplate !== undefined && this.props.requestTemplates === undefined) {
      checkPathVariables(requestTemplate, method);
    }
    return { ...bindService(this.call, this.props.credentials, method), ...bindCustom(this.settings()) };
  }

  private settings(): CustomIntegrationProps {
    const { call, props } = this;
    const requestParameters = { ...call.requestParameters, ...props.requestParameters };
    const requestTemplates = props.requestTemplates ?? this.ownTemplates();
    return {
      ...defined({ timeout: props.timeout, requestTemplates }),
      ...(Object.keys(requestParameters).length > 0 && { requestParameters }),
      ...(requestTemplates !== undefined && { passthroughBehavior: 'NEVER' }),
      ...defined({ passthroughBehavior: props.passthroughBehavior, contentHandling: props.contentHandling }),
      responses: props.responses ?? [
        { ...call.success, ...props.success },
        ...(call.errors ?? errorResponses({ ...call.errorStatuses, ...props.errorStatuses })),
      ],
    };
  }

  private ownTemplates(): Readonly<Record<string, string>> | undefined {
    const { requestTemplate } = this.call;
    if (requestTemplate === undefined) return undefined;
    const { contentTypes = ['application/json'] } = this.props;
    return Object.fromEntries(contentTypes.map((contentType) => [contentType, requestTemplate]));
  }
}
