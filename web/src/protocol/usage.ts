import type { Usage } from './chunks';

/** What one person's answers of one day (UTC) by one model took. */
export interface UsageOfDay {
  readonly day: string;
  readonly model: string;
  readonly answers: number;
  readonly usage: Usage;
}
