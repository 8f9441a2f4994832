import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Session } from '#rpc/chat.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createModelsStore, type ModelsStore } from '#renderer/features/models/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';
import { createDraftFiles } from './create-draft-files.ts';
import type { DraftFile } from './draft-file.ts';
import { emptyTranscript, type Transcript, withNewest, withOlder } from './transcript.ts';

export interface ChatState {
  /** The session shown; undefined: a conversation that has none yet. */
  sessionId: string | undefined;
  transcript: Transcript;
  phase: 'reading' | 'ready';
  failure: Failure | undefined;
  readingOlder: boolean;
  /** The next message takes along what was said before: the backend does not have it. */
  takesHistory: boolean;
  /** What is written and not sent, by session. */
  drafts: Readonly<Record<string, string>>;
  /** Files that will go along with it, by session. */
  files: Readonly<Record<string, readonly DraftFile[]>>;
  /** The model that this conversation is held with; undefined: the one that the backend uses for chats. */
  model: string | undefined;
  /** What was chosen since the last message, by session; null: the backend's own choice. */
  chosen: Readonly<Record<string, string | null>>;
  sending: boolean;
}

export interface ChatStore {
  sessions: PagedStore<Session, null>;
  store: StoreApi<ChatState>;
  models: ModelsStore;
  open: (sessionId: string | undefined) => void;
  readOlder: () => Promise<void>;
  write: (text: string) => void;
  /** Takes files into the message that is being written. */
  attach: (files: readonly File[]) => Promise<void>;
  removeFile: (key: string) => void;
  /** Null: the backend's own choice. */
  chooseModel: (model: string | null) => void;
  /** Sends what is written; answers the session that it went to. */
  send: () => Promise<string | undefined>;
  cancel: (requestId: string) => Promise<void>;
  /** Has the backend forget a conversation; answers why it did not. */
  forget: (sessionId: string) => Promise<Failure | undefined>;
  dispose: () => void;
}

const PAGE = 30;
/** While an answer streams, only the end of the conversation changes. */
const TAIL = 8;
const MOST = 200;

/** The model that the next message is for, as the user chose it; undefined: nothing was chosen. */
export function chosenModel({ sessionId, model, chosen }: Pick<ChatState, 'sessionId' | 'model' | 'chosen'>): string | undefined {
  const next = chosen[sessionId ?? ''];
  return next === undefined ? model : (next ?? undefined);
}

export function createChatStore({ core, notices }: AppPowers): ChatStore {
  const store = createStore<ChatState>(() => ({
    sessionId: undefined,
    transcript: emptyTranscript,
    phase: 'ready',
    failure: undefined,
    readingOlder: false,
    takesHistory: false,
    drafts: {},
    files: {},
    model: undefined,
    chosen: {},
    sending: false,
  }));
  const sessions = createPagedStore<Session, null>({
    query: null,
    pageSize: 50,
    fetchPage: ({ offset, limit }) => core.rpc.chat.sessions({ offset, limit }),
  });
  let reading = false;
  let wanted = 0;

  async function readOnce(limit: number): Promise<void> {
    const { sessionId } = store.getState();
    if (sessionId === undefined) return;
    try {
      const page = await core.rpc.chat.transcript({ session_id: sessionId, limit });
      if (store.getState().sessionId !== sessionId) return;
      store.setState(({ transcript }) => ({
        transcript: withNewest(transcript, page),
        takesHistory: page.takes_history,
        model: page.model,
        phase: 'ready',
        failure: undefined,
      }));
    } catch (error) {
      const failure = failureOf(error);
      if (store.getState().sessionId === sessionId && failure.kind !== 'core_away') store.setState({ failure, phase: 'ready' });
    }
  }

  /** Reads the newest turns; asked again while it reads, it reads once more, as much as was asked for in all. */
  function read(limit: number) {
    wanted = Math.max(wanted, limit);
    if (reading) return;
    reading = true;
    const now = Math.min(MOST, wanted);
    wanted = 0;
    void readOnce(now).finally(() => {
      reading = false;
      if (wanted > 0) read(wanted);
    });
  }

  /** What was written on while a new conversation got its session goes along with it. */
  function moveDraft(sessionId: string) {
    store.setState(({ drafts, files }) => {
      const { '': written = '', ...others } = drafts;
      const { '': given = [], ...otherFiles } = files;
      return { drafts: { ...others, [sessionId]: written }, files: { ...otherFiles, [sessionId]: given } };
    });
  }

  const draftFiles = createDraftFiles({
    core,
    notices,
    place: () => store.getState().sessionId ?? '',
    files: () => store.getState().files,
    setFiles: (files) => store.setState({ files }),
  });

  const stop = core.onInvalidation((invalidation) => {
    if (concerns(invalidation, { topic: 'sessions' })) sessions.refresh();
    const { sessionId, transcript } = store.getState();
    const everything = Math.max(PAGE, transcript.turns.length);
    if (invalidation.all || concerns(invalidation, { topic: 'activity' })) read(everything);
    // Another backend may lack what this one had.
    else if (concerns(invalidation, { topic: 'connection' }) || concerns(invalidation, { topic: 'sessions' })) read(TAIL);
    else if (concerns(invalidation, { topic: 'session', key: sessionId })) read(TAIL);
  });

  return {
    sessions,
    store,
    models: createModelsStore({ core }),
    attach: draftFiles.attach,
    removeFile: draftFiles.remove,
    chooseModel: (model) => store.setState(({ chosen, sessionId }) => ({ chosen: { ...chosen, [sessionId ?? '']: model } })),
    dispose: stop,
    open: (sessionId) => {
      if (store.getState().sessionId === sessionId) return;
      store.setState({
        sessionId,
        transcript: emptyTranscript,
        phase: sessionId === undefined ? 'ready' : 'reading',
        failure: undefined,
        readingOlder: false,
        takesHistory: false,
        model: undefined,
      });
      if (sessionId !== undefined) read(PAGE);
    },
    readOlder: async () => {
      const { sessionId, transcript, readingOlder } = store.getState();
      const before = transcript.turns[0]?.position;
      if (sessionId === undefined || before === undefined || readingOlder || !transcript.hasMore) return;
      store.setState({ readingOlder: true });
      try {
        const page = await core.rpc.chat.transcript({ session_id: sessionId, before_position: before, limit: PAGE });
        if (store.getState().sessionId === sessionId)
          store.setState(({ transcript }) => ({ transcript: withOlder(transcript, page) }));
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      } finally {
        store.setState({ readingOlder: false });
      }
    },
    write: (text) => store.setState(({ drafts, sessionId }) => ({ drafts: { ...drafts, [sessionId ?? '']: text } })),
    send: async () => {
      const { drafts, sessionId, sending, files, chosen } = store.getState();
      const place = sessionId ?? '';
      const draft = drafts[place] ?? '';
      const given = files[place] ?? [];
      if (draft.trim() === '' || sending || given.some(({ kept }) => !kept)) return undefined;
      const write = (text: string) => store.setState(({ drafts }) => ({ drafts: { ...drafts, [sessionId ?? '']: text } }));
      // The field is free at once; a message that was not taken comes back into it, if it still is.
      write('');
      const setGiven = (next: readonly DraftFile[]) => store.setState(({ files: all }) => ({ files: { ...all, [place]: next } }));
      setGiven([]);
      store.setState({ sending: true });
      try {
        const text = draft.trim();
        const sent = await core.rpc.chat.send({
          text,
          ...(sessionId === undefined ? {} : { session_id: sessionId }),
          ...(chosen[place] === undefined ? {} : { model: chosen[place] }),
          ...(given.length === 0 ? {} : { attachment_ids: given.flatMap(({ kept }) => kept?.attachment_id ?? []) }),
        });
        store.setState(({ chosen: all, model }) => {
          const { [place]: now, ...others } = all;
          return { chosen: others, model: now === undefined ? model : (now ?? undefined) };
        });
        if (sessionId === undefined) moveDraft(sent.session_id);
        if (store.getState().sessionId === sessionId) store.setState({ sessionId: sent.session_id });
        read(TAIL);
        return sent.session_id;
      } catch (error) {
        if ((store.getState().drafts[place] ?? '') === '') write(draft);
        if ((store.getState().files[place] ?? []).length === 0) setGiven(given);
        notices.show({ text: `Your message was not sent. ${failureOf(error).sentence}`, tone: 'problem' });
        return undefined;
      } finally {
        store.setState({ sending: false });
      }
    },
    cancel: async (requestId) => {
      try {
        await core.rpc.chat.cancel({ request_id: requestId });
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      }
    },
    forget: async (sessionId) => {
      try {
        await core.rpc.chat.forget({ session_id: sessionId });
        notices.show({ text: 'The backend forgot this conversation. It stays on this device.' });
        return undefined;
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}
