import { Input, Text } from '@mantine/core';
import { useId, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import css from './SourceEditor.module.css';

interface Props {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  problems: { line: number | null; message: string }[];
}

/** Plain text with line numbers; the lines that the server complained about are marked, each complaint leads to its line. */
export function SourceEditor({ label, hint, value, onChange, problems }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = value.split('\n').length;
  const marked = new Set(problems.map((problem) => problem.line));

  return (
    <div>
      <Input.Label htmlFor={id} required>
        {label}
      </Input.Label>
      <Input.Description id={`${id}-hint`} mb="xs">
        {hint}
      </Input.Description>
      {problems.length > 0 && (
        <ul id={`${id}-problems`} role="alert" className={css.problems}>
          {problems.map(({ line, message }, index) => (
            <li key={index}>
              {line !== null && (
                <button type="button" className={css.goto} onClick={() => goToLine(area.current, line)}>
                  {t('editor.line', { line })}
                </button>
              )}
              <Text span size="sm">
                {message}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <div className={css.scroll} data-invalid={problems.length > 0 || undefined}>
        <div className={css.sheet} style={{ '--lines': Math.max(lines, 18) } as CSSProperties}>
          <div className={css.gutter} aria-hidden="true">
            {Array.from({ length: lines }, (_, index) => (
              <span key={index} data-marked={marked.has(index + 1) || undefined}>
                {index + 1}
              </span>
            ))}
          </div>
          <textarea
            ref={area}
            id={id}
            className={css.area}
            value={value}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            aria-required="true"
            aria-invalid={problems.length > 0}
            aria-describedby={problems.length > 0 ? `${id}-hint ${id}-problems` : `${id}-hint`}
            onChange={(event) => onChange(event.currentTarget.value)}
            onKeyDown={keepIndent(onChange)}
          />
        </div>
      </div>
    </div>
  );
}

/** A new line starts where the line above does. Tab stays what it is everywhere: the way to the next field. */
function keepIndent(onChange: (value: string) => void) {
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const area = event.currentTarget;
    const before = area.value.slice(0, area.selectionStart);
    const indent = /^[ \t]+/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0];
    if (!indent) return;
    event.preventDefault();
    area.setRangeText(`\n${indent}`, area.selectionStart, area.selectionEnd, 'end');
    onChange(area.value);
  };
}

function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return;
  const lines = area.value.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  const height = area.clientHeight / Math.max(lines.length, 1);
  area.closest(`.${css.scroll}`)?.scrollTo({ top: Math.max(0, (line - 6) * height) });
}
