import type {
  Accepted,
  AttachmentInfo,
  ConversationDetail,
  ConversationPage,
  ConversationPatch,
  ModelInfo,
  Settings,
  StopAnswer,
} from '../../protocol/api';
import {
  completeDetail,
  completePage,
  completeSettings,
  type WireDetail,
  type WirePage,
  type WireSettings,
} from '../../protocol/complete';
import type { SearchPage } from '../../protocol/search';
import type { UsageOfDay } from '../../protocol/usage';
import { conversationPath } from './conversationPath';
import { followUpCalls, type FollowUpCalls } from './followUpCalls';
import type { Http } from './http';
import { localModelCalls, type LocalModelCalls } from './localModelCalls';
import { providerCalls, type ProviderCalls } from './providerCalls';
import { StopRequests } from './stopRequests';
import { tokenCalls, type TokenCalls } from './tokenCalls';
import { toolCalls, type ToolCalls } from './toolCalls';

export interface SendBody {
  readonly requestId: string;
  readonly messageId: string;
  readonly parentId?: string;
  readonly text: string;
  readonly model?: string;
  readonly attachments?: readonly string[];
}

export interface ToolDecisionBody {
  readonly isApproved: boolean;
  readonly always: boolean;
}

export type AnswerBody = { readonly text: string } | { readonly values: Readonly<Record<string, unknown>> };

/** The commands and questions of the HTTP interface, one function each. All of them are short requests. */
export interface Api extends FollowUpCalls, ProviderCalls, LocalModelCalls, TokenCalls, ToolCalls {
  models: () => Promise<readonly ModelInfo[]>;
  conversations: (after?: string) => Promise<ConversationPage>;
  conversation: (id: string) => Promise<ConversationDetail>;
  createConversation: (id: string) => Promise<void>;
  patchConversation: (id: string, patch: ConversationPatch) => Promise<void>;
  deleteConversation: (id: string) => Promise<void>;
  sendMessage: (conversationId: string, body: SendBody) => Promise<Accepted>;
  editMessage: (
    conversationId: string,
    messageId: string,
    body: { readonly requestId: string; readonly text: string },
  ) => Promise<Accepted>;
  regenerateMessage: (
    conversationId: string,
    messageId: string,
    body: { readonly requestId: string; readonly model?: string },
  ) => Promise<Accepted>;
  continueMessage: (
    conversationId: string,
    messageId: string,
    body: { readonly requestId: string },
  ) => Promise<Accepted>;
  deleteMessage: (conversationId: string, messageId: string) => Promise<void>;
  /** Settles once the end is stored and the model's connection is closed. */
  stopGeneration: (id: string) => Promise<StopAnswer>;
  /** Of all that wait for the same provider, that one is answered next. */
  moveToFront: (generationId: string) => Promise<void>;
  /** Stops everything of this person; the single stops that are asked for meanwhile ride along. */
  stopAllGenerations: () => Promise<void>;
  answerClarification: (id: string, answer: AnswerBody) => Promise<void>;
  declineClarification: (id: string) => Promise<void>;
  /** Says whether a tool may be called. */
  decideToolCall: (approvalId: string, decision: ToolDecisionBody) => Promise<void>;
  /** Gives a file, to be sent with a message. */
  addAttachment: (file: File) => Promise<AttachmentInfo>;
  /** What has all these words, in titles and messages. */
  search: (query: string, after?: string) => Promise<SearchPage>;
  /** Of so many days, today included. */
  usage: (days: number) => Promise<readonly UsageOfDay[]>;
  settings: () => Promise<Settings>;
  patchSettings: (change: Partial<Settings>) => Promise<Settings>;
  /** Stops all that this page started. It does not wait for an answer: the page is going away. */
  leavePage: () => void;
}

export function createApi(http: Http): Api {
  return {
    ...conversationCalls(http),
    ...generationCalls(http),
    ...otherCalls(http),
    ...followUpCalls(http),
    ...providerCalls(http),
    ...localModelCalls(http),
    ...tokenCalls(http),
    ...toolCalls(http),
  };
}

export const messagePath = (conversationId: string, messageId: string): string =>
  `${conversationPath(conversationId)}/messages/${encodeURIComponent(messageId)}`;

export const generationPath = (id: string): string => `/api/generations/${encodeURIComponent(id)}`;

type ConversationCalls = Pick<
  Api,
  'conversations' | 'conversation' | 'createConversation' | 'patchConversation' | 'deleteConversation' | 'deleteMessage'
>;
type GenerationCalls = Pick<
  Api,
  | 'sendMessage'
  | 'editMessage'
  | 'regenerateMessage'
  | 'continueMessage'
  | 'stopGeneration'
  | 'stopAllGenerations'
  | 'moveToFront'
  | 'leavePage'
>;

function conversationCalls(http: Http): ConversationCalls {
  return {
    conversations: async (after) => {
      const cursor = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      return completePage(await http.json<WirePage>('GET', `/api/conversations?limit=50${cursor}`));
    },
    conversation: async (id) => completeDetail(await http.json<WireDetail>('GET', conversationPath(id))),
    createConversation: (id) => http.done('POST', '/api/conversations', { id }),
    patchConversation: (id, patch) => http.done('PATCH', conversationPath(id), patch),
    deleteConversation: (id) => http.done('DELETE', conversationPath(id)),
    deleteMessage: (conversationId, messageId) => http.done('DELETE', messagePath(conversationId, messageId)),
  };
}

function generationCalls(http: Http): GenerationCalls {
  const stops = new StopRequests(http);
  return {
    sendMessage: (conversationId, body) => http.json('POST', `${conversationPath(conversationId)}/messages`, body),
    editMessage: (conversationId, messageId, body) =>
      http.json('POST', `${messagePath(conversationId, messageId)}/edit`, body),
    regenerateMessage: (conversationId, messageId, body) =>
      http.json('POST', `${messagePath(conversationId, messageId)}/regenerate`, body),
    continueMessage: (conversationId, messageId, body) =>
      http.json('POST', `${messagePath(conversationId, messageId)}/continue`, body),
    stopGeneration: stops.one,
    stopAllGenerations: stops.all,
    moveToFront: (id) => http.done('POST', `${generationPath(id)}/front`),
    leavePage: () => {
      http.farewell('/api/generations/stop', { pageId: http.pageId });
    },
  };
}

function otherCalls(
  http: Http,
): Omit<
  Api,
  keyof (ConversationCalls & GenerationCalls & FollowUpCalls & ProviderCalls & LocalModelCalls & TokenCalls & ToolCalls)
> {
  const clarification = (id: string): string => `/api/clarifications/${encodeURIComponent(id)}`;
  return {
    models: () => http.json('GET', '/api/models'),
    answerClarification: (id, answer) => http.done('POST', `${clarification(id)}/answer`, answer),
    declineClarification: (id) => http.done('POST', `${clarification(id)}/decline`),
    decideToolCall: (id, { isApproved, always }) =>
      http.done('POST', `/api/tool-calls/${encodeURIComponent(id)}/${isApproved ? 'approve' : 'deny'}`, { always }),
    addAttachment: (file) => http.upload(`/api/attachments?name=${encodeURIComponent(file.name)}`, file),
    search: (query, after) => {
      const cursor = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      return http.json('GET', `/api/search?q=${encodeURIComponent(query)}${cursor}`);
    },
    usage: (days) => http.json('GET', `/api/usage?days=${days}`),
    settings: async () => completeSettings(await http.json<WireSettings>('GET', '/api/settings')),
    patchSettings: async (change) => completeSettings(await http.json<WireSettings>('PATCH', '/api/settings', change)),
  };
}
