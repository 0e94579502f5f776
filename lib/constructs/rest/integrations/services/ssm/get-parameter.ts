import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { IParameter, IParameterRef } from 'aws-cdk-lib/aws-ssm';
import type { IRestIntegration } from '../../integration.js';
import { escaped } from '../../../templates/velocity-reference.js';
import { literal } from '../../../../integrations/services/json-text.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';
import { keyPermissions, regionOf } from '../../../../integrations/service-permission.js';

/** How a parameter is read. */
export interface SsmGetParameterProps extends ServiceIntegrationProps {
  /**
   * Whether a `SecureString` is decrypted.
   *
   * @default false
   */
  readonly withDecryption?: boolean;

  /**
   * The key that a `SecureString` is encrypted with.
   *
   * @default - the account's key for Systems Manager, for which no permission is needed
   */
  readonly encryptionKey?: IKeyRef;
}

/**
 * Returns the value of a parameter, `{"value":"…"}`. The response is 404 where there is no such parameter.
 *
 * Documented: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 * Observed: the target header of a JSON protocol can be mapped, here for SQS (docs/aws/rest-runtime.md section 9).
 */
export function getParameter(
  parameter: IParameter | IParameterRef,
  props: SsmGetParameterProps = {},
): IRestIntegration {
  const { parameterName, parameterArn } = parameter.parameterRef;
  const { withDecryption = false, encryptionKey } = props;
  return new ServiceIntegration(
    {
      target: { service: 'ssm', request: 'path//', region: regionOf(parameter, parameterArn) },
      permissions: [
        { actions: ['ssm:GetParameter'], resources: [parameterArn] },
        ...keyPermissions(encryptionKey, 'ssm', ['kms:Decrypt']),
      ],
      requestParameters: {
        'integration.request.header.X-Amz-Target': "'AmazonSSM.GetParameter'",
        'integration.request.header.Content-Type': "'application/x-amz-json-1.1'",
      },
      requestTemplate: `{"Name":${literal(parameterName)},"WithDecryption":${String(withDecryption)}}`,
      success: {
        statusCode: 200,
        responseTemplates: { 'application/json': `{"value":"${escaped("$input.path('$.Parameter.Value')")}"}` },
      },
      errorStatuses: { ParameterNotFound: 404 },
    },
    props,
  );
}
