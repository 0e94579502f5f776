/** A local DynamoDB with the example's table: `PORT=8000 node examples/websocket-chat/database.mjs`. */
import dynalite from 'dynalite';

const port = Number(process.env.PORT ?? 8000);
const database = dynalite({ createTableMs: 0 });

database.listen(port, '127.0.0.1', async () => {
  const endpoint = `http://127.0.0.1:${database.address().port}/`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': 'DynamoDB_20120810.CreateTable',
      'X-Amz-Date': '20261121T112233Z',
      // The database checks the format of a signature, not the signature itself.
      Authorization:
        'AWS4-HMAC-SHA256 Credential=local/20261121/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({
      TableName: 'ChatConnections',
      AttributeDefinitions: ['connectionId', 'room'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'connectionId', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'ByRoom',
          KeySchema: [{ AttributeName: 'room', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  console.log(`database at ${endpoint}`);
});
