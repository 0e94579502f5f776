const PARCELS = [
  { parcelId: '1', customer: 'ann', status: 'on its way' },
  { parcelId: '2', customer: 'ann', status: 'delivered' },
  { parcelId: '3', customer: 'bob', status: 'on its way' },
];

const NOT_FOUND = { statusCode: 404, body: JSON.stringify({ message: 'No such parcel' }) };

/** Returns the caller's parcels. API Gateway sends a result without a status code as the body of a 200. */
exports.handler = async ({ routeKey, pathParameters, requestContext, body }) => {
  const { jwt, lambda } = requestContext.authorizer ?? {};
  const own = PARCELS.filter(({ customer }) => customer === jwt?.claims.username);
  switch (routeKey) {
    case 'GET /health':
      return { status: 'ok' };
    case 'GET /parcels':
      return { parcels: own };
    case 'GET /parcels/{parcelId}':
      return own.find(({ parcelId }) => parcelId === pathParameters.parcelId) ?? NOT_FOUND;
    case 'POST /carriers/{carrier}/scans':
      return { scanned: JSON.parse(body ?? '{}').parcelId, by: lambda.carrier };
  }
};
