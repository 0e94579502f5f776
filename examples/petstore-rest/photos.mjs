/** The photo service of the example, for a laptop: `PORT=8081 node examples/petstore-rest/photos.mjs`. */
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 8081);

const server = createServer(({ url }, response) => {
  const pet = /^\/pets\/(\d+)$/.exec(url ?? '')?.[1];
  const body = pet === undefined ? { message: 'No such photos' } : [`https://photos.example.com/${pet}-1.jpg`];
  response.writeHead(pet === undefined ? 404 : 200, {
    'Content-Type': 'application/json',
    'Access-Control-Allow-Origin': '*',
  });
  response.end(JSON.stringify(body));
});

server.listen(port, '127.0.0.1', () => console.log(`photos at http://127.0.0.1:${server.address().port}/pets/1`));
