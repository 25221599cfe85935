import { Skeleton, Text, VisuallyHidden } from '@mantine/core';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { raw } from '../api/client';
import { ApiError } from '../api/problem';
import { openPdf } from './pdf';
import css from './PdfPreview.module.css';

interface Props {
  /** Signed and expiring. */
  url: string;
  onExpired: () => void;
}

const maxPixelRatio = 2.5;
const a4 = 297 / 210;
const maxAttempts = 3;

/** Every page as wide as there is room; a page is drawn when it comes near the screen. */
export default function PdfPreview({ url, onExpired }: Props) {
  const { t } = useTranslation();
  const { pdf, failed } = usePdf(url, onExpired);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);

  if (failed) {
    return (
      <Text role="alert" c="dimmed" className={css.failed}>
        {t('document.previewFailed')}
      </Text>
    );
  }
  return (
    <div ref={box} className={css.pages}>
      {!pdf && <Skeleton radius="md" style={{ aspectRatio: '210 / 297' }} />}
      {pdf &&
        width > 0 &&
        Array.from({ length: pdf.numPages }, (_, index) => (
          <Page key={index} pdf={pdf} number={index + 1} width={width} />
        ))}
    </div>
  );
}

/** Each answer about a document carries a fresh link to the same file: only after a failure is it a reason to load again. */
function usePdf(url: string, onExpired: () => void) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ url, onExpired });
  useEffect(() => {
    latest.current = { url, onExpired };
  });

  useEffect(() => {
    const abort = new AbortController();
    let destroy = () => {};
    const from = latest.current.url;
    const open = async () => {
      const response = await raw(`${from}${from.includes('?') ? '&' : '?'}inline=1`, { signal: abort.signal });
      const opened = openPdf(await response.arrayBuffer());
      destroy = opened.destroy;
      setPdf(await opened.pdf);
    };
    open().catch((error: unknown) => {
      if (abort.signal.aborted) return;
      setFailedUrl(from);
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) latest.current.onExpired();
    });
    return () => {
      abort.abort();
      destroy();
    };
  }, [attempt]);

  useEffect(() => {
    if (failedUrl === null || failedUrl === url || attempt >= maxAttempts) return;
    setFailedUrl(null);
    setAttempt(attempt + 1);
  }, [failedUrl, url, attempt]);

  return { pdf, failed: failedUrl !== null };
}

function Page({ pdf, number, width }: { pdf: PDFDocumentProxy; number: number; width: number }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const near = useNear(frame, number === 1);
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  const [text, setText] = useState('');
  const [ratio, setRatio] = useState(a4);

  useEffect(() => {
    if (!near || page) return;
    let current = true;
    void pdf.getPage(number).then((loaded) => {
      if (current) setPage(loaded);
    });
    return () => {
      current = false;
    };
  }, [near, page, pdf, number]);

  useEffect(() => {
    let current = true;
    void page?.getTextContent().then(({ items }) => {
      if (current) setText(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    });
    return () => {
      current = false;
    };
  }, [page]);

  useEffect(() => {
    const element = canvas.current;
    if (!page || !element) return;
    const base = page.getViewport({ scale: 1 });
    setRatio(base.height / base.width);
    const pixels = Math.min(window.devicePixelRatio || 1, maxPixelRatio);
    const viewport = page.getViewport({ scale: (width / base.width) * pixels });
    element.width = Math.floor(viewport.width);
    element.height = Math.floor(viewport.height);
    const task = page.render({ canvas: element, viewport });
    task.promise.then(
      () => element.setAttribute('data-drawn', 'true'),
      () => {}, // cancelled: the next drawing is under way
    );
    return () => task.cancel();
  }, [page, width]);

  return (
    <div ref={frame} className={css.page} style={{ aspectRatio: `1 / ${ratio}` }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('document.page', { number, total: pdf.numPages })}
        className={css.canvas}
      />
      <VisuallyHidden>{text}</VisuallyHidden>
    </div>
  );
}

function useNear(element: React.RefObject<HTMLElement | null>, atOnce: boolean): boolean {
  const [near, setNear] = useState(atOnce);
  useEffect(() => {
    if (near || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '800px 0px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [near, element]);
  return near;
}

/** Follows the width in steps, so that dragging a window's edge does not draw every pixel of the way. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    let timer: number | undefined;
    setWidth(node.clientWidth);
    const observer = new ResizeObserver(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setWidth(node.clientWidth), 150);
    });
    observer.observe(node);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
    };
  }, [element]);
  return width;
}
