const { randomUUID } = require('node:crypto');

const pets = new Map([['1', { id: '1', name: 'Rex' }]]);
const headers = { 'Access-Control-Allow-Origin': 'https://app.example.com' };
const json = (statusCode, body) => ({ statusCode, headers, body: JSON.stringify(body) });

exports.handler = async ({ httpMethod, pathParameters, body, requestContext }) => {
  if (httpMethod === 'POST') {
    const pet = { id: body.includes('"Tom"') ? '2' : randomUUID(), name: JSON.parse(body).name };
    pets.set(pet.id, pet);
    return json(201, { ...pet, owner: requestContext.authorizer.claims.sub });
  }
  if (pathParameters === null) return json(200, [...pets.values()]);
  const pet = pets.get(pathParameters.petId);
  return pet === undefined ? json(404, { message: 'No such pet' }) : json(200, pet);
};
