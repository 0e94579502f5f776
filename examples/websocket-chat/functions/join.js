const connections = require('./connections.js');
const { broadcast } = require('./broadcast.js');

/** Moves a client to a room, and returns the names of its members. */
exports.handler = async ({ requestContext, body }) => {
  const { connectionId } = requestContext;
  const { room } = JSON.parse(body);
  const { name, room: earlier } = await connections.enter(connectionId, room);
  if (earlier !== room) {
    if (earlier !== undefined) await broadcast(requestContext, earlier, { event: 'left', name });
    await broadcast(requestContext, room, { event: 'joined', name }, connectionId);
  }
  const members = (await connections.inRoom(room)).map((member) => member.name).sort();
  return { statusCode: 200, body: JSON.stringify({ event: 'members', room, members }) };
};
