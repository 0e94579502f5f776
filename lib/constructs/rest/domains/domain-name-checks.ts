import { Stack, Token } from 'aws-cdk-lib';
import type { ICertificateRef } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';

/**
 * The name of a custom domain: labels in lower case, the first of which may be `*` where wildcards are allowed.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 *
 * @throws SluiceError `domain-name-invalid`
 */
export function checkName(name: string, place: string, { wildcard }: { readonly wildcard: boolean }): void {
  if (Token.isUnresolved(name)) return;
  const first = wildcard ? /^\*\.(?=.)/ : /^(?!)/;
  const labels = name.replace(first, '').split('.');
  const isValid = labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label)) && labels.length > 1;
  if (isValid && name.length <= 255) return;
  throw new SluiceError(
    'domain-name-invalid',
    `The domain name of ${place} is "${name}"; expected lower-case labels of at most 63 characters such as api.example.com`,
    name.startsWith('*') && !wildcard ? { hint: 'A private domain name cannot be a wildcard' } : {},
  );
}

/**
 * A policy whose name begins with `SecurityPolicy_` belongs to one kind of endpoint, and requires an access mode.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 *
 * @throws SluiceError `security-policy-invalid`
 */
export function checkSecurityPolicy(
  policy: string | undefined,
  endpointType: 'EDGE' | 'REGIONAL' | 'PRIVATE',
  accessMode: string | undefined,
  place: string,
): void {
  if (policy === undefined || Token.isUnresolved(policy)) return;
  const isEnhanced = policy.startsWith('SecurityPolicy_');
  const reason =
    isEnhanced && policy.endsWith('_EDGE') !== (endpointType === 'EDGE')
      ? `it is ${endpointType === 'EDGE' ? 'not ' : ''}for EDGE, and the domain name is ${endpointType}`
      : isEnhanced && accessMode === undefined
        ? "it requires endpointAccessMode: 'BASIC' or 'STRICT'"
        : !isEnhanced && accessMode !== undefined
          ? 'endpointAccessMode requires a policy whose name begins with SecurityPolicy_'
          : undefined;
  if (reason === undefined) return;
  throw new SluiceError('security-policy-invalid', `Cannot use the security policy ${policy} of ${place}: ${reason}`);
}

/**
 * An edge-optimized domain takes its certificate from us-east-1, any other from its own Region. Regions that only
 * deployment knows are not compared.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-specify-certificate-for-custom-domain-name.html
 *
 * @throws SluiceError `certificate-region`
 */
export function checkCertificateRegion(certificate: ICertificateRef, scope: Construct, endpointType: string): void {
  const expected = endpointType === 'EDGE' ? 'us-east-1' : Stack.of(scope).region;
  const { certificateArn } = certificate.certificateRef;
  const region = Token.isUnresolved(certificateArn) ? certificate.env.region : (certificateArn.split(':')[3] ?? '');
  if (region === expected || Token.isUnresolved(region) || Token.isUnresolved(expected)) return;
  throw new SluiceError(
    'certificate-region',
    `The certificate of ${scope.node.path} is of ${region}; an ${endpointType} domain name requires one of ${expected}`,
  );
}
