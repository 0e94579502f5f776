/** The orders of a shop. This list takes the place of a database. */
const ORDERS = [
  { orderId: '1', customer: 'ann', product: 'tea', quantity: 2, status: 'shipped' },
  { orderId: '2', customer: 'ann', product: 'milk', quantity: 1, status: 'open' },
  { orderId: '3', customer: 'bob', product: 'bread', quantity: 3, status: 'open' },
];

exports.handler = async ({
  httpMethod,
  resource,
  pathParameters,
  queryStringParameters,
  body,
  requestContext,
  stageVariables,
}) => {
  // The authorizer has verified the token with this claim.
  const customer = requestContext.authorizer.claims.username;
  const release = stageVariables.release;
  const own = ORDERS.filter((order) => order.customer === customer);
  if (httpMethod === 'POST') {
    const order = { orderId: requestContext.requestId, customer, ...JSON.parse(body), status: 'open' };
    return respond(201, { order, release });
  }
  if (resource === '/orders') {
    const status = queryStringParameters?.status;
    return respond(200, { orders: own.filter((order) => (status ?? order.status) === order.status), release });
  }
  const order = own.find(({ orderId }) => orderId === pathParameters.orderId);
  // `readBy` is the id of the request that reached the function; a cached response has an earlier request's id.
  return order
    ? respond(200, { order, release, readBy: requestContext.requestId })
    : respond(404, { message: 'No such order' });
};

function respond(statusCode, value) {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': 'https://shop.example.com' },
    body: JSON.stringify(value),
  };
}
