import { refreshSession } from './session';
import { statuses, type Status } from './types';

export interface DocumentEvent {
  id: string;
  status: Status;
}

/** How far a job is; without `percent`, that something has changed among the jobs. */
export interface JobEvent {
  id?: string;
  percent?: number;
  line?: string;
}

export interface EventListeners {
  onDocument: (event: DocumentEvent) => void;
  onJob: (event: JobEvent) => void;
  /** Many documents at once have come further. */
  onBulk: (id: string) => void;
  /** The stream is back after a gap: what happened in between has to be asked for. */
  onReconnect: () => void;
}

/** Listens to the server until the returned function is called. Reconnects by itself, slower and slower, up to 30 s. */
export function listen({ onDocument, onJob, onBulk, onReconnect }: EventListeners): () => void {
  let source: EventSource | null = null;
  let timer: number | undefined;
  let failures = 0;
  let opened = false;
  let stopped = false;

  const open = () => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('open', () => {
      failures = 0;
      if (opened) onReconnect();
      opened = true;
    });
    source.addEventListener('document', (message) => {
      const event = parseDocumentEvent(message.data);
      if (event) onDocument(event);
    });
    source.addEventListener('job', (message) => {
      const event = parseJobEvent(message.data);
      if (event) onJob(event);
    });
    source.addEventListener('bulk', (message) => {
      const id = parseBulkEvent(message.data);
      if (id) onBulk(id);
    });
    source.addEventListener('error', () => {
      // A dropped connection is retried by the browser; a refused one (an expired session) is closed for good.
      if (source?.readyState === EventSource.CLOSED) void reopen();
    });
  };

  const reopen = async () => {
    failures += 1;
    const outcome = await refreshSession();
    if (stopped || outcome === 'ended') return;
    timer = window.setTimeout(open, Math.min(30_000, 1000 * 2 ** (failures - 1)));
  };

  open();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    source?.close();
  };
}

export function parseDocumentEvent(text: string): DocumentEvent | null {
  try {
    const { id, status } = JSON.parse(text) as Record<string, unknown>;
    const known = statuses.find((each) => each === status);
    return typeof id === 'string' && known ? { id, status: known } : null;
  } catch {
    return null;
  }
}

export function parseJobEvent(text: string): JobEvent | null {
  try {
    const { id, percent, line } = JSON.parse(text) as Record<string, unknown>;
    return {
      ...(typeof id === 'string' && { id }),
      ...(typeof percent === 'number' && { percent }),
      ...(typeof line === 'string' && { line }),
    };
  } catch {
    return null;
  }
}

export function parseBulkEvent(text: string): string | null {
  try {
    const { id } = JSON.parse(text) as Record<string, unknown>;
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
