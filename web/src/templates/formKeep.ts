import type { FormObject } from '../forms/fields';
import type { Format } from '../api/types';

/** What is typed into a form is kept for the life of the tab, so that neither a reload nor a new login loses it. */
export interface KeptForm {
  title: string;
  value: FormObject;
  formats: Format[];
}

const keyOf = (templateId: string, version: number) => `kontor-form-${templateId}-${version}`;

export function keptForm(templateId: string, version: number): KeptForm | null {
  try {
    const text = sessionStorage.getItem(keyOf(templateId, version));
    return text ? (JSON.parse(text) as KeptForm) : null;
  } catch {
    return null;
  }
}

export function keepForm(templateId: string, version: number, form: KeptForm): void {
  try {
    sessionStorage.setItem(keyOf(templateId, version), JSON.stringify(form));
  } catch {
    // Storage is blocked or full: the form still works, it is only not kept.
  }
}

export function dropForm(templateId: string, version: number): void {
  try {
    sessionStorage.removeItem(keyOf(templateId, version));
  } catch {
    // Nothing was kept.
  }
}
