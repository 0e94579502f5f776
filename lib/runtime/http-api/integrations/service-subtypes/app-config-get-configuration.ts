import type { SubtypeCalls } from './service-call.js';

/** Documented: https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfiguration.html */
export const APP_CONFIG_GET_CONFIGURATION: SubtypeCalls = {
  service: 'appconfig',
  buildCall({ Application = '', Environment = '', Configuration = '', ClientId = '', ClientConfigurationVersion }) {
    const segments = ['applications', Application, 'environments', Environment, 'configurations', Configuration];
    const query = new URLSearchParams({
      client_id: ClientId,
      ...(ClientConfigurationVersion !== undefined && { client_configuration_version: ClientConfigurationVersion }),
    });
    return {
      method: 'GET',
      path: `/${segments.map(encodeURIComponent).join('/')}?${query.toString()}`,
      headers: [],
      body: '',
    };
  },
};
