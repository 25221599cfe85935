import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { inspectFile, type PickedFile, type WordDraft } from '../api/templates';
import { kindOf, type InspectedTemplate, type Template } from '../api/types';
import type { JsonSchema } from '../forms/fields';
import { currentLanguage } from '../i18n';
import { readFile, type FileProblem } from './pickedFile';

/** Why a chosen file was not looked into, before the server was asked. */
export class UnreadableFile extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** A template that is a file, on its way from the disk to the server: what is chosen, found, refined and stored. */
export function useWordDraft(template: Template | null) {
  const [stored, setStored] = useState(template);
  const [file, setFile] = useState<PickedFile | null>(null);
  const [found, setFound] = useState<InspectedTemplate | null>(null);
  const [draft, setDraft] = useState<WordDraft | null>(template && draftOf(template));

  const look = useMutation({
    mutationFn: async ({ chosen }: { chosen: File | PickedFile; schema?: object }) => {
      const picked = chosen instanceof File ? await readFile(chosen) : chosen;
      if (typeof picked === 'string') throw new UnreadableFile(picked);
      return { picked, inspected: await inspectFile(picked, stored?.id) };
    },
    onSuccess: ({ picked, inspected }, { schema }) => {
      setFound(inspected);
      setFile(inspected.schema ? picked : null);
      if (!inspected.schema) return;
      const fields = (schema ?? inspected.schema) as JsonSchema;
      setDraft((now) =>
        now
          ? { ...now, schema: fields }
          : {
              name: inspected.name,
              kind: kindOf(inspected.kind),
              locale: localeOf(inspected.locale),
              prompt_hint: '',
              schema: fields,
            },
      );
    },
  });

  return {
    stored,
    file,
    found,
    draft,
    look,
    change: (change: Partial<WordDraft>) => setDraft((now) => now && { ...now, ...change }),
    onSaved: (saved: Template) => {
      setStored(saved);
      setFile(null);
      setFound(null);
      setDraft(draftOf(saved));
    },
  };
}

export function draftOf(template: Template): WordDraft {
  return {
    name: template.name,
    kind: kindOf(template.kind),
    locale: localeOf(template.locale),
    prompt_hint: template.prompt_hint,
    schema: template.schema as object,
  };
}

function localeOf(locale: string): 'ru' | 'en' {
  return locale === 'ru' || locale === 'en' ? locale : currentLanguage();
}

/** As it is saved: a title that was emptied is found anew, blank choices are none. */
export function tidied(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    switch (key) {
      case 'title':
        return schema.title?.trim() ? [[key, schema.title.trim()]] : [];
      case 'enum': {
        const kept = schema.enum?.map((each) => (typeof each === 'string' ? each.trim() : each)).filter((each) => each !== '');
        return kept && kept.length > 0 ? [[key, kept]] : [];
      }
      case 'properties':
        return [[key, Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, tidied(field)]))]];
      case 'items':
        return [[key, tidied(schema.items ?? {})]];
      default:
        return [[key, value]]; // in the same order: what was not changed is seen to be the same
    }
  });
  return Object.fromEntries(entries) as JsonSchema;
}
