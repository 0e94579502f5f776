const {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  UpdateItemCommand,
} = require('@aws-sdk/client-dynamodb');

/** API Gateway closes a connection after two hours. */
const LONGEST_CONNECTION_SECONDS = 7200;

const TableName = process.env.TABLE_NAME;
const client = new DynamoDBClient({});
const keyOf = (connectionId) => ({ connectionId: { S: connectionId } });
const memberOf = (item) => ({ connectionId: item.connectionId.S, name: item.userName.S, room: item.room?.S });

/** Adds a connection of a user. DynamoDB deletes it when `$disconnect` never ran. */
exports.add = async (connectionId, name) => {
  const expiresAt = Math.floor(Date.now() / 1000) + LONGEST_CONNECTION_SECONDS;
  const Item = { ...keyOf(connectionId), userName: { S: name }, expiresAt: { N: String(expiresAt) } };
  await client.send(new PutItemCommand({ TableName, Item }));
};

/** Finds a connection with its user and room. */
exports.find = async (connectionId) => {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: keyOf(connectionId), ConsistentRead: true }));
  return Item && memberOf(Item);
};

/** Moves a connection to a room and returns it as it was before. */
exports.enter = async (connectionId, room) => {
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      TableName,
      Key: keyOf(connectionId),
      UpdateExpression: 'SET room = :room',
      ConditionExpression: 'attribute_exists(connectionId)',
      ExpressionAttributeValues: { ':room': { S: room } },
      ReturnValues: 'ALL_OLD',
    }),
  );
  return memberOf(Attributes);
};

/** Removes a connection and returns it as it was; undefined if it was removed before. */
exports.remove = async (connectionId) => {
  const { Attributes } = await client.send(
    new DeleteItemCommand({ TableName, Key: keyOf(connectionId), ReturnValues: 'ALL_OLD' }),
  );
  return Attributes && memberOf(Attributes);
};

/** The connections in a room. */
exports.inRoom = async (room) => {
  const members = [];
  const pages = paginateQuery(
    { client },
    {
      TableName,
      IndexName: 'ByRoom',
      KeyConditionExpression: 'room = :room',
      ExpressionAttributeValues: { ':room': { S: room } },
    },
  );
  for await (const { Items = [] } of pages) members.push(...Items.map(memberOf));
  return members;
};
