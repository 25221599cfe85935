import { useEffect, useRef, useState } from 'react';
import type { AskPreview } from '../api/previews';
import type { FieldError } from '../api/problem';
import type { DocumentPreview } from '../api/types';
import { textOf } from './pageText';

export interface ShownPage {
  hash: string;
  width: number;
  height: number;
  /** Of the drawing, as a blob: an image runs no scripts and loads nothing, whatever is in it. */
  url: string;
  text: string;
}

export interface Shown {
  pages: ShownPage[];
  /** Of the whole document, of which only the first pages are drawn. */
  count: number;
  problems: FieldError[];
  /** The first page that came anew with the last answer. */
  changed: number | null;
  /** Why the last question had no answer; the pages are those from before. */
  failure: unknown;
  waiting: boolean;
}

const nothing: Shown = { pages: [], count: 0, problems: [], changed: null, failure: null, waiting: false };

/** Long enough not to ask for every letter, short enough to seem immediate. */
export const pause = 250;

/**
 * Asks again when `content` has changed and rested, and forgets what it asked before. `ask` is null while nobody looks.
 * The last pages stay until there are others.
 */
export function usePreview(content: string, ask: AskPreview | null): Shown {
  const [shown, setShown] = useState(nothing);
  const kept = useRef<ShownPage[]>([]);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const active = ask !== null;

  useEffect(() => {
    if (!active) return;
    const abort = new AbortController();
    setShown((now) => ({ ...now, waiting: true }));
    const look = async () => {
      const answer = await latest.current?.(kept.current.map((page) => page.hash), abort.signal);
      if (!answer || abort.signal.aborted) return;
      const { pages, changed } = taken(answer, kept.current);
      kept.current = pages;
      setShown({ pages, changed, count: answer.page_count || pages.length, problems: answer.problems, failure: null, waiting: false });
    };
    const timer = window.setTimeout(
      () => {
        look().catch((failure: unknown) => {
          if (!abort.signal.aborted) setShown((now) => ({ ...now, failure, waiting: false }));
        });
      },
      kept.current.length > 0 ? pause : 0,
    );
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [content, active]);

  useEffect(
    () => () => {
      for (const page of kept.current) URL.revokeObjectURL(page.url);
      kept.current = [];
    },
    [],
  );
  return shown;
}

/** A template that cannot be filled gives no pages: then those from before stay. */
function taken(answer: DocumentPreview, before: ShownPage[]): { pages: ShownPage[]; changed: number | null } {
  if (answer.pages.length === 0) return { pages: before, changed: null };
  const known = new Map(before.map((page) => [page.hash, page]));
  let changed: number | null = null;
  const pages = answer.pages.flatMap(({ hash, width, height, svg }, index) => {
    const old = known.get(hash);
    if (old) return [old];
    if (!svg) return [];
    changed ??= index;
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    const made = { hash, width, height, url, text: textOf(svg) };
    known.set(hash, made);
    return [made];
  });
  for (const page of before) if (!pages.includes(page)) URL.revokeObjectURL(page.url);
  return { pages, changed };
}
