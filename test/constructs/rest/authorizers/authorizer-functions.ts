/** A function for both kinds of authorizer: the token or the header `Authorization` is the effect of its policy. */
export const ALLOW_OR_DENY = `
  exports.handler = async (event) => {
    const token = event.authorizationToken || (event.headers || {}).Authorization || 'deny';
    return {
      principalId: 'caller',
      context: { tenant: (event.queryStringParameters || {}).tenant || 'none' },
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Action: 'execute-api:Invoke',
          Effect: token === 'allow' ? 'Allow' : 'Deny',
          Resource: event.methodArn.split('/')[0] + '/*',
        }],
      },
    };
  };
`;
