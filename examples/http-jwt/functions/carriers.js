/** Keys of carriers. A real API would keep their digests in a table. */
const KEYS = { ups: 'key-of-ups-1234', dhl: 'key-of-dhl-1234' };

/** Allows a request whose key belongs to the carrier in the path. */
exports.handler = async ({ headers, pathParameters }) => {
  const { carrier = '' } = pathParameters ?? {};
  const isAuthorized = Object.hasOwn(KEYS, carrier) && headers['x-carrier-key'] === KEYS[carrier];
  return { isAuthorized, context: { carrier } };
};
