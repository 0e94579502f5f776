import type { BehaviourCase } from '../../support/behaviour.js';
import type { Behaviour, MethodText } from '../ways/api-text.js';

/** Says which method answered, and what it was told of the path. */
function named(route: string): MethodText {
  return {
    integration: {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      responses: [
        {
          statusCode: 200,
          responseTemplates: {
            'application/json': `${route} $input.params().path $context.resourcePath $context.httpMethod $context.path`,
          },
        },
      ],
    },
  };
}

function answers(request: string, text: string): BehaviourCase {
  const [method = '', path = ''] = request.split(' ');
  return { name: request, method, path, expect: { status: 200, text } };
}

function unknown(request: string): BehaviourCase {
  const [method = '', path = ''] = request.split(' ');
  return {
    name: `${request} is unknown`,
    method,
    path,
    expect: {
      status: 403,
      json: { message: 'Missing Authentication Token' },
      headers: { 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
    },
  };
}

export const routing: Behaviour = {
  api: {
    name: 'Routing',
    methods: {
      'GET /': named('root'),
      'GET /pets': named('list'),
      'ANY /pets': named('any'),
      'GET /pets/{id}': named('one'),
      'POST /pets/mine': named('mine'),
      'GET /pets/{id}/toys': named('toys'),
      'GET /pets/{id}/toys/{toy}': named('toy'),
      'GET /files/{path+}': named('file'),
      'ANY /files/{path+}': named('any file'),
      'DELETE /a.b_c-d': named('odd'),
    },
  },
  cases: [
    answers('GET /', 'root {} / GET /dev/'),
    answers('GET /pets', 'list {} /pets GET /dev/pets'),
    answers('GET /pets/', 'list {} /pets GET /dev/pets/'),
    answers('GET //pets', 'list {} /pets GET /dev//pets'),
    answers('GET /pets?id=7', 'list {} /pets GET /dev/pets'),
    answers('POST /pets', 'any {} /pets POST /dev/pets'),
    answers('DELETE /pets', 'any {} /pets DELETE /dev/pets'),
    answers('GET /pets/7', 'one {id=7} /pets/{id} GET /dev/pets/7'),
    answers('GET /pets/7/', 'one {id=7} /pets/{id} GET /dev/pets/7/'),
    answers('GET /pets/mine', 'one {id=mine} /pets/{id} GET /dev/pets/mine'),
    answers('POST /pets/mine', 'mine {} /pets/mine POST /dev/pets/mine'),
    answers('GET /pets/a%20b', 'one {id=a%20b} /pets/{id} GET /dev/pets/a%20b'),
    answers('GET /pets/a%2Fb', 'one {id=a%2Fb} /pets/{id} GET /dev/pets/a%2Fb'),
    answers('GET /pets/%C3%BC', 'one {id=%C3%BC} /pets/{id} GET /dev/pets/%C3%BC'),
    answers('GET /pets/a+b', 'one {id=a+b} /pets/{id} GET /dev/pets/a+b'),
    answers('GET /pets/7/toys', 'toys {id=7} /pets/{id}/toys GET /dev/pets/7/toys'),
    answers('GET /pets/7/toys/ball', 'toy {id=7, toy=ball} /pets/{id}/toys/{toy} GET /dev/pets/7/toys/ball'),
    answers('GET /files/a', 'file {path=a} /files/{path+} GET /dev/files/a'),
    answers('GET /files/a/b/c.txt', 'file {path=a/b/c.txt} /files/{path+} GET /dev/files/a/b/c.txt'),
    answers('GET /files/a//b', 'file {path=a//b} /files/{path+} GET /dev/files/a//b'),
    answers('GET /files/a/', 'file {path=a} /files/{path+} GET /dev/files/a/'),
    answers('PUT /files/a', 'any file {path=a} /files/{path+} PUT /dev/files/a'),
    answers('DELETE /a.b_c-d', 'odd {} /a.b_c-d DELETE /dev/a.b_c-d'),
    unknown('GET /nowhere'),
    unknown('POST /'),
    unknown('GET /Pets'),
    unknown('POST /pets/7'),
    unknown('GET /files'),
    unknown('GET /files/'),
    unknown('GET /pets/7/toys/ball/more'),
    unknown('GET /pets//toys'),
  ],
};
