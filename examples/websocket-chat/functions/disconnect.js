const connections = require('./connections.js');
const { broadcast } = require('./broadcast.js');

/** Tells the room of a closed connection that its user left. */
exports.handler = async ({ requestContext }) => {
  const member = await connections.remove(requestContext.connectionId);
  if (member?.room !== undefined) {
    await broadcast(requestContext, member.room, { event: 'left', name: member.name });
  }
  return { statusCode: 200 };
};
