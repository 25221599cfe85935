import { Button, FileButton, Group, Input } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, PictureIcon, WordIcon } from '../icons';
import { pictureTypes, pictureUrl, readPicture, readWordFile, type FileProblem } from './chosenFiles';
import css from './forms.module.css';

interface Props {
  id: string;
  type: 'image' | 'file';
  label: ReactNode;
  description?: string;
  required: boolean;
  error?: string;
  /** The file in base64; empty when there is none. */
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

/** A picture or a Word file that goes into the document: chosen from the disk, or taken by a phone's camera. */
export function FileField({ id, type, label, description, required, error, value, onChange }: Props) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<FileProblem | null>(null);
  const [reading, setReading] = useState(false);
  const picture = type === 'image';
  const url = picture && value ? pictureUrl(value) : null;

  const Mark = picture ? PictureIcon : value ? CheckIcon : WordIcon;

  const choose = async (file: File | null) => {
    if (!file) return;
    setReading(true);
    const read = await (picture ? readPicture(file) : readWordFile(file));
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
          {url ? <img src={url} alt={t('picture.chosen')} /> : <Mark size={28} />}
        </div>
        <Group gap="xs">
          <FileButton accept={picture ? pictureTypes.join(',') : '.docx'} onChange={(file) => void choose(file)}>
            {(props) => (
              <Button
                {...props}
                id={id}
                size="sm"
                variant="default"
                loading={reading}
                aria-describedby={`${id}-label${problem || error ? ` ${id}-error` : ''}`}
              >
                {t(value ? 'picture.another' : picture ? 'picture.choose' : 'picture.chooseWord')}
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
