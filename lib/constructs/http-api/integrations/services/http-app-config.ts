import { Aws } from 'aws-cdk-lib';
import type { IHttpIntegration } from '../http-integration.js';
import { httpService, type HttpServiceIntegrationProps, type HttpServiceValue } from './http-service.js';

/** A configuration that clients ask for, by aws-appconfig's constructs or by ids. */
export interface HttpAppConfigGetConfigurationProps extends HttpServiceIntegrationProps {
  /** The application. */
  readonly application: { readonly applicationId: string };

  /** The environment of the application. */
  readonly environment: { readonly environmentId: string };

  /** The configuration profile of the application. */
  readonly configuration: { readonly configurationProfileId: string };

  /**
   * The id of the client, by which AppConfig rolls out a configuration step by step.
   *
   * @default $context.identity.sourceIp
   */
  readonly clientId?: HttpServiceValue;

  /**
   * The version of the configuration that the client has: AppConfig sends no content where it is the newest.
   *
   * @default - none: AppConfig always sends the content
   */
  readonly clientConfigurationVersion?: HttpServiceValue;
}

/** Integrations of HTTP APIs with AWS AppConfig. */
export const HttpAppConfigIntegration = {
  /**
   * Gets a configuration. The response is its content.
   *
   * @example
   * api.get('/flags', HttpAppConfigIntegration.getConfiguration({ application, environment, configuration }));
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
   */
  getConfiguration(props: HttpAppConfigGetConfigurationProps): IHttpIntegration {
    const { applicationId } = props.application;
    const { environmentId } = props.environment;
    const { configurationProfileId } = props.configuration;
    const application = `arn:${Aws.PARTITION}:appconfig:${Aws.REGION}:${Aws.ACCOUNT_ID}:application/${applicationId}`;
    return httpService(
      {
        subtype: 'AppConfig-GetConfiguration',
        service: 'appconfig',
        permissions: [
          {
            actions: ['appconfig:GetConfiguration'],
            // Documented: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappconfig.html
            resources: [
              application,
              `${application}/environment/${environmentId}`,
              `${application}/configurationprofile/${configurationProfileId}`,
            ],
          },
        ],
        parameters: {
          Application: applicationId,
          Environment: environmentId,
          Configuration: configurationProfileId,
          ClientId: props.clientId ?? '$context.identity.sourceIp',
          ClientConfigurationVersion: props.clientConfigurationVersion,
        },
      },
      props,
    );
  },
} as const;
