import type { HttpApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { HttpApiProps } from './http-api-props.js';

/** The API as its props alone describe it. */
export function declareHttpApi(id: string, name: string, props: HttpApiProps): DeclaredHttpApi {
  const { description, version, disableExecuteApiEndpoint, ipAddressType } = props;
  return {
    protocol: 'HTTP',
    id,
    name,
    ...defined({ description, version, disableExecuteApiEndpoint, ipAddressType }),
  };
}

/** An API before anything is added to it. */
export type DeclaredHttpApi = Omit<HttpApi, 'routes' | 'stages' | 'authorizers'>;
