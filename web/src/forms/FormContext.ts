import { createContext, useContext } from 'react';
import type { Errors } from './check';
import type { FormObject, FormValue } from './fields';
import { fieldId, pathKey, valueAt, type Path } from './paths';

export interface FormState {
  value: FormObject;
  errors: Errors;
  change: (path: Path, value: FormValue) => void;
}

export const FormContext = createContext<FormState | null>(null);

export function useField(path: Path) {
  const form = useContext(FormContext);
  if (!form) throw new Error('a field stands outside of its form');
  return {
    id: fieldId(path),
    value: valueAt(form.value, path),
    error: form.errors[pathKey(path)],
    change: (value: FormValue) => form.change(path, value),
  };
}
