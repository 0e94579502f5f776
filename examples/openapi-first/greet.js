const HELLO = { en: 'Hello', de: 'Guten Tag', es: 'Hola' };

exports.handler = async ({ pathParameters, queryStringParameters }) => {
  const hello = HELLO[queryStringParameters?.language ?? 'en'];
  return hello === undefined
    ? { statusCode: 404, body: JSON.stringify({ message: 'I do not speak it' }) }
    : { statusCode: 200, body: JSON.stringify({ text: `${hello}, ${decodeURIComponent(pathParameters.name)}!` }) };
};
