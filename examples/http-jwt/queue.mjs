/** A local queue that prints its messages: `node examples/http-jwt/queue.mjs`. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 9324);

const server = createServer(async (request, response) => {
  let form = '';
  for await (const chunk of request) form += chunk;
  const message = new URLSearchParams(form).get('MessageBody') ?? '';
  console.log(`message: ${message}`);
  const digest = createHash('md5').update(message).digest('hex');
  response.writeHead(200, { 'Content-Type': 'text/xml' });
  response.end(
    `<SendMessageResponse><SendMessageResult><MessageId>${randomUUID()}</MessageId>` +
      `<MD5OfMessageBody>${digest}</MD5OfMessageBody></SendMessageResult></SendMessageResponse>`,
  );
});
server.listen(port, '127.0.0.1', () => console.log(`queue at http://127.0.0.1:${server.address().port}/`));
