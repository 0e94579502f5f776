const {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} = require('@aws-sdk/client-apigatewaymanagementapi');
const connections = require('./connections.js');

/** Sends an event to connections, and removes those whose client is gone. */
exports.sendTo = async ({ domainName, stage }, connectionIds, event) => {
  const client = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
  const Data = JSON.stringify(event);
  const post = async (ConnectionId) => {
    try {
      await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
      await connections.remove(ConnectionId);
    }
  };
  await Promise.all(connectionIds.map(post));
};

/** Sends an event to the members of a room, but for one. */
exports.broadcast = async (requestContext, room, event, exceptConnectionId) => {
  const members = await connections.inRoom(room);
  const ids = members.map(({ connectionId }) => connectionId).filter((id) => id !== exceptConnectionId);
  await exports.sendTo(requestContext, ids, event);
};
