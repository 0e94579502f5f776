import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import {
  isDeployTime,
  isDocumentObject,
  knownText,
  type Document,
  type RestApi as RestApiModel,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { operationUnknown } from '../../open-api/check-operations.js';
import { Method, type MethodApi } from '../methods/method.js';
import type { RestApiProps } from '../rest-api-props.js';
import type { OpenApiProps } from './open-api-props.js';

/** The props of an API with what its document says where they say nothing, as far as its resource has it too. */
export function propsOfDocument(props: OpenApiProps, model: RestApiModel): RestApiProps {
  const {
    document: _document,
    file: _file,
    integrations: _integrations,
    operations: _operations,
    authorizers: _authorizers,
    ...ofApi
  } = props;
  const { disableExecuteApiEndpoint, endpoint } = model;
  return {
    ...defined({
      restApiName: knownText(model.name),
      disableExecuteApiEndpoint: isDeployTime(disableExecuteApiEndpoint) ? undefined : disableExecuteApiEndpoint,
      securityPolicy: knownText(model.securityPolicy) as RestApiProps['securityPolicy'],
      endpointAccessMode: knownText(model.endpointAccessMode) as RestApiProps['endpointAccessMode'],
      // Only the ids are read of it.
      vpcEndpoints: endpoint?.vpcEndpointIds?.map(
        (vpcEndpointId) => ({ vpcEndpointRef: { vpcEndpointId } }) as IVPCEndpointRef,
      ),
    }),
    ...defined(ofApi),
  };
}

/** A document's resource policy, to which statements may be added. */
export function policyOfDocument(policy: Document): PolicyDocument {
  if (!isDocumentObject(policy)) {
    throw new SluiceError('invalid-policy', 'The resource policy of the document is not an object', {
      hint: 'Give it by the prop policy',
    });
  }
  const { Statement: statements = [] } = policy;
  return PolicyDocument.fromJson({ ...policy, Statement: Array.isArray(statements) ? statements : [statements] });
}

/** @throws {SluiceError} `operation-unknown` when the API has no method of the name */
export function findOperation(api: MethodApi, model: RestApiModel, operationName: string): Method {
  const methods = model.resources.flatMap(({ path, methods }) => methods.map((method) => ({ path, ...method })));
  const found = methods.find((method) => method.operationName === operationName);
  if (found === undefined) {
    const names = methods.flatMap((method) => method.operationName ?? []);
    throw operationUnknown(api.node.path, operationName, names);
  }
  return new Method(api, found.httpMethod, found.path);
}
