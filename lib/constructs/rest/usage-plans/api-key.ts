import { ArnFormat, Resource, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { ApiKeyGrants, CfnApiKey, type ApiKeyReference, type IApiKey } from 'aws-cdk-lib/aws-apigateway';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { ApiKeyProps } from './api-key-props.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const VALUE_LENGTH = { least: 20, most: 128 };

abstract class ApiKeyBase extends Resource implements IApiKey {
  abstract readonly keyId: string;

  /** The ARN of the key as a resource of API Gateway's control plane. */
  get keyArn(): string {
    return Stack.of(this).formatArn({
      service: 'apigateway',
      account: '',
      resource: '/apikeys',
      resourceName: this.keyId,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }

  get apiKeyRef(): ApiKeyReference {
    return { apiKeyId: this.keyId };
  }

  /** Lets somebody read the key, including its value. */
  grantRead(grantee: IGrantable): Grant {
    return ApiKeyGrants.fromApiKey(this).read(grantee);
  }

  /** Lets somebody change and delete the key. */
  grantWrite(grantee: IGrantable): Grant {
    return ApiKeyGrants.fromApiKey(this).write(grantee);
  }

  /** Lets somebody read, change and delete the key. */
  grantReadWrite(grantee: IGrantable): Grant {
    return ApiKeyGrants.fromApiKey(this).readWrite(grantee);
  }
}

/**
 * An API key: a string that identifies a client. It lets the client call the stages of the usage plans that have the key.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html
 *
 * @example
 * const key = new ApiKey(this, 'Mobile');
 * basic.addApiKey(key);
 */
export class ApiKey extends ApiKeyBase {
  /** Refers to a key of another stack or app. */
  static fromApiKeyId(scope: Construct, id: string, apiKeyId: string): IApiKey {
    return new ImportedApiKey(scope, id, apiKeyId);
  }

  readonly keyId: string;

  constructor(scope: Construct, id: string, props: ApiKeyProps = {}) {
    super(scope, id);
    const { value } = props;
    const resource = new CfnApiKey(this, 'Resource', {
      // CloudFormation's default is a disabled key.
      enabled: props.enabled ?? true,
      ...defined({
        name: props.apiKeyName,
        description: props.description,
        value: value === undefined ? undefined : checkValue(value, this.node.path),
        customerId: props.customerId,
        generateDistinctId: props.generateDistinctId,
      }),
    });
    this.keyId = resource.ref;
  }
}

class ImportedApiKey extends ApiKeyBase {
  constructor(
    scope: Construct,
    id: string,
    readonly keyId: string,
  ) {
    super(scope, id);
  }
}

function checkValue(value: string | SecretValue, path: string): string {
  if (value instanceof SecretValue) return value.unsafeUnwrap();
  const { least, most } = VALUE_LENGTH;
  if (Token.isUnresolved(value) || (value.length >= least && value.length <= most)) return value;
  throw new SluiceError(
    'api-key-value-invalid',
    `The value of the API key ${path} has ${value.length} characters; API Gateway requires ${least} to ${most}`,
  );
}
