import { describe, expect, test } from 'vitest';
import { GatewayFault } from '../../../lib/runtime/fault.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import { faultResponseOf, type AnsweredCause } from '../../../lib/runtime/rest/fault-response.js';

describe('faultResponseOf()', () => {
  test.each<[cause: AnsweredCause, responseType: string, status: number, message: string]>([
    [{ kind: 'request-too-large' }, 'REQUEST_TOO_LARGE', 413, 'Request Too Long'],
    [
      { kind: 'missing-parameters', names: ['a', 'b'] },
      'BAD_REQUEST_PARAMETERS',
      400,
      'Missing required request parameters: [a, b]',
    ],
    [{ kind: 'invalid-body', errors: ['no name'] }, 'BAD_REQUEST_BODY', 400, 'Invalid request body'],
    [{ kind: 'integration-timeout' }, 'INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out'],
  ])('%j tells the client why', (cause, responseType, status, message) => {
    const fault = faultResponseOf(cause, new GatewayFault(cause).message);
    expect(fault).toMatchObject({ responseType, status, message, isInternal: false });
  });

  test.each<[cause: AnsweredCause, responseType: string, status: number]>([
    [{ kind: 'configuration', problem: 'none' }, 'API_CONFIGURATION_ERROR', 500],
    [{ kind: 'template', template: 'one', error: new Error('none') }, 'API_CONFIGURATION_ERROR', 500],
    [{ kind: 'lambda-refused', errorType: 'ServiceException', message: 'none' }, 'API_CONFIGURATION_ERROR', 500],
    [{ kind: 'defect', error: new TypeError('none') }, 'API_CONFIGURATION_ERROR', 500],
    [{ kind: 'lambda-method' }, 'INTEGRATION_FAILURE', 500],
    [{ kind: 'function-error', payload: LambdaPayload.ofText('{}') }, 'INTEGRATION_FAILURE', 502],
    [{ kind: 'malformed-proxy-response', problem: 'none' }, 'INTEGRATION_FAILURE', 502],
    [{ kind: 'integration-unreachable', problem: 'none' }, 'INTEGRATION_FAILURE', 504],
  ])('%j tells the client nothing', (cause, responseType, status) => {
    const fault = faultResponseOf(cause, new GatewayFault(cause).message);
    expect(fault).toMatchObject({ responseType, status, message: 'Internal server error', isInternal: true });
  });

  test('lists the errors of a body for templates', () => {
    const fault = faultResponseOf({ kind: 'invalid-body', errors: ['no name', 'no age'] }, '');
    expect(fault.validationErrors).toBe('[no name, no age]');
  });
});
