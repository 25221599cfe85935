import { Button, FileButton, Group, Input } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PictureIcon } from '../icons';
import css from './forms.module.css';
import { pictureTypes, pictureUrl, readPicture, type PictureProblem } from './pictures';

interface Props {
  id: string;
  label: ReactNode;
  description?: string;
  required: boolean;
  error?: string;
  /** The picture in base64; empty when there is none. */
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

/** A picture that goes into the document: chosen from the disk, or taken by a phone's camera. */
export function ImageField({ id, label, description, required, error, value, onChange }: Props) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<PictureProblem | null>(null);
  const [reading, setReading] = useState(false);
  const url = value ? pictureUrl(value) : null;

  const choose = async (file: File | null) => {
    if (!file) return;
    setReading(true);
    const read = await readPicture(file);
    setReading(false);
    setProblem('problem' in read ? read.problem : null);
    if ('base64' in read) onChange(read.base64);
  };

  return (
    <Input.Wrapper
      id={id}
      labelElement="div"
      label={<span id={`${id}-label`}>{label}</span>}
      description={description}
      required={required}
      error={problem ? t(`picture.${problem}`) : error}
    >
      <div className={css.picture}>
        <div className={css.pictureFrame}>
          {url ? <img src={url} alt={t('picture.chosen')} /> : <PictureIcon size={28} />}
        </div>
        <Group gap="xs">
          <FileButton accept={pictureTypes.join(',')} onChange={(file) => void choose(file)}>
            {(props) => (
              <Button
                {...props}
                id={id}
                size="sm"
                variant="default"
                loading={reading}
                aria-describedby={`${id}-label${problem || error ? ` ${id}-error` : ''}`}
              >
                {t(value ? 'picture.another' : 'picture.choose')}
              </Button>
            )}
          </FileButton>
          {value && (
            <Button
              size="sm"
              variant="subtle"
              color="red"
              onClick={() => {
                setProblem(null);
                onChange('');
                document.getElementById(id)?.focus();
              }}
            >
              {t('picture.remove')}
            </Button>
          )}
        </Group>
      </div>
    </Input.Wrapper>
  );
}
