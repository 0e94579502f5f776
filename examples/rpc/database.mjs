/**
 * A local DynamoDB that supports the statements of the example, and no others:
 * `PORT=8000 node examples/rpc/database.mjs`.
 */
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 8000);
const tasks = new Map();
const keyOf = (owner, taskId) => JSON.stringify([owner, taskId]);

class ServiceError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

const ONE = 'WHERE "owner" = ? AND "taskId" = ?';
const statements = {
  [`INSERT INTO "Tasks" VALUE {'owner': ?, 'taskId': ?, 'title': ?, 'done': ?}`]([owner, taskId, title, done]) {
    const key = keyOf(owner.S, taskId.S);
    if (tasks.has(key)) throw new ServiceError('DuplicateItemException', 'Duplicate primary key exists in table');
    tasks.set(key, { owner, taskId, title, done });
    return [];
  },
  [`SELECT * FROM "Tasks" ${ONE}`]([owner, taskId]) {
    const task = tasks.get(keyOf(owner.S, taskId.S));
    return task === undefined ? [] : [task];
  },
  'SELECT * FROM "Tasks" WHERE "owner" = ?'([owner]) {
    return [...tasks.values()].filter((task) => task.owner.S === owner.S);
  },
  [`UPDATE "Tasks" SET "done" = ? ${ONE} RETURNING ALL NEW *`]: ([done, owner, taskId]) =>
    update(owner, taskId, { done }),
  [`UPDATE "Tasks" SET "title" = ? ${ONE} RETURNING ALL NEW *`]: ([title, owner, taskId]) =>
    update(owner, taskId, { title }),
  [`DELETE FROM "Tasks" ${ONE} RETURNING ALL OLD *`]([owner, taskId]) {
    const key = keyOf(owner.S, taskId.S);
    const task = tasks.get(key);
    tasks.delete(key);
    return task === undefined ? [] : [task];
  },
};

function update(owner, taskId, change) {
  const key = keyOf(owner.S, taskId.S);
  const task = tasks.get(key);
  if (task === undefined) throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed');
  tasks.set(key, { ...task, ...change });
  return [tasks.get(key)];
}

function execute({ headers }, body) {
  if (headers['x-amz-target'] !== 'DynamoDB_20120810.ExecuteStatement')
    throw new ServiceError('UnknownOperationException', '');
  const { Statement, Parameters } = JSON.parse(body);
  if (!Object.hasOwn(statements, Statement))
    throw new ServiceError('ValidationException', `Unknown statement ${Statement}`);
  return { Items: statements[Statement](Parameters) };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/x-amz-json-1.0');
    try {
      response.end(JSON.stringify(execute(request, Buffer.concat(chunks).toString('utf8'))));
    } catch (error) {
      response.statusCode = 400;
      response.end(
        JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${error.name}`, message: error.message }),
      );
    }
  });
});

server.listen(port, '127.0.0.1', () => console.log(`database at http://127.0.0.1:${server.address().port}/`));
