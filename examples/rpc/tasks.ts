import { text } from '../../lib/index.js';
import { rpcMethod } from './rpc.js';

const TEXT = { type: 'string', minLength: 1, maxLength: 200 };
const ONE = 'WHERE "owner" = ? AND "taskId" = ?';

/**
 * Methods of tasks, each a statement of PartiQL. Values are parameters of the statement, never part of the statement itself.
 *
 * Documented: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.insert.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html (errors for items that exist
 * already or do not exist)
 */
export function taskMethods(table: string) {
  const task = { owner: TEXT, taskId: TEXT };
  return {
    'tasks.add': rpcMethod({ ...task, title: TEXT }, ({ owner, taskId, title }) => ({
      Statement: `INSERT INTO "${table}" VALUE {'owner': ?, 'taskId': ?, 'title': ?, 'done': ?}`,
      Parameters: [{ S: owner }, { S: taskId }, { S: title }, { BOOL: false }],
    })),
    'tasks.get': rpcMethod(task, ({ owner, taskId }) => ({
      Statement: `SELECT * FROM "${table}" ${ONE}`,
      Parameters: [{ S: owner }, { S: taskId }],
    })),
    'tasks.list': rpcMethod({ owner: TEXT }, ({ owner }) => ({
      Statement: `SELECT * FROM "${table}" WHERE "owner" = ?`,
      Parameters: [{ S: owner }],
    })),
    'tasks.finish': rpcMethod(task, ({ owner, taskId }) => ({
      Statement: `UPDATE "${table}" SET "done" = ? ${ONE} RETURNING ALL NEW *`,
      Parameters: [{ BOOL: true }, { S: owner }, { S: taskId }],
    })),
    'tasks.rename': rpcMethod({ ...task, title: TEXT, by: TEXT }, ({ owner, taskId, title, by }) => ({
      Statement: `UPDATE "${table}" SET "title" = ? ${ONE} RETURNING ALL NEW *`,
      Parameters: [{ S: text`${title} (${by})` }, { S: owner }, { S: taskId }],
    })),
    'tasks.remove': rpcMethod(task, ({ owner, taskId }) => ({
      Statement: `DELETE FROM "${table}" ${ONE} RETURNING ALL OLD *`,
      Parameters: [{ S: owner }, { S: taskId }],
    })),
  };
}
