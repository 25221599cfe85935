/** A request has at most 1 MiB, and base64 makes a third more of a file. */
export const mostFileBytes = 500 * 1024;
/** Twelve centimetres at 300 dots to the inch: sharp on paper. */
const longestSides = [1400, 1000, 700, 500];

export const pictureTypes = ['image/png', 'image/jpeg', 'image/svg+xml'];

/** By its first bytes, as base64 shows them. */
export function pictureType(base64: string): string | null {
  if (base64.startsWith('iVBORw0KGgo')) return 'image/png';
  if (base64.startsWith('/9j/')) return 'image/jpeg';
  // "<svg", "<?xml" and the two with the mark of UTF-8 before them.
  return /^(PHN2Z|PD94b|77u\/PH|77u\/PD)/.test(base64) ? 'image/svg+xml' : null;
}

export function pictureUrl(base64: string): string | null {
  const type = pictureType(base64);
  return type && `data:${type};base64,${base64}`;
}

export type FileProblem = 'type' | 'wordType' | 'large' | 'unreadable';

/** A Word file as base64, to be put into another. */
export async function readWordFile(file: File): Promise<{ base64: string } | { problem: FileProblem }> {
  if (!file.name.toLowerCase().endsWith('.docx')) return { problem: 'wordType' };
  if (file.size > mostFileBytes) return { problem: 'large' };
  try {
    return { base64: await base64Of(file) };
  } catch {
    return { problem: 'unreadable' };
  }
}

/** The picture as base64; one from a camera is made smaller until it fits. */
export async function readPicture(file: File): Promise<{ base64: string } | { problem: FileProblem }> {
  if (!pictureTypes.includes(file.type)) return { problem: 'type' };
  try {
    if (file.size <= mostFileBytes) return { base64: await base64Of(file) };
    if (file.type === 'image/svg+xml') return { problem: 'large' };
    const smaller = await madeSmaller(file);
    return smaller ? { base64: await base64Of(smaller) } : { problem: 'large' };
  } catch {
    return { problem: 'unreadable' };
  }
}

async function madeSmaller(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  try {
    return await fitting(picture, file.type);
  } finally {
    picture.close(); // a photograph takes fifty megabytes
  }
}

async function fitting(picture: ImageBitmap, type: string): Promise<Blob | null> {
  for (const side of longestSides) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    // A PNG stays one: a stamp or a signature is seen through.
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.86));
    if (blob && blob.size <= mostFileBytes) return blob;
  }
  return null;
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
