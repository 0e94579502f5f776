const tasks = new Set<() => void>();

/**
 * Does something when the process ends by itself or by `process.exit`, as an `exit` listener does: nothing asynchronous. All
 * tasks share one listener, since Node.js warns of many.
 *
 * @returns takes the task back
 */
export function atExit(task: () => void): () => void {
  if (tasks.size === 0) process.once('exit', runTasks);
  tasks.add(task);
  return () => {
    tasks.delete(task);
    if (tasks.size === 0) process.removeListener('exit', runTasks);
  };
}

function runTasks(): void {
  for (const task of tasks) {
    try {
      task();
    } catch {
      // The others have their turn; nobody is left to be told.
    }
  }
}
