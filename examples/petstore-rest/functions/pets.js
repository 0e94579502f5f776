const PETS = [
  { id: 1, name: 'Tom', type: 'cat' },
  { id: 2, name: 'Rex', type: 'dog' },
  { id: 3, name: 'Wanda', type: 'fish' },
];

exports.handler = async (event) => {
  const { type } = event.queryStringParameters ?? {};
  switch (`${event.httpMethod} ${event.resource}`) {
    case 'GET /pets':
      return answer(200, type === undefined ? PETS : PETS.filter((pet) => pet.type === type));
    case 'POST /pets':
      return answer(201, { id: PETS.length + 1, ...JSON.parse(event.body) });
    default: {
      const { petId } = event.pathParameters;
      const pet = PETS.find(({ id }) => String(id) === petId);
      return pet === undefined ? answer(404, { message: `No pet ${petId}` }) : answer(200, pet);
    }
  }
};

function answer(statusCode, body) {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
    body: JSON.stringify(body),
  };
}
