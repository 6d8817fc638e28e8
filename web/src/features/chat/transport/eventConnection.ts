import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { decodeEvent } from '../../../protocol/decode';
import type { ServerEvent } from '../../../protocol/events';
import type { ConnectionStatus } from '../../../shared/connection/types';
import { pause, type Timers } from '../../../shared/timers';
import { Backoff } from './backoff';

export interface ConnectionOptions {
  readonly url: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly random: () => number;
}

export interface ConnectionListener {
  onStatus: (status: ConnectionStatus) => void;
  /** An error thrown here means that the event cannot be trusted: the connection starts afresh. */
  onEvent: (event: ServerEvent) => void;
}

/**
 * One event connection to the server, for as long as it is wanted: it reads, notices a dead line, comes back.
 *
 * It uses `fetch`, not `EventSource`, because it must send `Last-Event-ID` when it wants to go on and leave it out when
 * it wants a snapshot, and because it must notice silence: the server says something at least every 15 s, if only a
 * comment, so 18 s without a byte is a dead line, whatever the operating system still believes. The two seconds up to
 * the 20 s that are promised are for a busy page to say so.
 */
export class EventConnection {
  readonly #options: ConnectionOptions;
  readonly #listener: ConnectionListener;
  readonly #backoff: Backoff;
  #life: AbortController | null = null;
  #lastEventId: string | null = null;
  #lostSince: number | null = null;

  constructor(options: ConnectionOptions, listener: ConnectionListener) {
    this.#options = options;
    this.#listener = listener;
    this.#backoff = new Backoff(options.random);
  }

  start(): void {
    if (this.#life !== null) return;
    this.#life = new AbortController();
    this.#listener.onStatus({ type: 'connecting' });
    void this.#keepOpen(this.#life.signal);
  }

  stop(): void {
    this.#life?.abort();
    this.#life = null;
    this.#lastEventId = null;
    this.#lostSince = null;
    this.#backoff.reset();
  }

  async #keepOpen(life: AbortSignal): Promise<void> {
    const isOver = (): boolean => life.aborted;
    while (!isOver()) {
      const attempt = new AbortController();
      const openedAt = this.#options.timers.now();
      const signal = AbortSignal.any([life, attempt.signal]);
      const end = await this.#readOnce(signal, attempt).catch(() => 'cut' as const);
      if (isOver()) return;
      attempt.abort();
      if (this.#options.timers.now() - openedAt >= STEADY_MILLIS) this.#backoff.reset();
      if (end === 'cut') this.#lost();
      await pause(this.#options.timers, this.#backoff.next(), life);
    }
  }

  #lost(): void {
    this.#lostSince ??= this.#options.timers.now();
    this.#listener.onStatus({ type: 'lost', since: this.#lostSince });
  }

  async #readOnce(signal: AbortSignal, attempt: AbortController): Promise<'cut' | 'asked-to-reconnect'> {
    let calm = this.#watchSilence(attempt);
    const alive = (): void => {
      calm();
      calm = this.#watchSilence(attempt);
    };
    try {
      const response = await this.#options.fetch(this.#options.url, {
        headers: {
          accept: 'text/event-stream',
          ...(this.#lastEventId === null ? {} : { 'last-event-id': this.#lastEventId }),
        },
        cache: 'no-store',
        signal,
      });
      if (!response.ok || response.body === null) return 'cut';
      this.#lostSince = null;
      this.#listener.onStatus({ type: 'open' });
      return await this.#read(response.body, alive);
    } finally {
      calm();
    }
  }

  async #read(body: ReadableStream<Uint8Array>, alive: () => void): Promise<'cut' | 'asked-to-reconnect'> {
    const asked: ServerEvent[] = [];
    const parser = createParser({
      onEvent: (message) => {
        const event = this.#take(message);
        if (event?.type === 'reconnect') asked.push(event);
      },
    });
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'cut';
      alive();
      parser.feed(decoder.decode(value, { stream: true }));
      if (asked.length > 0) {
        await reader.cancel();
        return 'asked-to-reconnect';
      }
    }
  }

  #take(message: EventSourceMessage): ServerEvent | null {
    try {
      const event = decodeEvent(message.event, message.data);
      if (event !== null) this.#listener.onEvent(event);
      if (message.id !== undefined) this.#lastEventId = message.id;
      return event;
    } catch (error) {
      this.#lastEventId = null;
      throw error;
    }
  }

  #watchSilence(attempt: AbortController): () => void {
    return this.#options.timers.after(SILENCE_MILLIS, () => {
      attempt.abort();
    });
  }
}

const SILENCE_MILLIS = 18_000;
/** A connection that lasted this long was a good one: the next try begins with the shortest wait again. */
const STEADY_MILLIS = 5_000;
