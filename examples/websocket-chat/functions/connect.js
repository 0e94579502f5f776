const connections = require('./connections.js');

/** Accepts a connection whose URL has the name of its user: `wss://…/prod?name=Ann`. */
exports.handler = async ({ queryStringParameters, requestContext: { connectionId } }) => {
  const name = queryStringParameters?.name?.trim() ?? '';
  if (name === '' || name.length > 40) return { statusCode: 400 };
  await connections.add(connectionId, name);
  return { statusCode: 200 };
};
