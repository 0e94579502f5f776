/** Keys of carriers. A real API keeps digests of them in a table. */
const KEYS = { ups: 'key-of-ups-1234', dhl: 'key-of-dhl-1234' };

/** Lets a carrier in whose key belongs to the carrier of the path. */
exports.handler = async ({ headers, pathParameters }) => {
  const { carrier = '' } = pathParameters ?? {};
  const isAuthorized = Object.hasOwn(KEYS, carrier) && headers['x-carrier-key'] === KEYS[carrier];
  return { isAuthorized, context: { carrier } };
};
