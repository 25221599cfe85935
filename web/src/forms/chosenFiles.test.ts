import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mostFileBytes, readPicture } from './chosenFiles';

interface Drawn {
  width: number;
  height: number;
  type: string;
}

/** What was drawn, in order. */
let drawn: Drawn[] = [];
let bytesOfAPixel = 0;
let closed = 0;

/** Stands in for the browser's drawing: a picture of that size, and files of so many bytes for each pixel. */
function drawingOf(width: number, height: number, bytes: number) {
  bytesOfAPixel = bytes;
  vi.stubGlobal('createImageBitmap', async () => ({ width, height, close: () => closed++ }));
}

const file = (size: number, type: string) => new File([new Uint8Array(size)], 'stamp', { type });
const large = mostFileBytes + 1;
const bytesOf = (read: Awaited<ReturnType<typeof readPicture>>) => ('base64' in read ? atob(read.base64).length : read.problem);

beforeEach(() => {
  drawn = [];
  closed = 0;
  const create = document.createElement.bind(document);
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    if (name !== 'canvas') return create(name);
    const canvas = {
      width: 0,
      height: 0,
      getContext: () => ({ drawImage: (_: unknown, x: number, y: number, w: number, h: number) => expect([x, y, w, h]).toEqual([0, 0, canvas.width, canvas.height]) }),
      toBlob(done: (blob: Blob | null) => void, type: string) {
        drawn.push({ width: canvas.width, height: canvas.height, type });
        done(new Blob([new Uint8Array(Math.round(canvas.width * canvas.height * bytesOfAPixel))], { type }));
      },
    };
    return canvas as unknown as HTMLElement;
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a picture from a camera', () => {
  it('is made as large as paper needs, with its proportions', async () => {
    drawingOf(4000, 3000, 0.2);
    expect(bytesOf(await readPicture(file(large, 'image/jpeg')))).toBe(1400 * 1050 * 0.2);
    expect(drawn).toEqual([{ width: 1400, height: 1050, type: 'image/jpeg' }]);
    expect(closed).toBe(1);
  });

  it('is made smaller again until it fits', async () => {
    drawingOf(3000, 4000, 0.6);
    expect(bytesOf(await readPicture(file(large, 'image/png')))).toBe(750 * 1000 * 0.6);
    expect(drawn.map(({ width, height }) => [width, height])).toEqual([
      [1050, 1400],
      [750, 1000],
    ]);
    expect(drawn.every(({ type }) => type === 'image/png')).toBe(true); // it may be seen through
  });

  it('is never made larger, nor thinner than a pixel', async () => {
    drawingOf(600, 0.1, 1);
    await readPicture(file(large, 'image/png'));
    expect(drawn).toEqual([{ width: 600, height: 1, type: 'image/png' }]);
  });

  it('that stays too large is refused', async () => {
    drawingOf(1000, 1000, 10);
    expect(await readPicture(file(large, 'image/png'))).toEqual({ problem: 'large' });
    expect(drawn.map(({ width }) => width)).toEqual([1000, 1000, 700, 500]);
    expect(closed).toBe(1);
  });

  it('that the browser cannot read is refused', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('no picture')));
    expect(await readPicture(file(large, 'image/jpeg'))).toEqual({ problem: 'unreadable' });
  });

  it('is left as it is when it is small enough', async () => {
    expect(bytesOf(await readPicture(file(mostFileBytes, 'image/jpeg')))).toBe(mostFileBytes);
    expect(drawn).toEqual([]);
  });

  it('that is drawn by lines is not redrawn', async () => {
    expect(await readPicture(file(large, 'image/svg+xml'))).toEqual({ problem: 'large' });
    expect(await readPicture(file(10, 'image/gif'))).toEqual({ problem: 'type' });
  });
});
