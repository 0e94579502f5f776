/** Measures one round: microseconds of CPU time for one operation, unless the scenario's sentence says otherwise. */
export type Measure = () => Promise<number>;

/** Settings of a run that every process knows. */
export interface Settings {
  /** HTTP requests in one round. */
  readonly requests: number;
  /** Holds what the processes write; removed after the run. */
  readonly folder: string;
}

/** Prepares and warms up something to measure. Runs in a process of its own. */
export type Subject = (settings: Settings) => Promise<Measure>;

/** What is measured, and the floor that its limit is a ratio to. */
export interface Scenario {
  /** Selects the scenario on the command line. */
  readonly name: string;
  readonly sentence: string;
  readonly subject: Subject;
  /** The same work done without us, or the least that any implementation does. */
  readonly floor: Subject;
  /** The subject without one feature: the ratio is then what the feature adds, in floors. */
  readonly without?: Subject;
  /** Wanted at most, as a ratio to the floor. */
  readonly goal: number;
  /** The ratio above which the command fails. */
  readonly limit: number;
  /** What subject and floor count. Default: microseconds. */
  readonly unit?: 'bytes';
  /** The spread up to which a ratio counts. Default {@link SPREAD_BOUND_PERCENT}. */
  readonly spreadBoundPercent?: number;
}

export const SPREAD_BOUND_PERCENT = 15;

/** Where worker threads take part. */
export const THREADS_SPREAD_BOUND_PERCENT = 25;

/** The subjects of a scenario, in the order in which a round measures them. */
export const ROLES = ['floor', 'without', 'subject'] as const;
export type Role = (typeof ROLES)[number];
