import { defined } from '../../support/defined.js';
import type { ApiDeclaration } from './declarations.js';
import { declareEndpoint } from './endpoint-props.js';
import type { RestApiProps } from './rest-api-props.js';

/** The API as its props alone describe it. */
export function declareApi(id: string, name: string, props: RestApiProps): ApiDeclaration['api'] {
  return {
    protocol: 'REST',
    id,
    name,
    ...defined({
      description: props.description,
      version: props.version,
      disableExecuteApiEndpoint: props.disableExecuteApiEndpoint,
      binaryMediaTypes: props.binaryMediaTypes,
      minimumCompressionBytes: props.minimumCompression?.toBytes(),
      apiKeySource: props.apiKeySource,
      securityPolicy: props.securityPolicy,
      endpointAccessMode: props.endpointAccessMode,
    }),
    endpoint: declareEndpoint(props),
  };
}
