import type { Metrics } from './metrics.js';

/** A stage whose requests are observed, by all its names. */
export interface ObservedStage {
  /** The API as its author calls it. */
  readonly api: string;
  readonly apiName: string;
  readonly apiId: string;
  readonly stage: string;
}

/** Writes one line; its end is the writer's. */
export type WriteLine = (line: string) => void;

/** Where the lines of a stage go, and those of its canary. */
export interface LogDestination {
  readonly write: WriteLine;
  readonly writeCanary: WriteLine;
}

export interface AccessLogDestination extends LogDestination {
  /** Replaces the stage's own format: the name of one of the console's, or a format in full. */
  readonly format?: string;
}

/** What is observed of requests, and where it goes; absent: nowhere. */
export interface Observation {
  readonly metrics?: Metrics;
  accessLog?(stage: ObservedStage): AccessLogDestination | undefined;
  executionLog?(stage: ObservedStage): LogDestination | undefined;
}

export const NOTHING_OBSERVED: Observation = {};

/** What is written down of a stage's requests. */
export interface StageObservation {
  readonly accessLog: boolean;
  readonly executionLog: boolean;
  readonly metrics: boolean;
}

export function observedOf(stage: ObservedStage, observation: Observation): StageObservation {
  return {
    accessLog: observation.accessLog?.(stage) !== undefined,
    executionLog: observation.executionLog?.(stage) !== undefined,
    metrics: observation.metrics !== undefined,
  };
}
