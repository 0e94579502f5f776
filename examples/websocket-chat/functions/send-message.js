const connections = require('./connections.js');
const { broadcast, sendTo } = require('./broadcast.js');

/** Sends a message to the room of its sender. */
exports.handler = async ({ requestContext, body }) => {
  const { connectionId } = requestContext;
  const member = await connections.find(connectionId);
  if (member?.room === undefined) {
    await sendTo(requestContext, [connectionId], { event: 'error', text: 'Join a room first' });
  } else {
    const { text } = JSON.parse(body);
    await broadcast(requestContext, member.room, { event: 'message', name: member.name, text });
  }
  return { statusCode: 200 };
};
