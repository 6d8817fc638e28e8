import type { FollowUps } from '../../protocol/followUps';
import { conversationPath } from './conversationPath';
import type { Http } from './http';

/** The queue of one conversation, at the server. Every answer but that of `remove` is the whole queue after it. */
export interface FollowUpCalls {
  followUps: (conversationId: string) => Promise<FollowUps>;
  addFollowUp: (conversationId: string, body: { readonly id: string; readonly text: string }) => Promise<FollowUps>;
  changeFollowUp: (
    conversationId: string,
    id: string,
    change: { readonly text: string } | { readonly position: number },
  ) => Promise<FollowUps>;
  removeFollowUp: (conversationId: string, id: string) => Promise<void>;
  resumeFollowUps: (conversationId: string) => Promise<FollowUps>;
}

export function followUpCalls(http: Http): FollowUpCalls {
  const queue = (conversationId: string): string => `${conversationPath(conversationId)}/follow-ups`;
  const one = (conversationId: string, id: string): string => `${queue(conversationId)}/${encodeURIComponent(id)}`;
  return {
    followUps: (conversationId) => http.json('GET', queue(conversationId)),
    addFollowUp: (conversationId, body) => http.json('POST', queue(conversationId), body),
    changeFollowUp: (conversationId, id, change) => http.json('PATCH', one(conversationId, id), change),
    removeFollowUp: (conversationId, id) => http.done('DELETE', one(conversationId, id)),
    resumeFollowUps: (conversationId) => http.json('POST', `${queue(conversationId)}/resume`),
  };
}
