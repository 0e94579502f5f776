import { describe, expect, test } from 'vitest';
import { mock, restApi, ServedApi } from '../../support/rest-request.js';

/** What a template in a response prints for `GET /pets/7?name=Rex&name=Tom&toString=t` with a header `X-A: a`. */
async function render(template: string, requestTemplate = '{"statusCode":200}'): Promise<string> {
  const integration = {
    ...mock({ 'application/json': template }),
    requestTemplates: { 'application/json': requestTemplate },
  };
  const api = restApi({ 'GET /pets/{name}': { integration } });
  const headers = [['X-A', 'a']] as const;
  const { body } = await new ServedApi(api).send({ path: '/pets/7?name=Rex&toString=s&toString=t', headers });
  return body.toString();
}

describe('a mapping template of a route', () => {
  test.each([
    ['members of $context that it names', '$context.stage $context.resourcePath', 'dev /pets/{name}'],
    ['nothing for what $context does not have', '[$context.constructor$context.hasOwnProperty$context.nope]', '[]'],
    ['what it set in $context', '#set($context.mine = 1)$context.mine', '1'],
    [
      'overrides that it named',
      '#set($context.responseOverride.header.X = "1")$context.responseOverride.header.X',
      '1',
    ],
    ['all of $context where it may name any', '#set($c = $context)$c.stage $c.httpMethod', 'dev GET'],
    ['all of $context in a text that it evaluates', "#set($text = '$context.stage')#evaluate($text)", 'dev'],
    ['a path parameter before one of the query', "$input.params('name')", '7'],
    ['the last of several query values', "$input.params('toString')", 't'],
    ['a header', "$input.params('X-A')", 'a'],
    ['nothing for a name that every object has', "[$input.params('constructor')$input.params('__proto__')]", '[]'],
    ['parameters as maps', "$input.params().querystring.get('name') $input.params().path.name", 'Rex 7'],
  ])('prints %s', async (_what, template, output) => {
    expect(await render(template)).toBe(output);
  });

  test('finds what the template of the request left in $context', async () => {
    expect(await render('$context.mine', '#set($context.mine = "kept"){"statusCode":200}')).toBe('kept');
  });
});
