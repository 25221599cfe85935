import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import Worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';

let worker: PDFWorker | null = null;

/** Opens a PDF in the page's one PDF worker. The caller destroys it. */
export function openPdf(bytes: ArrayBuffer): { pdf: Promise<PDFDocumentProxy>; destroy: () => void } {
  worker ??= new PDFWorker({ port: new Worker() as never });
  // The content security policy forbids both ways of making code from data.
  const task = getDocument({ data: bytes, worker, useWasm: false });
  return { pdf: task.promise, destroy: () => void task.destroy() };
}
