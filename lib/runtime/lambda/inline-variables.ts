import type { RuntimeLog } from '../environment.js';

/**
 * The environment variables of functions that share this process's `process.env`.
 *
 * A variable that another function set to another value keeps the first one, with a warning: only isolated functions can
 * have variables of their own. What was there before comes back with `restore`.
 */
export class InlineVariables {
  private readonly before = new Map<string, string | undefined>();

  constructor(private readonly log: RuntimeLog) {}

  set(functionName: string, variables: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      const current = process.env[name];
      if (current === value) continue;
      if (this.before.has(name)) {
        const advice = 'functions with different values need the isolation "thread" or "process"';
        this.log.warn(`Function "${functionName}" shares the environment variable ${name} with others: ${advice}`);
        continue;
      }
      this.before.set(name, current);
      process.env[name] = value;
    }
  }

  restore(): void {
    for (const [name, value] of this.before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    this.before.clear();
  }
}
