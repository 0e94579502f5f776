/** The service of sayings that the example passes requests to: `PORT=8082 node examples/openapi-first/sayings.mjs`. */
import { createServer } from 'node:http';

const SAYINGS = ['Better late than never', 'Many hands make light work'];
const port = Number(process.env.PORT ?? 8082);

const server = createServer(({ url }, response) => {
  const text = SAYINGS[Number((url ?? '').slice(1)) - 1];
  response.writeHead(text === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(text === undefined ? { message: 'I know no more' } : { text }));
});

server.listen(port, '127.0.0.1', () => console.log(`sayings at http://127.0.0.1:${server.address().port}/1`));
