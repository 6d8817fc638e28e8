import { applied, type FollowUpChange } from '../features/follow-ups/followUpChange';
import type { ConversationDetail, ConversationSummary, StoredMessage } from '../protocol/api';
import type { FollowUps } from '../protocol/followUps';
import type { LocalModelList } from '../protocol/localModels';
import type { ProviderEntry, ProviderList, ProviderWish } from '../protocol/providers';
import type { ToolList, ToolServerWish } from '../protocol/tools';
import type { ApiToken } from '../protocol/tokens';
import { ProblemError } from '../protocol/problem';
import type { Api, ToolDecisionBody } from '../shared/api/api';

export function problem(status: number, code: string, more: { readonly generationId?: string } = {}): ProblemError {
  return new ProblemError({ status, code, title: code, detail: `The server says ${code}.`, ...more });
}

export function summary(id: string, change: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id,
    title: `Conversation ${id}`,
    model: 'local/tiny',
    pinned: false,
    archived: false,
    updatedAt: '2026-11-22T07:00:00Z',
    messageCount: 0,
    attention: 'none',
    ...change,
  };
}

export function stored(id: string, change: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id,
    parentId: null,
    role: 'user',
    status: 'complete',
    parts: [{ type: 'text', id: 't0', text: `text of ${id}` }],
    model: null,
    createdAt: '2026-11-22T07:00:00.000Z',
    ...change,
  };
}

/** A conversation that shows the last of its messages. */
export function detail(
  id: string,
  messages: readonly StoredMessage[],
  change: Partial<ConversationSummary> = {},
): ConversationDetail {
  const activeLeafId = messages.at(-1)?.id ?? null;
  return { ...summary(id, change), systemPrompt: null, options: {}, messages, activeLeafId };
}

/** A question `u1` with its answer `a1`. */
export const exchange: readonly StoredMessage[] = [
  stored('u1'),
  stored('a1', { role: 'assistant', parentId: 'u1', model: 'local/tiny', createdAt: '2026-11-22T07:00:01.000Z' }),
];

/** A model server that is up. */
export function provider(name: string, change: Partial<ProviderEntry> = {}): ProviderEntry {
  return {
    name,
    dialect: 'openai-chat',
    baseUrl: `http://${name}/v1`,
    hasKey: true,
    models: [],
    readOnly: false,
    available: true,
    modelCount: 2,
    ...change,
  };
}

/** A server's answers from memory, and a list of what was asked. Chunks come over the transport, not from here. */
export class FakeApi implements Api {
  readonly calls: string[] = [];
  /** The answer to a call that begins so is this error. */
  readonly failures = new Map<string, Error>();
  tokenList: readonly ApiToken[] = [];
  toolList: ToolList = {
    tools: [{ name: 'calculator', description: 'Calculates.', source: 'built-in', defaultPolicy: 'always' }],
    servers: [],
    mayChange: true,
    takesCommands: false,
  };
  providerList: ProviderList = { mayChange: true, items: [] };
  localModelList: LocalModelList = { mayChange: true, installed: [], available: [], downloads: [] };
  readonly #queues = new Map<string, FollowUps>();
  readonly #details = new Map<string, ConversationDetail>();

  put(id: string, messages: readonly StoredMessage[] = [], change: Partial<ConversationSummary> = {}): void {
    this.#details.set(id, detail(id, messages, change));
  }

  models = () => this.#answer('models', []);
  conversations = () => this.#answer('conversations', { items: [...this.#details.values()] });
  conversation = (id: string) => {
    const detail = this.#details.get(id);
    return detail === undefined ? this.#refuse(`conversation ${id}`) : this.#answer(`conversation ${id}`, detail);
  };
  createConversation = (id: string) => this.#answer(`create ${id}`, undefined);
  patchConversation = (id: string, patch: object) => this.#answer(`patch ${id} ${JSON.stringify(patch)}`, undefined);
  deleteConversation = (id: string) => this.#answer(`delete ${id}`, undefined);
  deleteMessage = (id: string, messageId: string) => this.#answer(`delete ${id} ${messageId}`, undefined);
  sendMessage = () => this.#start('send');
  editMessage = () => this.#start('edit');
  regenerateMessage = () => this.#start('regenerate');
  continueMessage = () => this.#start('continue');
  stopGeneration = (id: string) =>
    this.#answer(`stop ${id}`, { id, state: 'stopped' as const, upstreamClosed: true, savedCharacters: 0 });
  moveToFront = (id: string) => this.#answer(`move to front ${id}`, undefined);
  stopAllGenerations = () => this.#answer('stop all', undefined);
  answerClarification = (id: string, answer: object) =>
    this.#answer(`answer ${id} ${JSON.stringify(answer)}`, undefined);
  declineClarification = (id: string) => this.#answer(`decline ${id}`, undefined);
  decideToolCall = (id: string, decision: ToolDecisionBody) =>
    this.#answer(`decide ${id} ${JSON.stringify(decision)}`, undefined);
  followUps = (id: string) => this.#answer(`follow-ups ${id}`, this.queue(id));
  addFollowUp = (id: string, { id: followUpId, text }: { readonly id: string; readonly text: string }) => {
    const followUp = { id: followUpId, text, createdAt: '2026-11-22T08:00:00Z' };
    return this.#queued(`follow up ${id} ${text}`, id, { type: 'add', followUp });
  };
  changeFollowUp = (
    id: string,
    followUpId: string,
    change: { readonly text: string } | { readonly position: number },
  ) => {
    const call = `change follow-up ${followUpId} ${JSON.stringify(change)}`;
    return this.#queued(call, id, {
      ...change,
      id: followUpId,
      type: 'text' in change ? 'edit' : 'move',
    } as FollowUpChange);
  };
  removeFollowUp = async (id: string, followUpId: string) => {
    await this.#queued(`remove follow-up ${followUpId}`, id, { type: 'remove', id: followUpId });
  };
  resumeFollowUps = (id: string) => this.#queued(`resume ${id}`, id, { type: 'resume' });
  addAttachment = (file: File) =>
    this.#answer(`attach ${file.name}`, {
      id: `file-${file.name}`,
      name: file.name,
      mediaType: file.type === '' ? 'text/plain' : file.type,
      size: file.size,
    });
  providers = () => this.#answer('providers', this.providerList);
  addProvider = (wish: ProviderWish) => this.#answer(`add provider ${JSON.stringify(wish)}`, provider('new'));
  tryProvider = (wish: ProviderWish) =>
    this.#answer(`try provider ${JSON.stringify(wish)}`, { ok: true, modelCount: 2, detail: 'It works: 2 models.' });
  changeProvider = (name: string, wish: ProviderWish) =>
    this.#answer(`change provider ${name} ${JSON.stringify(wish)}`, provider(name));
  localModels = () => this.#answer('local models', this.localModelList);
  downloadModel = (name: string) => this.#answer(`download ${name}`, undefined);
  stopDownload = (name: string) => this.#answer(`stop download ${name}`, undefined);
  removeLocalModel = (name: string) => this.#answer(`remove local ${name}`, undefined);
  removeProvider = (name: string) => this.#answer(`remove provider ${name}`, undefined);
  tokens = () => this.#answer('tokens', this.tokenList);
  makeToken = (name: string) => this.#answer(`make token ${name}`, { id: 'new', name, token: 'pk-secret' });
  removeToken = (id: string) => this.#answer(`remove token ${id}`, undefined);
  tools = () => this.#answer('tools', this.toolList);
  setToolPolicy = (name: string, policy: string | null) => this.#answer(`policy of ${name} ${policy}`, undefined);
  addToolServer = (wish: ToolServerWish) => this.#answer(`add tool server ${JSON.stringify(wish)}`, undefined);
  changeToolServer = (name: string, wish: ToolServerWish) =>
    this.#answer(`change tool server ${name} ${JSON.stringify(wish)}`, undefined);
  restartToolServer = (name: string) => this.#answer(`restart tool server ${name}`, undefined);
  removeToolServer = (name: string) => this.#answer(`remove tool server ${name}`, undefined);
  usage = () => this.#answer('usage', []);
  search = (query: string) => this.#answer(`search ${query}`, { items: [] });
  settings = () => this.#answer('settings', { onLeave: 'stop' as const });
  patchSettings = () => this.#answer('patch settings', { onLeave: 'continue' as const });
  leavePage = (): void => {
    this.calls.push('leave page');
  };

  /** The queue of follow-ups, as the server has it. */
  queue(id: string): FollowUps {
    return this.#queues.get(id) ?? { revision: 0, items: [] };
  }

  putQueue(id: string, change: Partial<FollowUps>): void {
    const queue = this.queue(id);
    this.#queues.set(id, { ...queue, revision: queue.revision + 1, ...change });
  }

  async #queued(call: string, id: string, change: FollowUpChange): Promise<FollowUps> {
    await this.#answer(call, undefined);
    this.putQueue(id, { ...applied(this.queue(id), change), revision: this.queue(id).revision + 1 });
    return this.queue(id);
  }

  #start(call: string) {
    return this.#answer(call, { generationId: 'g1', userMessageId: 'u1', assistantMessageId: 'a1' });
  }

  #refuse(call: string): Promise<never> {
    this.calls.push(call);
    return Promise.reject(problem(404, 'not-found'));
  }

  #answer<T>(call: string, answer: T): Promise<T> {
    this.calls.push(call);
    const failure = [...this.failures].find(([beginning]) => call.startsWith(beginning));
    return failure === undefined ? Promise.resolve(answer) : Promise.reject(failure[1]);
  }
}
