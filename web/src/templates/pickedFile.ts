import type { PickedFile } from '../api/templates';

/** As the server: docs of its upload say so too. */
const maxBytes = 10 * 1024 * 1024;

export type FileProblem = 'old' | 'oldSheet' | 'macros' | 'pdf' | 'other' | 'large' | 'empty' | 'unreadable';

/** Why a file is no template, as far as that can be told before it is sent. */
export function problemOfFile(name: string, size: number): FileProblem | null {
  const ending = /\.[^.]*$/.exec(name.toLowerCase())?.[0] ?? '';
  if (ending === '.doc' || ending === '.dot' || ending === '.rtf' || ending === '.odt' || ending === '.dotx') return 'old';
  if (ending === '.xls' || ending === '.xlsb' || ending === '.xltx' || ending === '.ods') return 'oldSheet';
  if (ending === '.docm' || ending === '.dotm' || ending === '.xlsm') return 'macros';
  if (ending === '.pdf') return 'pdf';
  if (ending !== '.docx' && ending !== '.xlsx' && ending !== '.md') return 'other';
  if (size === 0) return 'empty';
  return size > maxBytes ? 'large' : null;
}

/** Reads it whole: Word goes on writing to a file that is open in it. */
export async function readFile(file: File): Promise<PickedFile | FileProblem> {
  const problem = problemOfFile(file.name, file.size);
  if (problem) return problem;
  try {
    return { name: file.name, bytes: new Blob([await file.arrayBuffer()]) };
  } catch {
    return 'unreadable';
  }
}

let handed: File | null = null;

/** A file that was dropped on one page and is looked at on the next. */
export function handOver(file: File): void {
  handed = file;
}

export function takeHandedOver(): File | null {
  const file = handed;
  handed = null;
  return file;
}
