import { Button, FileButton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './FileDrop.module.css';

interface Props {
  /** A file hangs over the page. */
  over: boolean;
  pending: boolean;
  /** As the attribute of an input. */
  accept: string;
  icons: ReactNode;
  words: { drop: string; choose: string; hint: string };
  /** There is a file already: another is the lesser choice. */
  again?: boolean;
  onFile: (file: File) => void;
  children?: ReactNode;
}

/** Where a file comes in: a button for everybody, and a place to drop it on for who has a mouse. */
export function FileDrop({ over, pending, accept, icons, words, again = false, onFile, children }: Props) {
  return (
    <div className={css.drop} data-over={over || undefined}>
      <div>{icons}</div>
      <Text fw={600} size="lg" className={css.words}>
        {words.drop}
      </Text>
      <FileButton accept={accept} onChange={(file) => file && onFile(file)}>
        {(props) => (
          <Button {...props} variant={again ? 'default' : 'filled'} loading={pending}>
            {words.choose}
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed">
        {words.hint}
      </Text>
      {children}
    </div>
  );
}
